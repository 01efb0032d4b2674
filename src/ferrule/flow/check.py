"""The story of `ferrule check`: trust, read, climb, judge, record."""

import os
import shlex
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ferrule.facts.gate import CheckReport, GateResult, Reason, skipped
from ferrule.facts.progress import Progress
from ferrule.facts.request import CheckRequest
from ferrule.facts.workspace import Standing, Toolchain, Workspace
from ferrule.flow.enclosure import elsewhere, enclosure, withheld
from ferrule.flow.evidence import Keeper
from ferrule.flow.selection import check_selection
from ferrule.gates.catalog import gates_of
from ferrule.gates.climb import Climb, failed
from ferrule.gates.gate import DEFAULT_TIMEOUT_S, Gate, Job
from ferrule.gates.row import Climbed
from ferrule.gates.totals import compared, exit_code_of, verdict_of
from ferrule.process.door import sandbox_refusal
from ferrule.process.sandbox import Sandbox
from ferrule.workspace.dependencies import fetch
from ferrule.workspace.find import check_lock, find_root, nearest_manifest
from ferrule.workspace.membership import check_member, other_root
from ferrule.workspace.reading import read_both
from ferrule.workspace.target_folder import target_faults
from ferrule.workspace.trust import standing

INTERRUPTED = 130
_WITHOUT_SANDBOX = "install bubblewrap, or read the settings and run `ferrule trust`"


def check(request: CheckRequest, notify: Callable[[Progress], None] = lambda _: None) -> CheckReport:
    """Climb the ladder and give a row for each gate of the profile (M23-M26, M30).

    Raises:
        FerruleError: for wrong use, a workspace that cannot be read, or no toolchain; see `ferrule.errors`.
    """
    began = time.monotonic()
    root = find_root(request.start)
    gates = gates_of(request.profile, request.only, request.skip)
    trust = standing(root)
    trusted = trust.allowed or request.trusted
    closed = _closed(root, trust, request) if not trusted else None
    if closed:
        return _nothing_started(request, root, gates, closed)
    check_lock(root)
    sandbox = None if trusted else Sandbox((root,), ())
    workspace, toolchain = read_both(root, sandbox)
    other = "" if request.trusted and not sandbox else other_root(root, workspace, sandbox)
    if other:
        remedy = shlex.join(("ferrule", "trust", "--workspace", str(workspace.root)))
        return _nothing_started(request, root, gates, (Reason.UNTRUSTED, other, remedy))
    check_member(workspace, nearest_manifest(request.start), sandbox)
    check_selection(workspace, request.selection)
    notes = (*(fetch(workspace.root) if trusted else ()), *withheld()) if request.sandboxed else ()
    notes = (*notes, *target_faults(workspace))
    members_elsewhere = elsewhere(workspace) if trusted else ()
    with Keeper(workspace.root, request.command) as keeper:
        climbed, interrupted = _climb(request, _job(request, workspace, keeper, members_elsewhere), gates, notify)
        rows = compared(keeper.file_logs(climbed))
        report = _report(request, workspace, toolchain, rows, time.monotonic() - began)
        if interrupted:
            report = replace(report, exit_code=INTERRUPTED)
        report = replace(report, notes=(*notes, *report.notes))
        return keeper.record(report)


def _job(request: CheckRequest, workspace: Workspace, keeper: Keeper, beside: tuple[Path, ...]) -> Job:
    scratch = keeper.scratch.resolve()
    sandbox = enclosure(workspace.root, scratch, beside) if request.sandboxed else None
    timeout_s = DEFAULT_TIMEOUT_S if request.timeout_s is None else request.timeout_s
    return Job(workspace, request.selection, scratch, keeper.run_id, request.jobs, timeout_s, sandbox)


def _climb(
    request: CheckRequest, job: Job, gates: tuple[Gate, ...], notify: Callable[[Progress], None]
) -> tuple[tuple[Climbed, ...], bool]:
    climb = Climb(job, notify, failed) if request.fail_fast else Climb(job, notify)
    return climb.rows(gates, lambda gate: chosen_out(gate.ID, request)), climb.interrupted


def chosen_out(gate: str, request: CheckRequest) -> bool:
    """Give whether the user left a gate out."""
    return gate in request.skip or bool(request.only and gate not in request.only)


def _report(
    request: CheckRequest,
    workspace: Workspace,
    toolchain: Toolchain,
    rows: tuple[GateResult, ...],
    seconds: float,
) -> CheckReport:
    verdict = verdict_of(rows, request.accepted)
    return CheckReport(
        workspace=str(workspace.root),
        toolchain=toolchain.rustc,
        profile=request.profile,
        verdict=verdict,
        exit_code=exit_code_of(verdict),
        cores=os.cpu_count() or 1,
        seconds=seconds,
        gates=rows,
    )


def _closed(root: Path, trust: Standing, request: CheckRequest) -> tuple[Reason, str, str] | None:
    """Give why nothing of an untrusted workspace may be started, and what to do; None: the sandbox makes it safe."""
    if not request.sandboxed:
        files = ", ".join(_short(path, root) for path in trust.files)
        return Reason.UNTRUSTED, f"{trust.why}: {files}", "ferrule trust"
    refusal = sandbox_refusal()
    return (Reason.SANDBOX, refusal, _WITHOUT_SANDBOX) if refusal else None


def _nothing_started(
    request: CheckRequest, root: Path, gates: tuple[Gate, ...], closed: tuple[Reason, str, str]
) -> CheckReport:
    """Give the report on a workspace in which nothing was started: a row for each gate all the same."""
    rows = tuple(
        skipped(gate.ID, gate.TITLE, Reason.USER, "left out by --only or --skip")
        if chosen_out(gate.ID, request)
        else skipped(gate.ID, gate.TITLE, *closed)
        for gate in gates
    )
    verdict = verdict_of(rows, request.accepted)
    cores = os.cpu_count() or 1
    return CheckReport(str(root), None, request.profile, verdict, exit_code_of(verdict), cores, 0.0, rows)


def _short(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
