"""Admissible candidates for the errors of a state: they fit, parse, and pass the guard."""

from dataclasses import dataclass

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Candidate, Changes, Refusal
from ferrule.repair.search.candidates import applied, candidates
from ferrule.repair.search.state import Doors, State, Step, Trace

MOST = 12
"""Candidates that are looked at for one error: import suggestions can come by the hundred."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate that may be tried, and the sources with it."""

    step: Step
    changes: Changes


def proposals(error: Finding, state: State, doors: Doors, trace: Trace) -> tuple[Proposal, ...]:
    """Give what may be tried for one error: in the compiler's order, costly ones last."""
    offered = [one for one in candidates(error, state.changes, doors.root) if doors.allowed(error, one)]
    found = [_proposal(error, candidate, state, doors, trace) for candidate in offered[:MOST]]
    admitted = [proposal for proposal in found if proposal is not None]
    return tuple(sorted(admitted, key=lambda proposal: len(proposal.step.costs)))


def _proposal(error: Finding, candidate: Candidate, state: State, doors: Doors, trace: Trace) -> Proposal | None:
    changes = applied(candidate, state.changes, doors.root)
    if changes is None:
        return None
    judged = doors.admit(state.changes, changes, error)
    if isinstance(judged, Refusal):
        trace.refuse(error, candidate, judged)
        return None
    return Proposal(Step(error, candidate, judged, trace.attempt), changes)
