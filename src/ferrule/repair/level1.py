"""Level 1: the units that do not compile, one after the other, each searched twice at most (P14)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from ferrule.diagnostics.phase import ICE
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Candidate, Changes
from ferrule.repair.admission import admission
from ferrule.repair.bench import Bench, Limits, Repaired, mark
from ferrule.repair.compile.unit import Replayed, Unit, UnitReport
from ferrule.repair.identity import identity
from ferrule.repair.judging import Judge
from ferrule.repair.moves.crate import crate_of
from ferrule.repair.order import in_order
from ferrule.repair.passes import attempted, attempts_of, certain
from ferrule.repair.search.candidates import SURE
from ferrule.repair.search.minimise import minimised
from ferrule.repair.search.reach import reach
from ferrule.repair.search.retreat import retreated
from ferrule.repair.search.score import errors_of
from ferrule.repair.search.state import Admit, Doors, State, state_of


def repair(reports: Sequence[UnitReport], bench: Bench, limits: Limits, result: Repaired) -> None:
    """Work on one layer of broken units; what could be repaired is added to `result`, the user's tree stays."""
    first, told = not result.searched, result.changes
    places = {report.unit.place for report in reports}
    # Elsewhere the first candidate is seldom the last one, or a whole check costs more than it may spare.
    alone = len(places) == 1 and bench.level == 1 and not bench.banned and not bench.terms.built
    answered: set[str] = set()
    for report in in_order(reports, bench.workspace):
        if _is_answered(report, answered):  # the next whole check tells, and brings it back where it is not
            continue
        result.searched.add(report.unit.key)
        known = _known(report, bench) if result.changes is told else None
        errors = _repair_unit(report.unit, known, bench, limits, result, alone=alone)
        found = result.warnings if bench.sure_only else result.before if first else result.later
        found.extend(errors)
        left = {identity(error) for error in result.left}
        answered |= {identity(error) for error in errors} - left


def _is_answered(report: UnitReport, answered: set[str]) -> bool:
    """Give whether all errors of a unit were those of another copy of its target, and are answered there."""
    errors = [identity(error) for error in errors_of(report.findings)]
    return bool(errors) and report.sure and answered.issuperset(errors)


def _known(report: UnitReport, bench: Bench) -> Replayed | None:
    """Give what Cargo's own check said of a unit, which saves a compile; None when that was no verdict."""
    said = bench.view(Replayed(report.findings))
    is_verdict = report.sure and errors_of(said.findings) and all(finding.rule != ICE for finding in said.findings)
    return said if is_verdict else None


def _repair_unit(
    unit: Unit, known: Replayed | None, bench: Bench, limits: Limits, result: Repaired, *, alone: bool
) -> list[Finding]:
    """Give the errors that the unit had at the start."""
    judge, how_far = Judge(unit, bench, result, alone), reach(bench.level)

    def spent() -> bool:
        result.out_of_time = result.out_of_time or time.monotonic() > limits.until
        cancelled = bench.terms.cancel is not None and bench.terms.cancel.is_set()
        return result.out_of_time or cancelled or result.runs > (limits.compiles or how_far.compiles)

    def wanted(error: Finding) -> bool:
        return bench.wanted(error) and result.tried.get(identity(error), 0) <= limits.attempts

    from ferrule.repair.moves.catalog import offers  # a hundred modules, read while Cargo checks: see `get_ready`

    root, admit = bench.workspace.root, _admission(unit, bench)
    moves = offers(root, crate_of(unit), judge.plain, result.trace.fault, bench.level)

    def own(error: Finding, state: State) -> tuple[Candidate, ...]:
        return (*bench.recalled(error, state), *moves(error, state))

    doors = Doors(root, judge.all, admit, identity, spent, wanted, _allowed(bench), own, bench.ranking.shift, how_far)
    doors = replace(doors, until_clean=judge.until_clean)
    start = state_of(result.changes, known or judge.plain([result.changes])[0])
    found = start
    for number, passes in enumerate(attempts_of(bench.level)[: limits.attempts], 1):
        result.trace.attempt = number
        for name in {identity(error) for error in found.errors}:
            result.tried[name] = result.tried.get(name, 0) + 1
        found = attempted(start, found, doors, result.trace, passes)
        if not doors.due(found.errors) or spent():
            break
    found = certain(start, found, doors)
    best = retreated(start, minimised(result.changes, found, doors), doors) if found.score < start.score else start
    result.changes = best.changes
    result.steps += [step for step in best.steps if step not in result.steps]
    result.left += best.errors
    result.notes += [words for words in result.trace.faults if words not in result.notes]
    _uncovered(start.errors, best, bench, result)
    return [error for error in start.errors if bench.wanted(error)]


def _admission(unit: Unit, bench: Bench) -> Admit:
    """Give what a candidate must pass, for a unit, before it is compiled."""

    def linked(changes: Changes) -> frozenset[Path]:
        return bench.links(unit, changes, bench.terms).files

    return admission(
        bench.workspace.root,
        bench.workspace.target_folder,
        unwritten=bench.unwritten,
        members=[package.folder for package in bench.workspace.packages],
        published=bench.published,
        clone=bench.clone,
        linked=linked,
    )


def _uncovered(first: Sequence[Finding], best: State, bench: Bench, result: Repaired) -> None:
    """Add the errors that were hidden behind those of the start: answered since, or left."""
    known = {identity(error) for error in first}
    met = (*(step.error for step in best.steps), *best.errors)
    new = (error for error in met if identity(error) not in known and bench.wanted(error))
    found = result.warnings if bench.sure_only else result.later
    found.extend(error for error in new if error not in found)


def _allowed(bench: Bench) -> Callable[[Finding, Candidate], bool]:
    def allowed(error: Finding, candidate: Candidate) -> bool:
        sure = candidate.applicability == SURE or not bench.sure_only
        return sure and mark(error, candidate) not in bench.banned

    return allowed
