"""The door to other programs: start, drain, time out, kill the group, redact, sandbox."""
