"""Only the edits that are needed: hunks are taken back, one after the other, while the result stays as good.

A greedy form of delta debugging (Zeller and Hildebrandt, 2002): repairs are a few hunks, and each is tried once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from ferrule.edits.changes import content, located
from ferrule.facts.repair import Changes, Refusal
from ferrule.repair.search.state import Doors, State, Step, state_of

MOST = 24
"""Hunks that are looked at; beyond that the time is better spent elsewhere."""
_MANY, _FEW = 3, 6
"""Hunks of a repair with a price, of which one alone may do: two that need each other are never taken back singly."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """One run of lines in one file that differ, by line numbers from 0."""

    path: Path
    old_start: int
    old_end: int
    new: tuple[bytes, ...]


def minimised(start: Changes, state: State, doors: Doors) -> State:
    """Give a state as good as `state` with fewer changed lines since `start`, or `state` itself."""
    if len(state.steps) > MOST:
        return state
    chosen = hunks(start, state.changes)
    if not 1 < len(chosen) <= MOST:
        return state
    best = state
    for hunk in chosen:
        fewer = tuple(one for one in chosen if one != hunk)
        if (new := _tried(start, state, fewer, doors)) is not None and new.score <= best.score:
            best, chosen = new, fewer
    if _MANY <= len(chosen) <= _FEW and any(step.costs for step in best.steps):
        alone = [(hunk, _price(start, state, hunk, doors)) for hunk in chosen]
        for hunk, _ in sorted(((hunk, price) for hunk, price in alone if price is not None), key=lambda one: one[1]):
            if (new := _tried(start, state, (hunk,), doors)) is not None and new.score <= best.score:
                return replace(new, steps=_left(new, doors) or new.steps)
    return best


def _left(state: State, doors: Doors) -> tuple[Step, ...]:
    """Give the steps whose text still stands."""
    return tuple(
        step
        for step in state.steps
        if all(
            edit.replacement.strip().encode() in content(located(doors.root, edit.path), state.changes)
            for edit in step.candidate.edits
        )
    )


def _price(start: Changes, state: State, hunk: Hunk, doors: Doors) -> int | None:
    """Give how many costs one hunk alone has; None where the guard refuses it."""
    costs = doors.admit(start, rebuilt(start, state.changes, (hunk,)), *(step.error for step in state.steps))
    return None if isinstance(costs, Refusal) else len(costs)


def _tried(start: Changes, state: State, chosen: tuple[Hunk, ...], doors: Doors) -> State | None:
    """Give the state with only these hunks; None where there is no time, or the guard refuses it."""
    changes = rebuilt(start, state.changes, chosen)
    if doors.spent() or not stands(start, changes, state, doors):
        return None
    [compiled] = doors.compile([changes])
    return state_of(changes, compiled, state.steps)


def stands(start: Changes, changes: Changes, state: State, doors: Doors) -> bool:
    """Say whether the guard admits a part of a repair: half of an edit that moves a statement deletes it."""
    return not isinstance(doors.admit(start, changes, *(step.error for step in state.steps)), Refusal)


def hunks(start: Changes, end: Changes) -> tuple[Hunk, ...]:
    """Give the runs of lines in which two trees differ, by file and from the top."""
    found: list[Hunk] = []
    for path in sorted(end):
        old, new = content(path, start).splitlines(keepends=True), end[path].splitlines(keepends=True)
        head = _equal(old, new)
        tail = _equal(old[head:][::-1], new[head:][::-1])
        inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
        matcher = SequenceMatcher(None, inner_old, inner_new)  # lines that stand everywhere are no place to begin
        for tag, old_start, old_end, first, end_of_new in matcher.get_opcodes():
            if tag != "equal":
                found.append(Hunk(path, head + old_start, head + old_end, tuple(inner_new[first:end_of_new])))
    return tuple(found)


def _equal(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """Count the lines that two texts have in common at their beginning: lines that repeat make matching slow."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def rebuilt(start: Changes, end: Changes, chosen: Sequence[Hunk]) -> Changes:
    """Give `start` with only the chosen hunks of `end`."""
    made: dict[Path, bytes] = dict(start)
    for path in end:
        lines = content(path, start).splitlines(keepends=True)
        for hunk in sorted((one for one in chosen if one.path == path), key=lambda one: one.old_start, reverse=True):
            lines[hunk.old_start : hunk.old_end] = hunk.new
        text = b"".join(lines)
        if path in start or text != content(path, start):
            made[path] = text
    return made
