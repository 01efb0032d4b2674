"""The story of `ferrule check`: trust, read, recall, climb, judge, record."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ferrule.facts.gate import CheckReport, GateResult, Verdict, skipped
from ferrule.facts.progress import Progress
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason
from ferrule.flow.admitted import Admitted, Planned, Refused, admitted
from ferrule.flow.as_run import as_run
from ferrule.flow.enclosure import elsewhere, enclosure, withheld
from ferrule.flow.evidence import Keeper
from ferrule.flow.memory import Memory
from ferrule.flow.narrow import Narrowed, looks_at_sources, narrowed
from ferrule.gates.climb import Climb, failed
from ferrule.gates.gate import Gate, Job
from ferrule.gates.totals import compared, exit_code_of, harmless, verdict_of
from ferrule.store.apart import make_apart
from ferrule.store.place import LANE_TARGET
from ferrule.workspace.dependencies import fetch
from ferrule.workspace.freshness import forget, stale_units
from ferrule.workspace.target_folder import target_faults

INTERRUPTED: Final = 130


@as_run("check")
def check(request: CheckRequest, notify: Callable[[Progress], None] = lambda _: None) -> CheckReport:
    """Climb the ladder and give a row for each gate of the profile (M22-M30).

    Raises:
        FerruleError: for wrong use, settings with a mistake, a workspace that cannot be read, or no toolchain.
    """
    began = time.monotonic()
    found = admitted(request)
    if isinstance(found, Refused):
        return nothing_started(request, found.plan, found.closed)
    plan, workspace = found.plan, found.workspace
    narrow = narrowed(request, workspace)
    request = replace(request, selection=narrow.selection)
    notes = [*notes_of(request, found), *narrow.notes]
    with Keeper(workspace.root, request.command) as keeper:
        job = job_of(request, found, keeper)
        memory = keeper.memory(job, found.toolchain)
        job = replace(job, lasted_s=memory.verdicts.lasted_s() if memory else {})
        climb = Climb(
            job,
            notify,
            failed if request.fail_fast else lambda _: False,
            unasked(request, memory, narrow),
            lambda: begin(job, keeper, notes),
        )
        rows = keeper.file_logs(climb.rows(plan.gates, lambda gate: chosen_out(gate.ID, request)))
        keeper.remember(memory, plan.gates, rows)
        report = report_of(found, compared(rows), narrow, time.monotonic() - began)
        if climb.interrupted:
            report = replace(report, exit_code=INTERRUPTED)
        return keeper.record(replace(report, notes=(*notes, *report.notes)))


def job_of(request: CheckRequest, found: Admitted, keeper: Keeper) -> Job:
    """Give what the gates of a run are handed."""
    settings, workspace = found.plan.settings, found.workspace
    scratch = keeper.scratch.resolve()
    beside = elsewhere(workspace) if found.trusted else ()
    # Never a folder within the workspace where it shall be none, though no state can be kept there.
    built_apart = make_apart(keeper.folder or workspace.root / ".ferrule") if request.apart else None
    sandbox = enclosure(workspace.root, scratch, beside, built_apart) if request.sandboxed else None
    return Job(
        workspace,
        request.selection,
        scratch,
        keeper.run_id,
        settings.jobs,
        settings.timeout_s,
        settings,
        until=None if settings.budget_s is None else time.monotonic() + settings.budget_s,
        own_target=None if sandbox else built_apart,
        lanes_target=None if sandbox or built_apart or keeper.folder is None else keeper.folder / LANE_TARGET,
        sandbox=sandbox,
    )


def notes_of(request: CheckRequest, found: Admitted) -> tuple[str, ...]:
    """Give what a reader should know of the workspace and its sandbox before the first gate runs."""
    workspace = found.workspace
    if request.sandboxed:  # builds elsewhere
        fetched = fetch(workspace.root) if found.trusted else ()
        return (*fetched, *withheld(), *target_faults(workspace))
    return target_faults(workspace)


def begin(job: Job, keeper: Keeper, notes: list[str]) -> None:
    """Get ready for gates that have to run."""
    keeper.gates_run()
    notes.extend(_freshened(job))


def _freshened(job: Job) -> tuple[str, ...]:
    """Make Cargo compile again what it would wrongly hold for fresh, wherever gates build, and say so."""
    built_in = (job.sandbox.target,) if job.sandbox else (job.target, job.lanes_target)
    stale = stale_units(job.workspace, tuple(folder for folder in built_in if folder is not None))
    forget(stale)
    return (f"{stale.why}: compiled again: {', '.join(stale.packages)}",) if stale.notes else ()


def unasked(request: CheckRequest, memory: Memory | None, narrow: Narrowed) -> Callable[[Gate], GateResult | None]:
    """Give what decides a gate without running it: nothing of it changed, or an earlier verdict still holds."""

    def decided(gate: Gate) -> GateResult | None:
        if narrow.nothing and looks_at_sources(gate):
            return skipped(gate.ID, gate.TITLE, Reason.NOT_RELEVANT, narrow.nothing)
        if memory is not None and request.use_cache:
            return memory.recall(gate)
        if memory is not None:
            memory.expect(gate)
        return None

    return decided


def chosen_out(gate: str, request: CheckRequest) -> bool:
    """Give whether the user left a gate out."""
    return gate in request.skip or bool(request.only and gate not in request.only)


def report_of(found: Admitted, rows: tuple[GateResult, ...], narrow: Narrowed, seconds: float) -> CheckReport:
    """Give the report that these rows make."""
    settings = found.plan.settings
    verdict = verdict_of(rows, settings.allow_skip)
    if narrow.nothing and all(harmless(row) for row in rows):  # nothing was touched, so nothing had to hold
        verdict = Verdict.PASSED
    return CheckReport(
        workspace=str(found.workspace.root),
        toolchain=found.toolchain.rustc,
        profile=settings.profile,
        verdict=verdict,
        exit_code=exit_code_of(verdict),
        cores=os.cpu_count() or 1,
        seconds=seconds,
        gates=rows,
    )


def nothing_started(request: CheckRequest, plan: Planned, closed: tuple[Reason, str, str]) -> CheckReport:
    """Give the report on a workspace in which nothing was started: a row for each gate all the same."""
    rows = tuple(
        skipped(gate.ID, gate.TITLE, Reason.USER, "left out by --only or --skip")
        if chosen_out(gate.ID, request)
        else skipped(gate.ID, gate.TITLE, *closed)
        for gate in plan.gates
    )
    verdict = verdict_of(rows, plan.settings.allow_skip)
    cores = os.cpu_count() or 1
    root, profile = str(plan.root), plan.settings.profile
    return CheckReport(root, None, profile, verdict, exit_code_of(verdict), cores, 0.0, rows)
