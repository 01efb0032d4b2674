"""Which gates run beside each other, with one limit of compilers for the whole climb."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.gate import Writes
from ferrule.gates.gate import Gate

MANY_CORES: Final = 4
"""From here on two cargo gates side by side gain time; measured on two cores they do not."""
_CHECKS: Final = frozenset({"check", "clippy", "features", "msrv", "doc"})
"""Gates that stop before code is generated. They share no build product with gates that run code but build scripts and
procedural macros, so that a target folder of their own costs little."""
_FREE_WORKERS: Final = 3
_FIRST: Final = frozenset({"lockfile"})
"""What has to be looked at before any gate that compiles may bring it up to date."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Gates that run one after another."""

    gates: tuple[Gate, ...]
    jobs: int | None
    """Limit of compiler processes; None leaves it to Cargo."""
    target: Path | None = None
    """A target folder of the lane's own; None for the workspace's."""


def opening(gates: Iterable[Gate]) -> tuple[Gate, ...]:
    """Give the gates that have to end before any other begins."""
    return tuple(gate for gate in gates if gate.ID in _FIRST)


def lanes(
    gates: Iterable[Gate], cores: int, jobs: int | None, lasted_s: Mapping[str, float], own_target: Path | None
) -> tuple[Lane, ...]:
    """Give the lanes of a climb.

    Gates that write to the target folder form one lane, since Cargo locks it; two from four cores on, the second with
    a target folder of its own. Gates that write nothing overlap with them, the longest first.

    Args:
        gates: those that have to run, in the order of the ladder; those of the opening are left out.
        cores: of this machine.
        jobs: the user's limit of compiler processes for the whole climb.
        lasted_s: how long gates took the last time, by id.
        own_target: where a second lane may build; None: nowhere.
    """
    later = tuple(gate for gate in gates if gate.ID not in _FIRST)
    bound = tuple(gate for gate in later if gate.WRITES is not Writes.NOTHING)
    unbound = (gate for gate in later if gate.WRITES is Writes.NOTHING)
    free = sorted(unbound, key=lambda gate: -lasted_s.get(gate.ID, 0.0))
    limit = jobs or cores
    checks = tuple(gate for gate in bound if gate.ID in _CHECKS)
    others = tuple(gate for gate in bound if gate.ID not in _CHECKS)
    if own_target is not None and limit >= MANY_CORES and checks and others:
        half = max(1, limit // 2)
        made = [Lane(others, limit - half), Lane(checks, half, own_target)]
    else:
        made = [Lane(bound, jobs)] if bound else []
    workers = 1 if limit < MANY_CORES else _FREE_WORKERS
    queues = _shared_out(free, workers, lasted_s)
    return (*made, *(Lane(queue, jobs) for queue in queues if queue))


def _shared_out(gates: list[Gate], workers: int, lasted_s: Mapping[str, float]) -> list[tuple[Gate, ...]]:
    """Give each gate, the longest first, to the worker who has the least to do."""
    queues: list[list[Gate]] = [[] for _ in range(workers)]
    for gate in gates:
        least = min(queues, key=lambda queue: (sum(lasted_s.get(one.ID, 0.0) for one in queue), len(queue)))
        least.append(gate)
    return [tuple(queue) for queue in queues]
