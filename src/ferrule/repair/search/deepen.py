"""Stubborn errors one by one, best state first; an edit may uncover the next error of its group."""

import heapq
from dataclasses import dataclass, field
from itertools import count

from ferrule.facts.finding import Finding
from ferrule.repair.search.propose import proposals
from ferrule.repair.search.score import Score
from ferrule.repair.search.state import Doors, State, Trace, state_of, vanished

_A_COST = 24
"""What a cost adds to how unsure an edit is once more, when another edit compiles as well."""
_WIDTH = 24
"""States that may wait: more only cost memory, none of them would be reached."""


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
    queue = [_Waiting(start.score, 0, 0, next(numbers), start, doors.due(start.errors))]
    seen: set[int] = set()
    while queue and not doors.spent():
        node = heapq.heappop(queue)
        for error in node.fresh:
            with trace.clock((doors.identity(error),)):
                found = _expanded(node.state, error, doors, trace, seen)
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


def _expanded(state: State, error: Finding, doors: Doors, trace: Trace, seen: set[int]) -> list[tuple[int, State]]:
    """Compile every admissible candidate of one error, at once; gives each state with how unsure its edit is."""
    fresh = []
    for proposal in proposals(error, state, doors, trace):
        mark = hash(tuple(sorted((str(path), text) for path, text in proposal.changes.items())))
        if mark not in seen:
            seen.add(mark)
            fresh.append(proposal)
    if not fresh:
        return []
    answers = doors.compile([proposal.changes for proposal in fresh])
    states = [
        state_of(proposal.changes, answer, (*state.steps, proposal.step))
        for proposal, answer in zip(fresh, answers, strict=True)
    ]
    for one in states:
        if one.score >= state.score:
            trace.reject(doors.identity(error), error, one.steps[-1].candidate)
    return [(proposal.doubt, one) for proposal, one in zip(fresh, states, strict=True)]


def _wait(queue: list[_Waiting], node: _Waiting, state: State, error: Finding, doors: Doors, number: int) -> None:
    """Keep a state for later when its edit answered its error and uncovered others."""
    if doors.identity(error) not in vanished(node.state, state, doors):
        return
    known = {doors.identity(old) for old in node.state.errors}
    uncovered = tuple(new for new in state.errors if doors.identity(new) not in known)
    if uncovered:
        heapq.heappush(queue, _Waiting(state.score, state.cost, node.depth + 1, number, state, uncovered))
        queue[:] = heapq.nsmallest(_WIDTH, queue)
