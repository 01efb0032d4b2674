"""The story of `ferrule fix`: record, search, verify, and only then one step into the user's tree."""

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from ferrule.edits.changes import against
from ferrule.edits.journal import apply, recover
from ferrule.errors import NotWritable, ToolMissing, Untrusted
from ferrule.facts.fix import FixReport, FixRequest, FixVerdict, Phases
from ferrule.flow.account import account, wanted_by
from ferrule.flow.selection import check_selection
from ferrule.flow.verified import Here, Verified, errors_in, verified_repair
from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.compile.record import record
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.tally import Tally
from ferrule.repair.compile.unit import Rechecked, Recording
from ferrule.repair.level1 import Bench, Limits, Repaired, repair
from ferrule.store.identity import new_run_id
from ferrule.store.place import scratch, state_folder
from ferrule.workspace.find import check_lock, find_root, nearest_manifest
from ferrule.workspace.membership import check_member, other_root
from ferrule.workspace.reading import read_both
from ferrule.workspace.trust import standing

_SLOTS = 2


def fix(request: FixRequest, tell: Callable[[str], None] = lambda _: None) -> FixReport:
    """Repair what level 1 can, verified before anything is written, or leave every file as it was (P13, P14, P22).

    Raises:
        FerruleError: for wrong use, an untrusted or unreadable workspace, no toolchain, files that cannot be written.
    """
    here = _prepared(request, tell)
    try:
        return _fixed(request, here)
    finally:
        shutil.rmtree(here.scratch, ignore_errors=True)


def _fixed(request: FixRequest, here: Here) -> FixReport:
    began = time.monotonic()
    here.tell("checking: cargo check --workspace --all-targets")
    recording = record(here.workspace, here.scratch, _options(request))
    if recording.note and not recording.finished:
        raise ToolMissing(f"`cargo check` came to no end: {recording.note}")
    wanted = wanted_by(request, here.workspace)
    errors = [error for error in errors_in(recording.reading.findings) if wanted(error)]
    if not errors:
        return _report(request, here, FixVerdict.CLEAN, recording, began)
    tally = Tally()
    searching = time.monotonic()
    slots = tuple(here.scratch / f"slot{number}" for number in range(request.jobs or _SLOTS))
    here.tell(f"searching: {len(errors)} errors, {len(recording.broken)} units that do not compile")
    bench = Bench(here.workspace, slots, Terms(tally=tally), wanted)
    repaired, checked = _layers(request, here, recording, bench, began + request.budget_s)
    searched = time.monotonic()
    here.tell("verifying: the tests of what was changed")
    verified = verified_repair(request, here, repaired, checked, errors)
    spent = searched - searching - (checked.seconds if checked else 0.0)
    phases = Phases(recording.seconds, spent, verified.seconds, verified.test_seconds)
    report = _told(request, here, recording, repaired, verified, began)
    return replace(report, phases=phases, compiler_runs=tally.counts.runs)


def _layers(
    request: FixRequest, here: Here, recording: Recording, bench: Bench, until: float
) -> tuple[Repaired, Rechecked | None]:
    """Repair layer by layer: dependents of a broken package reach rustc only after it is repaired.

    Gives also the last whole check of the repaired tree; None when nothing was repaired.
    """
    repaired, checked, layer = Repaired(), None, recording.broken
    for number in count():
        made = repaired.changes
        repair(layer, bench, Limits(request.attempts, until), repaired)
        if repaired.changes == made:
            return repaired, checked
        checked = recheck(here.workspace, repaired.changes, here.scratch / f"layer{number}", _options(request))
        bench = replace(bench, terms=replace(bench.terms, target=checked.target))
        layer = tuple(report for report in checked.broken if report.unit.key not in repaired.searched)
        if not layer or repaired.out_of_time:
            return repaired, checked
    raise AssertionError("unreachable: the loop has no end of its own")


def _prepared(request: FixRequest, tell: Callable[[str], None]) -> Here:
    root = find_root(request.start)
    trust = standing(root)
    if not (trust.allowed or request.trusted):
        raise Untrusted(f"{root}: {trust.why}: {', '.join(map(str, trust.files))}")
    check_lock(root)
    workspace, _ = read_both(root)
    other = "" if request.trusted else other_root(root, workspace)
    if other:
        raise Untrusted(other)
    check_member(workspace, nearest_manifest(request.start))
    check_selection(workspace, request.selection)
    place = state_folder(workspace.root)
    if place.why and not request.dry_run:
        raise NotWritable(f"the workspace cannot be written: {place.why}")
    found = recover(workspace.root, place.folder)
    notes = tuple(f"settled run {one.run_id}, which was interrupted: {one.outcome}" for one in found)
    run_id = new_run_id(datetime.now(UTC))
    return Here(workspace, place, scratch(place, run_id), run_id, notes, tell)


def _told(
    request: FixRequest,
    here: Here,
    recording: Recording,
    repaired: Repaired,
    verified: Verified,
    began: float,
) -> FixReport:
    root = here.workspace.root
    made = against({}, verified.changes)
    applied = bool(made) and verified.kept and not request.dry_run
    if applied:
        apply(root, here.place.folder, here.run_id, made, here.tell)
    told = account(repaired, verified.left, made, root, request.attempts, kept=verified.kept)
    after = len(verified.left)
    stands = FixVerdict.PARTLY_FIXED if after else FixVerdict.FIXED
    verdict = stands if verified.kept else FixVerdict.UNFIXED
    report = _report(request, here, verdict, recording, began)
    return replace(
        report,
        errors_after=after,
        uncovered=told.uncovered,
        applied=applied,
        tests=verified.tested.tally if verified.tested else None,
        incidents=told.incidents,
        edits=told.edits,
        costs=tuple(cost for step in repaired.steps for cost in step.costs),
        notes=(*report.notes, *verified.notes),
    )


def _report(request: FixRequest, here: Here, verdict: FixVerdict, recording: Recording, began: float) -> FixReport:
    errors = len([one for one in errors_in(recording.reading.findings) if wanted_by(request, here.workspace)(one)])
    return FixReport(
        workspace=str(here.workspace.root),
        verdict=verdict,
        exit_code=0 if verdict in {FixVerdict.CLEAN, FixVerdict.FIXED} else 1,
        errors_before=errors,
        errors_after=errors,
        uncovered=0,
        compiler_runs=0,
        seconds=time.monotonic() - began,
        phases=Phases(check=recording.seconds),
        check_seconds=recording.seconds,
        applied=False,
        tests=None,
        incidents=(),
        edits=(),
        costs=(),
        run_id=here.run_id,
        notes=here.notes,
    )


def _options(request: FixRequest) -> CheckOptions:
    return CheckOptions(request.selection, request.jobs)
