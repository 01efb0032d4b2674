"""Only the edits that are needed: hunks are taken back, one after the other, while the result stays as good.

A greedy form of delta debugging (Zeller and Hildebrandt, 2002): repairs are a few hunks, and each is tried once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from ferrule.edits.changes import content
from ferrule.facts.finding import Edit
from ferrule.facts.repair import Changes, Refusal
from ferrule.repair.search.state import Doors, State, state_of

MOST = 24
"""Hunks that are looked at; beyond that the time is better spent elsewhere."""
_AT_ONCE = 2
"""Hunks that are each taken back from the same tree, side by side: most of them are needed."""
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
    best, left = state, chosen
    while left and not doors.spent():
        trees = {
            hunk: rebuilt(start, state.changes, [one for one in chosen if one != hunk]) for hunk in left[:_AT_ONCE]
        }
        tried = {hunk: tree for hunk, tree in trees.items() if stands(start, tree, state, doors)}
        without = zip(tried, _compiled(list(tried.values()), state, doors), strict=False)
        spare = next(((hunk, new) for hunk, new in without if new.score <= best.score), None)
        if spare is None:
            left = left[_AT_ONCE:]
            continue
        hunk, best = spare
        chosen, left = tuple(one for one in chosen if one != hunk), left[left.index(hunk) + 1 :]
    if _MANY <= len(chosen) <= _FEW and any(step.costs for step in best.steps):
        return _alone(start, best, chosen, doors) or best
    return best


def _alone(start: Changes, best: State, chosen: tuple[Hunk, ...], doors: Doors) -> State | None:
    """Give a state as good with one hunk of several, the one with the fewest costs; None where it takes more."""
    trees = [rebuilt(start, best.changes, (hunk,)) for hunk in chosen]
    costs = [doors.admit(start, tree, *(step.error for step in best.steps)) for tree in trees]
    admitted = [(len(one), number) for number, one in enumerate(costs) if not isinstance(one, Refusal)]
    for _, number in sorted(admitted):
        if doors.spent():
            break
        [new] = _compiled([trees[number]], best, doors)
        if new.score <= best.score:
            left = tuple(step for step in best.steps if still_there(step.candidate.edits, new.changes, doors))
            return replace(new, steps=left or new.steps)
    return None


def _compiled(trees: Sequence[Changes], state: State, doors: Doors) -> list[State]:
    """Compile trees up to the first that is free of errors."""
    answers = (doors.until_clean or doors.compile)(trees) if trees else ()
    return [state_of(changes, answer, state.steps) for changes, answer in zip(trees, answers, strict=False)]


def still_there(edits: Iterable[Edit], changes: Changes, doors: Doors) -> bool:
    """Say whether the text of these edits still stands."""
    return all(edit.replacement.strip().encode() in content(doors.root / edit.path, changes) for edit in edits)


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
