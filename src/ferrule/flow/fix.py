"""The story of `ferrule fix`: record, search, verify, and only then one step into the user's tree."""

import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ferrule.edits.changes import Change, against, read_once
from ferrule.edits.journal import apply
from ferrule.errors import ToolMissing, WrongUse
from ferrule.facts.fix import FixReport, FixRequest
from ferrule.flow.explanations import explanations
from ferrule.flow.keeping import get_ready, keep_repair
from ferrule.flow.layers import Search
from ferrule.flow.lessons import ranking_of
from ferrule.flow.linking import link
from ferrule.flow.prepared import prepared
from ferrule.flow.rounds import rounds
from ferrule.flow.selection import wanted_by
from ferrule.flow.told import Outcome, clean_report, report_of, untold_report
from ferrule.flow.verified import Here, errors_in
from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.record import record
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.tally import Tally
from ferrule.repair.level1 import Bench
from ferrule.workspace.releases import released

_SLOTS = 2


def fix(request: FixRequest, tell: Callable[[str], None] = lambda _: None) -> FixReport:
    """Repair what level 1 can, verified before anything is written, or leave every file as it was (P13, P14, P22).

    Raises:
        FerruleError: for wrong use, an untrusted or unreadable workspace, no toolchain, files that cannot be written.
    """
    started = datetime.now(UTC)
    here = prepared(request, tell)
    get_ready()
    try:
        with read_once():
            report = _fixed(request, here)
        notes = keep_repair(here.place, request, report, started)
        return replace(report, notes=(*report.notes, *notes))
    finally:
        shutil.rmtree(here.scratch, ignore_errors=True)


def _fixed(request: FixRequest, here: Here) -> FixReport:
    began, published = time.monotonic(), _published(here)
    here.tell("checking: cargo check --workspace --all-targets")
    recording = record(here.workspace, here.scratch, CheckOptions(request.selection, here.jobs, kept=here.place.folder))
    if not recording.finished:
        if recording.reading.finished is None:
            raise ToolMissing(f"`cargo check` came to no end: {recording.note}")
        return untold_report(here, recording, time.monotonic() - began)
    wanted = wanted_by(request, here.workspace)
    errors = [error for error in errors_in(recording.reading.findings) if wanted(error)]
    if not errors and not (request.warnings and recording.compiles):
        return clean_report(here, recording, time.monotonic() - began)
    here.tell(f"searching: {len(errors)} errors, {len(recording.broken)} units that do not compile")
    tally = Tally()
    slots = tuple(here.scratch / f"slot{number}" for number in range(here.jobs or _SLOTS))
    ranking, notes = ranking_of(here.place.folder)
    here = replace(here, notes=(*here.notes, *notes))
    bench = Bench(here.workspace, slots, Terms(tally=tally), wanted, unwritten=request.dry_run)
    bench = replace(bench, published=published, clone=here.limits.clone, ranking=ranking)
    search = Search(request, here, recording, bench, began + here.limits.budget_s)
    search = replace(search, linked=link(here, recording, wanted, search.options))
    made = rounds(search, here, errors)
    verified = made.last.verified
    edits = against({}, verified.changes)
    applied = verified.kept and _applied(request, here, edits)
    outcome = Outcome(recording, made, errors, edits, applied, tally.counts.runs, time.monotonic() - began)
    report = report_of(here, outcome)
    return replace(report, explanations=explanations(here.workspace.root, report)) if request.explain else report


def _published(here: Here) -> tuple[Path, ...]:
    """Give the folders of members whose public signatures others rely on: released, or so named in the settings."""
    members = {package.name: package for package in here.workspace.packages}
    if unknown := [name for name in here.limits.published if name not in members]:
        raise WrongUse(f"{here.workspace.root}: `fix.published` names no member: {', '.join(unknown)}")
    named = (members[name] for name in here.limits.published)
    return tuple(dict.fromkeys(package.folder for package in (*released(here.workspace), *named)))


def _applied(request: FixRequest, here: Here, edits: tuple[Change, ...]) -> bool:
    """Take the one step into the user's tree; give whether it was taken."""
    if not edits or request.dry_run:
        return False
    apply(here.workspace.root, here.place.folder, here.run_id, edits, here.tell)
    return True
