"""What became of all incidents, level by level, from the stream of events alone (P23, P32, P41)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from ferrule.escalation.limits import BOX_S
from ferrule.escalation.wilson import wilson
from ferrule.facts.escalation import Cause, Stage
from ferrule.facts.funnel import Funnel, Share, Tally

if TYPE_CHECKING:
    from ferrule.store.database import Database
    from ferrule.store.tallies import Counts, Tried

TARGETS: Final[Mapping[int, float]] = {1: 0.7, 2: 0.8, 3: 0.9}
"""Of the incidents that come to a level, the share that is repaired there."""
AT_USER: Final = 0.02
"""Of the runs that met an incident, the share in which one may come to the user."""
MEDIAN_S: Final = BOX_S[1]
"""Half of all repairs take less."""
FEWEST: Final = 20
"""Fewer incidents at a level, or repairs, say nothing yet about its target, and no note is made."""
FEWEST_TASKS: Final = 50
"""Of fewer runs a single one is more than the share that may come to the user."""

_STAGES: Final = {1: Stage.LEVEL1, 2: Stage.LEVEL2, 3: Stage.LEVEL3, 4: Stage.WAITING}


def funnel(database: "Database") -> Funnel:
    """Give the funnel of all incidents that a store knows of.

    Raises:
        StoreBroken: when it cannot be read.
    """
    from ferrule.store.tallies import counts

    return funnel_of(counts(database))


def funnel_of(counts: "Counts") -> Funnel:
    """Give the funnel of these counts. An incident counts once for each time that it was opened.

    A note is made of a target that is missed, unless fewer than `FEWEST` incidents or `FEWEST_TASKS` runs speak of it;
    it says where the interval still holds the target, which is then missed perhaps by chance.
    """
    at = {stage: _sum(counts, stage) for stage in Stage}
    gone = _sum(counts, Stage.RESOLVED, Cause.GONE)
    incidents = sum(at.values())
    levels = tuple(_share(counts, level, incidents) for level in _STAGES)
    return Funnel(
        incidents=incidents,
        resolved=at[Stage.RESOLVED] - gone,
        waiting=at[Stage.WAITING],
        abandoned=at[Stage.ABANDONED],
        open=sum(at[stage] for stage in (Stage.OPEN, Stage.LEVEL1, Stage.LEVEL2, Stage.LEVEL3)),
        levels=levels,
        tasks=counts.tasks,
        tasks_at_user=counts.tasks_at_user,
        median_seconds=counts.median_seconds,
        codes=_ends_by(counts, "code"),
        kinds=_ends_by(counts, "kind"),
        moves=_tried_by(counts.tried, "move"),
        responders=_tried_by(counts.tried, "responder"),
        notes=tuple(filter(None, (*(share.note for share in levels), _at_user(counts), _slow(counts, levels)))),
        gone=gone,
    )


def _share(counts: "Counts", level: int, incidents: int) -> Share:
    entered, resolved = counts.entered.get(_STAGES[level], 0), _resolved(counts, level)
    share, interval, target = resolved / entered if entered else None, wilson(resolved, entered), TARGETS.get(level)
    note = ""
    if share is not None and interval is not None and target is not None and entered >= FEWEST and share < target:
        chance = ", perhaps by chance" if interval[1] >= target else ""
        note = (
            f"level {level} repaired {share:.1%} of {entered} incidents, {target:.0%} is the target{chance}"
            f" (interval {interval[0]:.1%} to {interval[1]:.1%})"
        )
    return Share(level, entered, resolved, share, interval, resolved / incidents if incidents else None, target, note)


def _at_user(counts: "Counts") -> str:
    if counts.tasks < FEWEST_TASKS or counts.tasks_at_user < AT_USER * counts.tasks:
        return ""
    share = counts.tasks_at_user / counts.tasks
    return f"{share:.1%} of {counts.tasks} runs came to the user, the target is less than {AT_USER:.0%}"


def _slow(counts: "Counts", levels: Iterable[Share]) -> str:
    repaired = sum(share.resolved for share in levels)
    if counts.median_seconds is None or repaired < FEWEST or counts.median_seconds < MEDIAN_S:
        return ""
    median = f"half of {repaired} repairs took {counts.median_seconds:.0f} s or more"
    return f"{median}, the target is less than {MEDIAN_S:.0f} s"


def _resolved(counts: "Counts", level: int) -> int:
    verified = (end for end in counts.ends if end.stage is Stage.RESOLVED and end.cause == Cause.VERIFIED)
    return sum(end.incidents for end in verified if end.level == level)


def _sum(counts: "Counts", stage: Stage, cause: Cause | None = None) -> int:
    return sum(end.incidents for end in counts.ends if end.stage is stage and cause in (None, end.cause))


def _ends_by(counts: "Counts", field: str) -> tuple[Tally, ...]:
    """Give incidents and repaired ones by code or class; one that went away by itself is among the first alone."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for end in counts.ends:
        found = sums[getattr(end, field)]
        found[0] += end.incidents
        found[1] += end.incidents if end.stage is Stage.RESOLVED and end.cause == Cause.VERIFIED else 0
    return _tallies(sums)


def _tried_by(tried: Iterable["Tried"], field: str) -> tuple[Tally, ...]:
    """Give attempts and right ones by move or responder; attempts without a name are left out."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in tried:
        if name := getattr(one, field):
            sums[name][0] += one.tried
            sums[name][1] += one.right
    return _tallies(sums)


def _tallies(sums: Mapping[str, list[int]]) -> tuple[Tally, ...]:
    """Give the most frequent ones first."""
    ordered = sorted(sums.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(Tally(name, tried, right, right / tried, wilson(right, tried)) for name, (tried, right) in ordered)
