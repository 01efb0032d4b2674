"""Level 1: the units that do not compile, one after the other, each searched twice at most (P14)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Workspace
from ferrule.repair.admission import admission
from ferrule.repair.compile.judge import judge_all
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.unit import Replayed, UnitReport
from ferrule.repair.identity import identity
from ferrule.repair.search.engine import DEPTHS, search
from ferrule.repair.search.minimise import minimised
from ferrule.repair.search.state import Doors, State, Step, Trace, state_of


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use up."""

    attempts: int
    until: float
    """On the monotonic clock, in seconds."""
    compiles: int = 2000


@dataclass(slots=True)
class Repaired:
    """What level 1 made of a workspace, in memory."""

    changes: Changes = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    before: list[Finding] = field(default_factory=list)
    """Errors of the units that Cargo could see at first."""
    later: list[Finding] = field(default_factory=list)
    """Errors of dependents, which Cargo compiled only after what they need was repaired."""
    searched: set[str] = field(default_factory=set)
    """Keys of the units that were worked on."""
    tried: dict[str, int] = field(default_factory=dict)
    """Attempts by the identity of the error."""
    trace: Trace = field(default_factory=Trace)
    runs: int = 0
    out_of_time: bool = False


@dataclass(frozen=True, slots=True)
class Bench:
    """Where candidates are compiled."""

    workspace: Workspace
    slots: tuple[Path, ...]
    terms: Terms
    wanted: Callable[[Finding], bool]


def repair(reports: Sequence[UnitReport], bench: Bench, limits: Limits, result: Repaired) -> None:
    """Work on one layer of broken units; what could be repaired is added to `result`, the user's tree stays."""
    first = not result.searched
    for report in _in_order(reports, bench.workspace):
        result.searched.add(report.unit.key)
        errors = _repair_unit(report, bench, limits, result)
        (result.before if first else result.later).extend(errors)


def _in_order(reports: Sequence[UnitReport], workspace: Workspace) -> list[UnitReport]:
    """Give libraries before what is built on them: members as they need each other, tests last."""
    needs = {package.name: set(package.depends_on) for package in workspace.packages}

    def depth(name: str, seen: frozenset[str] = frozenset()) -> int:
        inner = [depth(one, seen | {name}) for one in needs.get(name, ()) if one not in seen]
        return 1 + max(inner, default=0)

    return sorted(reports, key=lambda one: (depth(one.unit.package), one.unit.is_test, "lib" not in one.unit.kinds))


def _repair_unit(report: UnitReport, bench: Bench, limits: Limits, result: Repaired) -> list[Finding]:
    """Give the errors that the unit had at the start."""

    def compile_all(states: Sequence[Changes]) -> Sequence[Replayed]:
        result.runs += len(states)
        return judge_all(report.unit, states, bench.slots, bench.terms)

    def spent() -> bool:
        result.out_of_time = result.out_of_time or time.monotonic() > limits.until
        cancelled = bench.terms.cancel is not None and bench.terms.cancel.is_set()
        return result.out_of_time or cancelled or result.runs > limits.compiles

    def wanted(error: Finding) -> bool:
        return bench.wanted(error) and result.tried.get(identity(error), 0) <= limits.attempts

    root = bench.workspace.root
    admit = admission(root, bench.workspace.target_folder)
    doors = Doors(root, compile_all, admit, identity, spent, wanted)
    start = _start(result, doors)
    found = start
    for depth in DEPTHS[: limits.attempts]:
        for name in {identity(error) for error in found.errors}:
            result.tried[name] = result.tried.get(name, 0) + 1
        found = search(found, doors, result.trace, depth)
        if not doors.due(found.errors) or spent():
            break
    best = minimised(result.changes, found, doors) if found.score < start.score else start
    result.changes = best.changes
    result.steps += [step for step in best.steps if step not in result.steps]
    result.left += best.errors
    return [error for error in start.errors if bench.wanted(error)]


def _start(result: Repaired, doors: Doors) -> State:
    """Give the unit as it is under the changes so far: repairing the library may have repaired its tests."""
    [answer] = doors.compile([result.changes])
    return state_of(result.changes, answer)
