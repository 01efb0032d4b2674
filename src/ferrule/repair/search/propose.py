"""Admissible candidates for the errors of a state: they fit, parse, and pass the guard."""

from dataclasses import dataclass

from ferrule.facts.finding import Edit, Finding
from ferrule.facts.repair import Candidate, Changes, CostKind, Refusal
from ferrule.repair.search.candidates import SUGGESTION, applied, candidates
from ferrule.repair.search.state import Doors, State, Step, Trace

_A_COST = 6
"""How much one cost adds to a rank: less than lies between two ranks."""
_MOST_SUGGESTED = 10
"""Suggestions of the compiler among the candidates, where there are moves of ours to be tried."""
_FEW = 16
"""How many there may be of them where we have no moves: a wider search does not mean more imports."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate that may be tried, and the sources with it."""

    step: Step
    changes: Changes
    doubt: int
    """How unsure it is; what is least so is tried first."""


def proposals(error: Finding, state: State, doors: Doors, trace: Trace, most: int = 0) -> tuple[Proposal, ...]:
    """Give what may be tried for one error, the compiler's suggestions and our own, the surest first.

    `most` limits how many are looked at; 0 for as many as the level allows.
    """
    offered = _offered(error, state, doors)[: most or None]
    found = [_proposal(error, candidate, state, doors, trace) for candidate in offered]
    admitted = [proposal for proposal in found if proposal is not None]
    return tuple(sorted(admitted, key=lambda one: one.doubt))


def surest(error: Finding, state: State, doors: Doors, trace: Trace) -> Proposal | None:
    """Give what `proposals` would give first, without a look at what cannot be surer; None when there is nothing."""
    best: Proposal | None = None
    for candidate in _offered(error, state, doors):
        if best is not None and candidate.rank + doors.shift(error, candidate) >= best.doubt:
            break
        proposal = _proposal(error, candidate, state, doors, trace)
        if proposal is not None and (best is None or proposal.doubt < best.doubt):
            best = proposal
    return best


def _offered(error: Finding, state: State, doors: Doors) -> list[Candidate]:
    once: dict[tuple[Edit, ...], Candidate] = {}
    for candidate in (*candidates(error, state.changes, doors.root), *doors.own(error, state)):
        same = once.get(candidate.edits)
        if same is None or candidate.rank < same.rank:
            once[candidate.edits] = candidate
    allowed = [one for one in once.values() if doors.allowed(error, one)]
    ordered = sorted(allowed, key=lambda one: one.rank + doors.shift(error, one))
    suggested = [one for one in ordered if one.move == SUGGESTION]
    own = len(ordered) - len(suggested)
    surplus = set(suggested[max(_MOST_SUGGESTED, _FEW - own) :])
    return [one for one in ordered if one not in surplus][: doors.reach.most]


def _doubt(error: Finding, step: Step, doors: Doors) -> int:
    """Rank by how sure it is and what was learned of it.

    Each cost counts, but a doubtful edit that costs nothing does not go first for that. A copy that was often right is
    still a copy: learning never puts it forward (P06).
    """
    shift = doors.shift(error, step.candidate)
    if any(cost.kind is CostKind.CLONE for cost in step.costs):
        shift = max(0, shift)
    return step.candidate.rank + shift + _A_COST * len(step.costs)


def _proposal(error: Finding, candidate: Candidate, state: State, doors: Doors, trace: Trace) -> Proposal | None:
    changes = applied(candidate, state.changes, doors.root)
    if changes is None:
        return None
    judged = doors.admit(state.changes, changes, error)
    if isinstance(judged, Refusal):
        trace.refuse(error, candidate, judged)
        return None
    trace.propose(error, candidate)
    step = Step(error, candidate, judged, trace.attempt)
    return Proposal(step, changes, _doubt(error, step, doors))
