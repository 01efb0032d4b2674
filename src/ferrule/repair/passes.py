"""In which turns a level searches: what is likeliest to be right goes first, alone (P14, P28, P34)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Candidate
from ferrule.repair.search.engine import search
from ferrule.repair.search.reach import NEAR, WIDE
from ferrule.repair.search.state import Doors, State, Trace


@dataclass(frozen=True, slots=True)
class Pass:
    """One search of an attempt."""

    depth: int
    """Edits in a row."""
    moves: str = ""
    """`near`: only what level 1 has; `design`: only design moves; empty for all of the level."""


_NEAR, _DESIGN = "near", "design"
_PASSES: Final = {
    1: tuple((Pass(depth),) for depth in NEAR.depths),
    2: tuple((Pass(depth),) for depth in WIDE.depths),
    3: ((Pass(1, _NEAR), Pass(1, _DESIGN)), (Pass(WIDE.depths[-1]),)),
}
"""The passes of each attempt, by level. A design is tried from where the level began: a small gain elsewhere would be
taken first, and stand in its way."""


def attempts_of(level: int) -> tuple[tuple[Pass, ...], ...]:
    """Give the passes of each attempt of a level."""
    return _PASSES[level]


def attempted(start: State, found: State, doors: Doors, trace: Trace, passes: tuple[Pass, ...]) -> State:
    """Give the best state of one attempt; `start` is where the level began, `found` what the one before came to."""
    best = found
    for one in passes:
        if not doors.due(best.errors) or doors.spent():
            break
        origin = start if one.moves else best
        reached = search(origin, replace(doors, allowed=_allowed(doors, one.moves)), trace, one.depth)
        best = reached if reached.score < best.score else best
    return best


def certain(start: State, found: State, doors: Doors) -> State:
    """Give `found`, or `start` where systematic edits left the unit broken: no test can judge them there."""
    if not doors.due(found.errors) or not any(step.candidate.move in _systematic() for step in found.steps):
        return found
    return start


def _allowed(doors: Doors, moves: str) -> Callable[[Finding, Candidate], bool]:
    if not moves:
        return doors.allowed
    design = _designs()
    closed = _systematic() | design if moves == _NEAR else frozenset[str]()

    def allowed(error: Finding, candidate: Candidate) -> bool:
        is_chosen = candidate.move not in closed if moves == _NEAR else candidate.move in design
        return is_chosen and doors.allowed(error, candidate)

    return allowed


def _systematic() -> frozenset[str]:
    from ferrule.repair.moves.wide import catalog

    return frozenset(move.ID for move in catalog.MOVES)


def _designs() -> frozenset[str]:
    from ferrule.repair.moves.design import catalog

    return frozenset(move.ID for move in catalog.MOVES)
