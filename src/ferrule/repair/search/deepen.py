"""Stubborn errors one by one, best state first; an edit may uncover the next error of its group."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from ferrule.facts.finding import Finding, Phase
from ferrule.repair.search.propose import Proposal, proposals
from ferrule.repair.search.score import Score
from ferrule.repair.search.state import Compiled, Doors, State, Trace, state_of, vanished

_A_COST = 24
"""What a cost adds to how unsure an edit is once more, when another edit compiles as well."""
_AT_ONCE = 16
"""Candidates that are compiled together; those after them only where none of these is better."""
_WIDTH = 24
"""States that may wait: more only cost memory, none of them would be reached."""
_LACKING: Final = frozenset({"E0027", "E0046", "E0063"})
"""Fields that a pattern or a literal does not name, items that an impl does not have."""


@dataclass(order=True, slots=True)
class _Waiting:
    """A state that is not better yet and may lead to one that is."""

    score: Score
    cost: int
    depth: int
    number: int
    state: State = field(compare=False)
    fresh: tuple[Finding, ...] = field(compare=False)
    """The errors that are worth trying next: those which the last edit uncovered."""


def deepen(start: State, doors: Doors, trace: Trace, depth: int) -> State | None:
    """Give a state that is better than `start`; None when none was found within `depth` edits."""
    numbers = count()
    queue = [_Waiting(start.score, 0, 0, next(numbers), start, _outer_first(doors.due(start.errors)))]
    seen: set[int] = set()
    while queue and not doors.spent():
        node = heapq.heappop(queue)
        for error in node.fresh:
            with trace.clock((doors.identity(error),)):
                found = _expanded(node, error, start.score, doors, trace, seen)
            better = [(state.score, doubt + _A_COST * state.cost, state) for doubt, state in found]
            better = [one for one in better if one[0] < start.score]
            if better:
                return min(better, key=lambda one: one[:2])[2]
            if node.depth + 1 < depth:
                for _, state in found:
                    _wait(queue, node, state, error, doors, next(numbers))
            if doors.spent():
                return None
    return None


def _outer_first(errors: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Give errors before those that lie inside of their place: an answer to the whole often answers its part.

    Where the whole lacks something it is the other way round: a part with a wrong name is often what is missing.
    """
    wholes = [error for error in errors if error.rule not in _LACKING]
    return tuple(sorted(errors, key=lambda error: sum(_is_inside(error, other) for other in wholes)))


def _is_inside(error: Finding, other: Finding) -> bool:
    return any(
        mine.path == theirs.path
        and theirs.byte_start <= mine.byte_start
        and mine.byte_end <= theirs.byte_end
        and (mine.byte_start, mine.byte_end) != (theirs.byte_start, theirs.byte_end)
        for mine in error.spots
        if mine.primary
        for theirs in other.spots
        if theirs.primary
    )


def _expanded(
    node: _Waiting, error: Finding, goal: Score, doors: Doors, trace: Trace, seen: set[int]
) -> list[tuple[int, State]]:
    """Compile the admissible candidates of one error, the surest first, until some are better than `goal`.

    Gives each state with how unsure its edit is.
    """
    fresh, state = [], node.state
    for proposal in proposals(error, state, doors, trace, doors.reach.deeper if node.depth else 0):
        mark = hash(tuple(sorted((str(path), text) for path, text in proposal.changes.items())))
        if mark not in seen:
            seen.add(mark)
            fresh.append(proposal)
    found: list[tuple[int, State]] = []
    for first in range(0, len(fresh), _AT_ONCE):
        if found and (doors.spent() or min(one.score for _, one in found) < goal):
            break
        found += _compiled(state, fresh[first : first + _AT_ONCE], error, doors, trace)
    return found


def _compiled(
    state: State, chosen: Sequence[Proposal], error: Finding, doors: Doors, trace: Trace
) -> list[tuple[int, State]]:
    """Compile them, the best first: once one is free of errors, none after it can be better, whatever it says."""
    order = sorted(range(len(chosen)), key=lambda number: _worth(chosen[number]))
    answers = (doors.until_clean or doors.compile)([chosen[number].changes for number in order])
    answered = sorted(zip(order, answers, strict=False), key=lambda pair: pair[0])
    found = [(chosen[number], _reached(state, chosen[number], answer)) for number, answer in answered]
    for _, one in found:
        if one.score >= state.score:
            trace.reject(doors.identity(error), error, one.steps[-1].candidate)
    return [(proposal.doubt, one) for proposal, one in found]


def _worth(proposal: Proposal) -> int:
    return proposal.doubt + _A_COST * len(proposal.step.costs)


def _reached(state: State, proposal: Proposal, answer: Compiled) -> State:
    return state_of(proposal.changes, answer, (*state.steps, proposal.step))


def _wait(queue: list[_Waiting], node: _Waiting, state: State, error: Finding, doors: Doors, number: int) -> None:
    """Keep a state for later when its edit answered its error and uncovered others."""
    if doors.identity(error) not in vanished(node.state, state, doors):
        return
    known = {doors.identity(old) for old in node.state.errors}
    uncovered = tuple(new for new in state.errors if doors.identity(new) not in known)
    if not doors.reach.repeats and any(_is_repeated(error, new) for new in uncovered):
        return
    if uncovered:
        heapq.heappush(queue, _Waiting(state.score, state.cost, node.depth + 1, number, state, uncovered))
        queue[:] = heapq.nsmallest(_WIDTH, queue)


def _is_repeated(old: Finding, new: Finding) -> bool:
    """Say whether a line is wrong as it was, in other words: a name for an unknown name is no step."""
    is_name = old.phase is Phase.RESOLVE and new.phase is Phase.RESOLVE
    return (old.path, old.line) == (new.path, new.line) and (old.rule == new.rule or is_name)
