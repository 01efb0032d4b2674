"""Edits in a place that is still wrong are taken back: half an answer only hides what the question was."""

from collections.abc import Iterator
from itertools import groupby

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.repair.search.minimise import Hunk, hunks, rebuilt, stands, still_there
from ferrule.repair.search.state import Doors, State, Step, state_of


def retreated(start: State, state: State, doors: Doors) -> State:
    """Give `state` without the edits of lines that still have an error, where nothing new breaks by that.

    An error group is one error and those that its answers induce; when a group gives up, the sources go back to
    what they were (RustAssistant, ICSE 2025).
    """
    if not state.errors or state.changes == start.changes or doors.spent():
        return state
    chosen = hunks(start.changes, state.changes)
    kept = tuple(
        hunk for hunk, lines in _placed(chosen) if not _still_wrong(hunk, lines, doors.due(state.errors), doors)
    )
    if len(kept) == len(chosen):
        return state
    changes = rebuilt(start.changes, state.changes, kept)
    if not stands(start.changes, changes, state, doors):
        return state
    [compiled] = doors.compile([changes])
    back = state_of(changes, compiled, _steps(start, state, changes, doors))
    known = {doors.identity(error) for error in (*start.errors, *state.errors)}
    return back if back.errors and all(doors.identity(error) in known for error in back.errors) else state


def _steps(start: State, state: State, changes: Changes, doors: Doors) -> tuple[Step, ...]:
    """Give the steps that are left: with an edit that was taken back go the answers to what it uncovered."""
    kept = tuple(step for step in state.steps if still_there(step.candidate.edits, changes, doors))
    if len(kept) == len(state.steps):
        return kept
    first = {doors.identity(error) for error in start.errors}
    return tuple(step for step in kept if doors.identity(step.error) in first)


def _placed(chosen: tuple[Hunk, ...]) -> Iterator[tuple[Hunk, range]]:
    """Yield each hunk with the lines that it takes up in the new text, from 1: none where it only removed some."""
    for _, group in groupby(chosen, key=lambda hunk: hunk.path):
        shift = 0
        for hunk in group:
            first = hunk.old_start + shift + 1
            yield hunk, range(first, first + len(hunk.new))
            shift += len(hunk.new) - (hunk.old_end - hunk.old_start)


def _still_wrong(hunk: Hunk, lines: range, errors: tuple[Finding, ...], doors: Doors) -> bool:
    return any(
        error.path is not None
        and error.line is not None
        and doors.root / error.path == hunk.path
        and error.line < lines.stop
        and lines.start <= (error.end_line or error.line)
        for error in errors
    )
