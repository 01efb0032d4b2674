"""Many independent errors at once: the best candidate of each, one compile, split where that fails."""

from collections.abc import Sequence
from typing import Final

from ferrule.facts.finding import Finding, Phase
from ferrule.repair.search.candidates import apart, together
from ferrule.repair.search.propose import surest
from ferrule.repair.search.state import Doors, State, Step, Trace, state_of, uncovered, vanished

_UNFOUND: Final = frozenset({"E0432", "E0412"})


def batch(state: State, doors: Doors, trace: Trace) -> State | None:
    """Give a better state with several errors answered together; None when there is none to be had that way.

    What does not parse makes errors elsewhere that are gone with it, and so does what is not found: they must not be
    answered beside it.
    """
    due = doors.due(state.errors)
    if unparsed := [error for error in due if error.phase is Phase.PARSE]:
        return _together(_chosen(unparsed, state, doors, trace), state, doors)
    unfound = [error for error in due if error.rule in _UNFOUND or "cannot find type" in error.message]
    chosen = _chosen(unfound, state, doors, trace)
    if len(chosen) == 1 and len(unfound) < len(due):
        return None  # alone, before all that may follow from it
    better = _together(chosen, state, doors)
    if better is None and len(unfound) < len(due):
        return _together(_chosen(due, state, doors, trace), state, doors)
    return better


def _chosen(errors: Sequence[Finding], state: State, doors: Doors, trace: Trace) -> tuple[Step, ...]:
    """Give the surest answers to errors that can be given at once."""
    chosen: list[Step] = []
    for error in errors:
        if doors.spent():
            break
        first = surest(error, state, doors, trace)
        if first and all(_independent(first.step, other) for other in chosen):
            chosen.append(first.step)
    return tuple(chosen)


def _together(chosen: tuple[Step, ...], state: State, doors: Doors) -> State | None:
    return _tried(state, chosen, doors) if len(chosen) > 1 else None


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
