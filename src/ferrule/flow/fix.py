"""The story of `ferrule fix`: record, search, verify, and only then one step into the user's tree."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ferrule.edits.changes import against, read_once
from ferrule.errors import ToolMissing, WrongUse
from ferrule.facts.finding import Finding
from ferrule.facts.fix import FixReport, FixRequest
from ferrule.flow.as_run import as_run
from ferrule.flow.explanations import explanations
from ferrule.flow.keeping import get_ready, keep_repair
from ferrule.flow.layers import Search
from ferrule.flow.lessons import ranking_of
from ferrule.flow.levels.asking import Desk, desk_of
from ferrule.flow.levels.climb import Climb, is_whole
from ferrule.flow.levels.deadline import has_room_for_retries
from ferrule.flow.levels.lints import raise_lints
from ferrule.flow.levels.standing import Standing
from ferrule.flow.levels.targets import reach, unmeasured
from ferrule.flow.levels.tracking import Incidents, tracked
from ferrule.flow.levels.waiting import ask_user
from ferrule.flow.linking import link
from ferrule.flow.prepared import prepared
from ferrule.flow.recorded import recorded
from ferrule.flow.selection import wanted_by
from ferrule.flow.told import Outcome, clean_report, merged, report_of, untold_report
from ferrule.flow.verified import Here, errors_in
from ferrule.process.redact import mask
from ferrule.repair.bench import Bench
from ferrule.repair.classes import NOT_COMPILED, class_of
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.tally import Tally
from ferrule.store.owners import unmake
from ferrule.telemetry.log import LOG
from ferrule.workspace.releases import released

_SLOTS: Final = 2
_HIGHEST: Final = 4
_IN_CI: Final = 3
"""The highest level where nobody is there to answer."""


@as_run("fix")
def fix(request: FixRequest, tell: Callable[[str], None] = lambda _: None) -> FixReport:
    """Repair what level 1 can, verified before anything is written, or leave every file as it was (P13, P14, P22).

    Raises:
        FerruleError: for wrong use, an untrusted or unreadable workspace, no toolchain, files that cannot be written.
    """
    started = datetime.now(UTC)
    here = prepared(request, tell)
    request = replace(request, max_level=here.limits.max_level or _highest())
    get_ready()
    LOG.keep_in(here.place.folder, mask)
    try:
        with read_once():
            report = _fixed(request, here)
        notes = keep_repair(here.place, request, report, started)
        return replace(report, notes=(*report.notes, *notes))
    finally:
        unmake(here.scratch)


def _fixed(request: FixRequest, here: Here) -> FixReport:
    began = time.monotonic()
    desk, bench = desk_of(request.max_level or 1), bench_of(request, here)
    if not has_room_for_retries(request.deadline):
        here = replace(here, limits=replace(here.limits, attempts=1))
    recording = recorded(request, here)
    if not recording.finished:
        if recording.reading.finished is None:
            raise ToolMissing(f"`cargo check` came to no end: {recording.note}")
        report = untold_report(here, recording, time.monotonic() - began)
        return replace(report, targets=unmeasured(request.targets))
    errors = [error for error in errors_in(recording.reading.findings) if bench.wanted(error)]
    with tracked(request, here) as incidents:
        here = replace(here, notes=(*here.notes, *incidents.notes))
        is_clean = not errors and not (request.warnings and recording.compiles)
        if is_clean and is_whole(request):
            incidents.gone()
        if is_clean and not request.targets and not request.lints:
            return clean_report(here, recording, time.monotonic() - began)
        if not is_clean:
            here.tell(f"searching: {len(errors)} errors, {len(recording.broken)} units that do not compile")
        ranking, notes = ranking_of(here.place.folder)
        here = replace(here, notes=(*here.notes, *notes))
        bench = replace(bench, slots=slots_of(here), ranking=ranking, recalled=incidents.recall.offered)
        search = Search(request, here, recording, bench, began + here.limits.budget_s)
        return _climbed(search, errors, incidents, desk, began)


def _climbed(search: Search, errors: list[Finding], incidents: Incidents, desk: Desk, began: float) -> FixReport:
    request, here, bench = search.request, search.here, search.bench
    search = replace(search, linked=link(here, search.recording, bench.wanted, search.options))
    climb = Climb(search, incidents, Standing({}, None, tuple(errors)), desk, request.max_level or 1)
    if (errors or request.warnings) and not request.lints:
        climb.run(errors)
    targets = reach(climb, request.targets) if request.targets else ()
    if request.lints:
        raise_lints(climb, request.lints)
    ask_user(climb, merged(tuple(climb.turns)))
    outcome = Outcome(
        search.recording,
        tuple(climb.turns),
        tuple(error for error in climb.standing.left if class_of(error) not in NOT_COMPILED),
        errors,
        against({}, climb.standing.changes),
        climb.applied,
        bench.terms.tally.counts.runs if bench.terms.tally else 0,
        time.monotonic() - began,
        frozenset(incidents.at_user()),
        targets,
    )
    report = report_of(replace(here, notes=(*here.notes, *climb.notes)), outcome)
    report = replace(report, questions=tuple(incidents.questions()))
    return replace(report, explanations=explanations(here.workspace.root, report)) if request.explain else report


def bench_of(request: FixRequest, here: Here) -> Bench:
    """Give where candidates are compiled, without slots.

    Raises:
        WrongUse: when the settings name a published member that is none.
    """
    terms = Terms(tally=Tally())
    bench = Bench(here.workspace, (), terms, wanted_by(request, here.workspace), unwritten=request.dry_run)
    return replace(bench, published=_published(here), clone=here.limits.clone)


def slots_of(here: Here) -> tuple[Path, ...]:
    """Give the folders in which candidates are compiled beside each other."""
    return tuple(here.scratch / f"slot{number}" for number in range(here.jobs or _SLOTS))


def _highest() -> int:
    return _IN_CI if os.environ.get("CI") else _HIGHEST


def _published(here: Here) -> tuple[Path, ...]:
    """Give the folders of members whose public signatures others rely on: released, or so named in the settings."""
    members = {package.name: package for package in here.workspace.packages}
    if unknown := [name for name in here.limits.published if name not in members]:
        raise WrongUse(f"{here.workspace.root}: `fix.published` names no member: {', '.join(unknown)}")
    named = (members[name] for name in here.limits.published)
    return tuple(dict.fromkeys(package.folder for package in (*released(here.workspace), *named)))
