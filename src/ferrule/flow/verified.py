"""Whether a repair stands: one whole `cargo check` of the repaired tree, then its tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ferrule.facts.finding import Finding, Level
from ferrule.facts.fix import FixRequest, Testing
from ferrule.facts.reading import distinct
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Workspace
from ferrule.repair.compile.namespace import namespace_refusal
from ferrule.repair.compile.unit import Rechecked
from ferrule.repair.level1 import Repaired
from ferrule.repair.search.score import score_of
from ferrule.repair.verify import Tested, affected, tested
from ferrule.store.place import Place


@dataclass(frozen=True, slots=True)
class Here:
    """Where a repair works."""

    workspace: Workspace
    place: Place
    scratch: Path
    run_id: str
    notes: tuple[str, ...]
    tell: Callable[[str], None]
    """Hears a line for each stage."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What Cargo and the tests say of the repaired tree."""

    changes: Changes
    left: tuple[Finding, ...]
    tested: Tested | None
    kept: bool
    seconds: float
    test_seconds: float
    notes: tuple[str, ...] = ()


def verified_repair(
    request: FixRequest, here: Here, repaired: Repaired, checked: Rechecked | None, errors: list[Finding]
) -> Verified:
    """Judge by one real `cargo check` and by the tests; a repair that does not stand is dropped whole."""
    if checked is None:
        return Verified({}, tuple(errors), None, kept=False, seconds=0.0, test_seconds=0.0)
    left, seconds = tuple(errors_in(checked.reading.findings)), checked.seconds
    before = distinct([*repaired.before, *repaired.later])
    if checked.note or score_of(left) >= score_of(before):
        note = f"the repair did not stand in a whole `cargo check`: {checked.note or 'no fewer errors'}"
        return Verified({}, tuple(errors), None, kept=False, seconds=seconds, test_seconds=0.0, notes=(note,))
    run_tests = request.tests is not Testing.NONE and not left
    if not run_tests:
        return Verified(repaired.changes, left, None, kept=True, seconds=seconds, test_seconds=0.0)
    if refusal := namespace_refusal():
        note = f"the tests were not run on the repaired tree: {refusal}"
        return Verified(repaired.changes, left, None, kept=True, seconds=seconds, test_seconds=0.0, notes=(note,))
    packages = affected(here.workspace, repaired.changes) if request.tests is Testing.AFFECTED else ()
    names = packages or tuple(package.name for package in here.workspace.packages)
    result = tested(here.workspace, repaired.changes, names, here.scratch, request.test_timeout_s)
    if result.tally.failed:
        note = f"the repair compiles and fails tests, so it is not applied: {', '.join(result.failed[:5])}"
        return Verified(
            repaired.changes, left, result, kept=False, seconds=seconds, test_seconds=result.seconds, notes=(note,)
        )
    late = ("the tests were ended at their time limit: they prove nothing",) if result.tally.timed_out else ()
    return Verified(repaired.changes, left, result, kept=True, seconds=seconds, test_seconds=result.seconds, notes=late)


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings that keep something from compiling."""
    return [finding for finding in findings if finding.level is Level.ERROR]
