"""Many independent errors at once: the best candidate of each, one compile, split where that fails."""

from ferrule.repair.search.candidates import apart, together
from ferrule.repair.search.propose import proposals
from ferrule.repair.search.state import Doors, State, Step, Trace, state_of, uncovered, vanished


def batch(state: State, doors: Doors, trace: Trace) -> State | None:
    """Give a better state with several errors answered together; None when there is none to be had that way."""
    chosen: list[Step] = []
    for error in doors.due(state.errors):
        if doors.spent():
            break
        first = next(iter(proposals(error, state, doors, trace)), None)
        if first and all(apart(first.step.candidate, other.candidate) for other in chosen):
            chosen.append(first.step)
    return _tried(state, tuple(chosen), doors) if len(chosen) > 1 else None


def _tried(state: State, chosen: tuple[Step, ...], doors: Doors) -> State | None:
    """Try all, then those that did their work, then each half."""
    if not chosen or doors.spent():
        return None
    new = _compiled(state, chosen, doors)
    if new is None:
        return None
    gone = vanished(state, new, doors)
    worked = tuple(step for step in chosen if gone[doors.identity(step.error)])
    sound = not uncovered(state, new, doors)
    if new.score < state.score and worked == chosen and sound:
        return new
    if worked and len(worked) < len(chosen):
        kept = _tried(state, worked, doors)
        if kept is not None:
            return kept
    if len(chosen) == 1:
        return None
    half = len(chosen) // 2
    halves = [_tried(state, part, doors) for part in (chosen[:half], chosen[half:])]
    return min((part for part in halves if part is not None), key=lambda part: part.score, default=None)


def _compiled(state: State, chosen: tuple[Step, ...], doors: Doors) -> State | None:
    changes = together(tuple(step.candidate for step in chosen), state.changes, doors.root)
    if changes is None:
        return None
    [compiled] = doors.compile([changes])
    return state_of(changes, compiled, (*state.steps, *chosen))
