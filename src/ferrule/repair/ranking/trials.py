"""What a run teaches: which candidates the compiler judged, and which of them stood at the end."""

from collections import Counter

from ferrule.facts.ranking import Trial
from ferrule.facts.repair import Candidate
from ferrule.repair.search.state import Step, Trace


def trials(steps: list[Step], trace: Trace, *, stood: bool) -> tuple[Trial, ...]:
    """Give the counts of a search; none of its steps was right where the repair did not stand.

    What was not compiled, since nothing could beat the one before it, is not counted either way.
    """
    tried, right = Counter[tuple[str, str, int]](), Counter[tuple[str, str, int]]()
    taken = {step.candidate for step in steps}
    for step in steps:
        key = _key(step.error.rule or "syntax", step.candidate)
        tried[key] += 1
        right[key] += stood
    for (_, candidate), code in trace.rejected.items():
        if candidate not in taken:
            tried[_key(code, candidate)] += 1
    return tuple(Trial(*key, count, right[key]) for key, count in sorted(tried.items()))


def _key(code: str, candidate: Candidate) -> tuple[str, str, int]:
    return code, candidate.move, candidate.rank
