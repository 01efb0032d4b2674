"""Admissible candidates for the errors of a state: they fit, parse, and pass the guard."""

from dataclasses import dataclass

from ferrule.facts.finding import Edit, Finding
from ferrule.facts.repair import Candidate, Changes, Refusal
from ferrule.repair.search.candidates import applied, candidates
from ferrule.repair.search.state import Doors, State, Step, Trace

_A_COST = 6
"""How much one cost adds to a rank: less than lies between two ranks."""
MOST = 16
"""Candidates that are looked at for one error: import suggestions can come by the hundred."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate that may be tried, and the sources with it."""

    step: Step
    changes: Changes


def proposals(error: Finding, state: State, doors: Doors, trace: Trace) -> tuple[Proposal, ...]:
    """Give what may be tried for one error, the compiler's suggestions and our own, the surest first."""
    found = [_proposal(error, candidate, state, doors, trace) for candidate in _offered(error, state, doors)]
    admitted = [proposal for proposal in found if proposal is not None]
    return tuple(sorted(admitted, key=_doubt))


def surest(error: Finding, state: State, doors: Doors, trace: Trace) -> Proposal | None:
    """Give what `proposals` would give first, without a look at what cannot be surer; None when there is nothing."""
    best: Proposal | None = None
    for candidate in _offered(error, state, doors):
        if best is not None and candidate.rank >= _doubt(best):
            break
        proposal = _proposal(error, candidate, state, doors, trace)
        if proposal is not None and (best is None or _doubt(proposal) < _doubt(best)):
            best = proposal
    return best


def _offered(error: Finding, state: State, doors: Doors) -> list[Candidate]:
    once: dict[tuple[Edit, ...], Candidate] = {}
    for candidate in (*candidates(error, state.changes, doors.root), *doors.own(error, state)):
        same = once.get(candidate.edits)
        if same is None or candidate.rank < same.rank:
            once[candidate.edits] = candidate
    allowed = (one for one in once.values() if doors.allowed(error, one))
    return sorted(allowed, key=lambda one: one.rank)[:MOST]


def _doubt(proposal: Proposal) -> int:
    """Rank by how sure it is; each cost counts, but a doubtful edit that costs nothing does not go first for that."""
    return proposal.step.candidate.rank + _A_COST * len(proposal.step.costs)


def _proposal(error: Finding, candidate: Candidate, state: State, doors: Doors, trace: Trace) -> Proposal | None:
    changes = applied(candidate, state.changes, doors.root)
    if changes is None:
        return None
    judged = doors.admit(state.changes, changes, error)
    if isinstance(judged, Refusal):
        trace.refuse(error, candidate, judged)
        return None
    trace.propose(error, candidate)
    return Proposal(Step(error, candidate, judged, trace.attempt), changes)
