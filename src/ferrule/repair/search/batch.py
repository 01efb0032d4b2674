"""Many independent errors at once: the best candidate of each, one compile, split where that fails."""

from ferrule.facts.finding import Phase
from ferrule.repair.search.candidates import apart, together
from ferrule.repair.search.propose import surest
from ferrule.repair.search.state import Doors, State, Step, Trace, state_of, uncovered, vanished


def batch(state: State, doors: Doors, trace: Trace) -> State | None:
    """Give a better state with several errors answered together; None when there is none to be had that way."""
    chosen: list[Step] = []
    due = doors.due(state.errors)
    # What does not parse makes errors elsewhere that are gone with it: they must not be answered beside it.
    unparsed = tuple(error for error in due if error.phase is Phase.PARSE)
    for error in unparsed or due:
        if doors.spent():
            break
        first = surest(error, state, doors, trace)
        if first and all(_independent(first.step, other) for other in chosen):
            chosen.append(first.step)
    return _tried(state, tuple(chosen), doors) if len(chosen) > 1 else None


def _independent(one: Step, other: Step) -> bool:
    """Say whether two errors can be answered at once: neither lies inside the other, and the edits do not meet."""
    places = [[spot for spot in step.error.spots if spot.primary] for step in (one, other)]
    nested = any(
        mine.path == theirs.path and mine.byte_start < theirs.byte_end and theirs.byte_start < mine.byte_end
        for mine in places[0]
        for theirs in places[1]
    )
    return not nested and apart(one.candidate, other.candidate)


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
