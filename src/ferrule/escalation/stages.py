"""Which step an incident may take from where it stands, and for which reason (P12, P24, P33, P39, P43).

| from | because of | to |
|---|---|---|
| open | met | open, level1 |
| open, level1 | trigger, with its evidence | level3, waiting |
| open | deadline | level2, waiting |
| level1 | attempts, timeout, exhausted, no-progress, deadline | level2 |
| level2 | attempts, timeout, exhausted, no-progress, deadline, asked-up, no-answer; trigger, as above | level3 |
| level3 | attempts, timeout, exhausted, no-progress, deadline, asked-up, no-answer, question | waiting |
| level3 | attempts, timeout, exhausted, no-progress, asked-up, no-answer: where nobody may ask the user | abandoned |
| level1, level2 | deadline | waiting |
| level2, level3 | trigger, with its evidence | waiting |
| waiting | answer, in the user's own words | level2, level3 |
| waiting | question, answer: another question, an option that is carried out | waiting |
| level1 to waiting | verified | resolved |
| open to waiting | gone | resolved |
| open to waiting | given-up | abandoned |
| open to waiting | source-changed | open |
| open to waiting | resumed, met | the same |
| resolved, abandoned | met | open |
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ferrule.facts.escalation import Cause, Stage

LEVEL: Final[Mapping[Stage, int]] = {
    Stage.OPEN: 1,
    Stage.LEVEL1: 1,
    Stage.LEVEL2: 2,
    Stage.LEVEL3: 3,
    Stage.WAITING: 4,
}
"""The level of each stage in which an incident is not over."""
NEXT: Final[Mapping[Stage, Stage]] = {
    Stage.OPEN: Stage.LEVEL1,
    Stage.LEVEL1: Stage.LEVEL2,
    Stage.LEVEL2: Stage.LEVEL3,
    Stage.LEVEL3: Stage.WAITING,
}
"""One level up."""

_USED_UP: Final = (Cause.ATTEMPTS, Cause.TIMEOUT, Cause.EXHAUSTED, Cause.NO_PROGRESS)
_UNANSWERED: Final = (Cause.ASKED_UP, Cause.NO_ANSWER)
_Step = tuple[Stage, Cause, Stage]


def _each(before: Iterable[Stage], causes: Iterable[Cause], after: Iterable[Stage]) -> Iterator[_Step]:
    ends = tuple(after)
    reasons = tuple(causes)
    return ((start, cause, end) for start in before for cause in reasons for end in ends)


def _legal() -> Iterator[_Step]:
    yield from _each((Stage.OPEN,), (Cause.MET,), (Stage.OPEN, Stage.LEVEL1))
    yield from _each((Stage.OPEN,), (Cause.DEADLINE,), (Stage.LEVEL2, Stage.WAITING))
    yield from _each((Stage.LEVEL1,), (*_USED_UP, Cause.DEADLINE), (Stage.LEVEL2,))
    yield from _each((Stage.LEVEL2,), (*_USED_UP, *_UNANSWERED, Cause.DEADLINE), (Stage.LEVEL3,))
    yield from _each((Stage.LEVEL3,), (*_USED_UP, *_UNANSWERED, Cause.DEADLINE, Cause.QUESTION), (Stage.WAITING,))
    yield from _each((Stage.LEVEL3,), (*_USED_UP, *_UNANSWERED), (Stage.ABANDONED,))
    yield from _each((Stage.LEVEL1, Stage.LEVEL2), (Cause.DEADLINE,), (Stage.WAITING,))
    yield from _each((Stage.OPEN, Stage.LEVEL1, Stage.LEVEL2), (Cause.TRIGGER,), (Stage.LEVEL3, Stage.WAITING))
    yield (Stage.LEVEL3, Cause.TRIGGER, Stage.WAITING)
    yield from _each((Stage.WAITING,), (Cause.ANSWER,), (Stage.LEVEL2, Stage.LEVEL3, Stage.WAITING))
    yield (Stage.WAITING, Cause.QUESTION, Stage.WAITING)
    yield from _each((stage for stage in LEVEL if stage is not Stage.OPEN), (Cause.VERIFIED,), (Stage.RESOLVED,))
    yield from _each(LEVEL, (Cause.GONE,), (Stage.RESOLVED,))
    yield from _each(LEVEL, (Cause.GIVEN_UP,), (Stage.ABANDONED,))
    yield from _each(LEVEL, (Cause.SOURCE_CHANGED,), (Stage.OPEN,))
    yield from ((stage, cause, stage) for stage in LEVEL for cause in (Cause.RESUMED, Cause.MET))
    yield from _each((Stage.RESOLVED, Stage.ABANDONED), (Cause.MET,), (Stage.OPEN,))


LEGAL: Final[frozenset[_Step]] = frozenset(_legal())
"""Every step there is, as `(before, cause, after)`."""


def refusal(before: Stage, cause: Cause, after: Stage, evidence: str = "") -> str:
    """Give why a step is not taken; empty for one that may be."""
    if (before, cause, after) not in LEGAL:
        return f"{before} does not lead to {after} because of {cause}"
    if cause is Cause.TRIGGER and not evidence.strip():
        return f"a jump from {before} to {after} needs the evidence of its trigger"
    return ""
