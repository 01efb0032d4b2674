"""Whether a repair stands: one whole `cargo check` of the repaired tree, then its tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ferrule.facts.finding import Finding, Level
from ferrule.facts.fix import FixRequest, Testing
from ferrule.facts.reading import distinct
from ferrule.facts.repair import Changes
from ferrule.facts.settings import FixSettings
from ferrule.facts.workspace import Toolchain, Workspace
from ferrule.flow.selection import wanted_by
from ferrule.repair.bench import Repaired
from ferrule.repair.compile.mounting import Tool
from ferrule.repair.compile.namespace import found_namespaces
from ferrule.repair.compile.unit import How, Rechecked, UnitReport
from ferrule.repair.compile.warm import last_commit
from ferrule.repair.search.score import score_of
from ferrule.repair.verify.choice import affected, broken
from ferrule.repair.verify.ground import Terms, ground
from ferrule.repair.verify.tested import Tested
from ferrule.repair.verify.verdict import Earlier, judged
from ferrule.store.place import Place
from ferrule.workspace.graph import dependents


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
    limits: FixSettings
    jobs: int | None
    """Limit of compiler processes; None leaves it to Cargo."""
    toolchain: Toolchain


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
    lints: tuple[Finding, ...] = ()
    """Those of the repaired tree, where it was a lint that was answered."""


def verified_repair(
    request: FixRequest,
    here: Here,
    repaired: Repaired,
    checked: Rechecked | None,
    errors: list[Finding],
    wanted: Callable[[Finding], bool] | None = None,
) -> Verified:
    """Judge by one real `cargo check` and by the tests; a repair that does not stand is dropped whole.

    A time-out of the tests is told of and proves nothing: such a repair stands by the check alone, unless the tests
    of an earlier revision end well within the limit. `wanted` says which errors were worked on; None: those that the
    user asked for.
    """
    if checked is None:
        return Verified({}, tuple(errors), None, kept=False, seconds=0.0, test_seconds=0.0)
    left, seconds = tuple(errors_in(checked.reading.findings)), checked.seconds
    before = distinct([*repaired.before, *repaired.later])
    before = (*before, *_uncovered(left, before, checked, here.workspace))
    asked = tuple(filter(wanted or wanted_by(request, here.workspace), left))
    if checked.note or not _better(asked, before, repaired):
        note = f"the repair did not stand in a whole `cargo check`: {checked.note or 'no fewer errors'}"
        notes = (note, *_without_bubblewrap())
        return Verified({}, tuple(errors), None, kept=False, seconds=seconds, test_seconds=0.0, notes=notes)
    notes = _without_bubblewrap()
    stands = Verified(repaired.changes, left, None, kept=True, seconds=seconds, test_seconds=0.0, notes=notes)
    return stands if request.tests is Testing.NONE else _by_tests(request, here, stands, errors, checked.reports)


def _uncovered(
    left: tuple[Finding, ...], before: tuple[Finding, ...], checked: Rechecked, workspace: Workspace
) -> list[Finding]:
    """Give the errors of members that need a mended one, where only the last check could see them: in a copy."""
    if checked.how is How.NAMESPACE:
        return []
    mended = {finding.package for finding in before if finding.package}
    hidden = dependents(workspace, mended) - mended
    return [finding for finding in left if finding.package in hidden]


def _better(left: tuple[Finding, ...], before: tuple[Finding, ...], repaired: Repaired) -> bool:
    now, then = score_of(left), score_of(before)
    return now < then or (bool(repaired.warnings) and now == then)


def _by_tests(
    request: FixRequest, here: Here, stands: Verified, errors: list[Finding], reports: tuple[UnitReport, ...]
) -> Verified:
    """Let the tests of the packages that compile judge; what was not run is said."""
    workspace, changes = here.workspace, stands.changes
    everything = tuple(package.name for package in workspace.packages)
    wanted = affected(workspace, changes) if request.tests is Testing.AFFECTED else everything
    uncompiled = broken(workspace, stands.left, reports)
    packages = tuple(name for name in wanted or everything if name not in uncompiled)
    untested = sorted(uncompiled.intersection(wanted or everything))
    notes = (f"not tested, since they do not compile: {', '.join(untested)}",) if untested else ()
    if not packages:
        return replace(stands, notes=(*notes, *stands.notes))
    terms = Terms(here.limits.test_timeout_s, request.selection, here.jobs)
    with ground(workspace, here.place.folder, here.scratch, terms) as place:
        if refusal := place.covers(changes):
            notes = (f"the tests were not run on the repaired tree: {refusal}", *notes)
            return replace(stands, notes=(*notes, *stands.notes))
        result = judged(place, changes, packages, lambda: _earlier(workspace, errors))
    if place.refusal:
        notes = (*notes, f"the tests ran without a sandbox, in a copy of the sources: {place.refusal}")
    notes = (*result.notes, *notes, *stands.notes)
    ran = None if result.tested.unbuilt else result.tested
    return replace(stands, tested=ran, kept=result.stands, test_seconds=result.seconds, notes=notes)


def _earlier(workspace: Workspace, errors: list[Finding]) -> Earlier:
    """Give the revision that tests are compared with: the tree itself where there was nothing but warnings."""
    if not errors_in(errors):
        return Earlier("the tree before the repair", {})
    return Earlier("the last commit", last_commit(workspace.root) or None)


def _without_bubblewrap() -> tuple[str, ...]:
    """Give what was used in its place, for the notes of a report; nothing where it was used."""
    found = found_namespaces()
    if found.tool is Tool.BUBBLEWRAP:
        return ()
    ways = "in namespaces that unshare made" if found.tool is Tool.UNSHARE else "in copies of the sources"
    return (f"candidates were compiled {ways}: {found.refusal}",)


def errors_in(findings: Iterable[Finding]) -> list[Finding]:
    """Give the findings that keep something from compiling."""
    return [finding for finding in findings if finding.level is Level.ERROR]
