"""The story of `ferrule check --explain-cache`: why a gate would run again, or that it would not; runs no gate."""

from dataclasses import replace

from ferrule.errors import Untrusted, WrongUse
from ferrule.facts.cached import Explained
from ferrule.facts.request import CheckRequest
from ferrule.flow.admitted import Refused, admitted
from ferrule.flow.check import job_of
from ferrule.flow.evidence import Keeper
from ferrule.flow.memory import explained
from ferrule.flow.narrow import narrowed


def explain_cache(request: CheckRequest, gate_id: str) -> Explained:
    """Give the newest remembered verdict of a gate and what has changed since of all that it hangs on.

    Raises:
        WrongUse: for a gate that is not there.
        Untrusted: when nothing of the workspace may be started, not even to read it.
        FerruleError: as for a check.
    """
    found = admitted(replace(request, only=(gate_id,)))
    if isinstance(found, Refused):
        raise Untrusted(f"{found.plan.root}: {found.closed[1]}")
    [gate] = [gate for gate in found.plan.gates if gate_id == gate.ID]
    request = replace(request, selection=narrowed(request, found.workspace).selection)
    with Keeper(found.workspace.root, request.command) as keeper:
        memory = keeper.memory(job_of(request, found, keeper), found.toolchain)
        if memory is None:
            raise WrongUse("; ".join(keeper.notes))
        last, changes = explained(memory, gate)
    return Explained(gate_id, last, changes)
