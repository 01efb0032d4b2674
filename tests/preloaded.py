"""What the server that forks the program imports last: the coverage of the imports is kept once, not by every call."""

import coverage

if measuring := coverage.Coverage.current():
    measuring.save()
