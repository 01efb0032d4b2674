"""The ladder of a task, climbed at its end: one box a gate, ticked by its row."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.errors import WrongUse
from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.progress import Progress
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason, Status
from ferrule.facts.task import Box, BoxStatus, Task
from ferrule.flow.check import INTERRUPTED, check
from ferrule.gates.totals import harmless, verdict_of
from ferrule.tasks.boxes import is_accepted

_STATUS: Final = {Status.PASSED: BoxStatus.PASSED, Status.FAILED: BoxStatus.FAILED}
_LONGEST: Final = 200


def climbed(root: Path, task: Task, notify: Callable[[Progress], None], *, trusted: bool) -> Task:
    """Give the task with what its gates decide of the tree as it is now.

    A verdict of an earlier run counts only where nothing that it hangs on has changed, and where ferrule signed it.

    Raises:
        FerruleError: for a workspace that cannot be read, or no toolchain.
        KeyboardInterrupt: when the user ended the climb.
    """
    ladder = task.ladder
    accepted = frozenset(map(Reason, ladder.accepted))
    request = CheckRequest(
        root,
        profile=ladder.profile,
        only=ladder.gates,
        accepted=accepted,
        trusted=trusted,
        sandboxed=bool(task.tree),  # what an agent wrote is built and run there
        apart=True,
        command=f"task finish {task.id}",
    )
    try:
        report = check(request, notify)
    except WrongUse as fault:
        return _undecided(task, str(fault))
    if report.exit_code == INTERRUPTED:
        raise KeyboardInterrupt
    for box in _boxes(task, report, accepted):
        task = task.with_box(box)
    return task


def evidence(task: Task) -> dict[str, str]:
    """Give what the gates decided, as words for a commit's trailers: `passed` and `skipped` with reasons."""
    gates = [box for box in task.boxes if box.id in task.ladder.gates]
    passed = [box.id for box in gates if box.status is BoxStatus.PASSED]
    skipped = [f"{box.id} ({box.reason})" for box in gates if box.status is BoxStatus.SKIPPED]
    return {"passed": ", ".join(passed), "skipped": ", ".join(skipped)}


def _boxes(task: Task, report: CheckReport, accepted: frozenset[Reason]) -> list[Box]:
    rows = {row.id: row for row in report.gates}
    boxes = []
    for gate in task.ladder.gates:
        row, box = rows.get(gate), task.box(gate)
        if row is None:
            boxes.append(replace(box, status=BoxStatus.FAILED, detail="the catalog has no such gate any more"))
        else:
            judged = _judged(box, row, tuple(rows.values()), accepted)
            boxes.append(_let_pass(task, judged, row) if judged.status is BoxStatus.FAILED else judged)
    return boxes


def _judged(box: Box, row: GateResult, rows: tuple[GateResult, ...], accepted: frozenset[Reason]) -> Box:
    """Give the box of a row; one that was not decided holds where the ladder's own verdict is not touched by it."""
    status = _STATUS.get(row.status)
    if status is None:
        status = BoxStatus.SKIPPED if _counts_for_nothing(row, rows, accepted) else BoxStatus.OPEN
    first = row.findings[0] if row.findings else None
    found = f"{first.path or ''}:{first.line or 0}: {first.message}" if first else ""
    more = f" and {len(row.findings) - 1} more" if len(row.findings) > 1 else ""
    said = "; ".join(filter(None, (f"{row.seen.count} {row.seen.unit}" if row.seen else "", row.detail)))
    return replace(
        box,
        status=status,
        reason=row.reason.value if row.reason else "",
        detail=(f"{found}{more}" if found and status is not BoxStatus.PASSED else said)[:_LONGEST],
        remedy=row.remedy,
        exit={BoxStatus.PASSED: 0, BoxStatus.FAILED: 1}.get(status) if row.argv else None,
        seconds=row.seconds,
        evidence_sha256=row.evidence_sha256,
    )


def _let_pass(task: Task, box: Box, row: GateResult) -> Box:
    """Give the box of a gate whose findings all lie in files that the user has accepted, as one that holds."""
    if row.findings and all(is_accepted(task, row.id, finding.path) for finding in row.findings):
        return replace(box, status=BoxStatus.SKIPPED, reason="accepted", remedy="")
    first = next((finding.path for finding in row.findings if finding.path), None)
    remedy = box.remedy or (f"mend it, or let the user say `ferrule task accept {row.id}:{first} --reason TEXT`")
    return replace(box, remedy=remedy if first else box.remedy)


def _counts_for_nothing(row: GateResult, rows: tuple[GateResult, ...], accepted: frozenset[Reason]) -> bool:
    """Tell whether a row that was not decided changes nothing beside those that passed."""
    passed = tuple(one for one in rows if one.status is Status.PASSED)
    return harmless(row) or (bool(passed) and verdict_of((*passed, row), accepted) is Verdict.PASSED)


def _undecided(task: Task, words: str) -> Task:
    for gate in task.ladder.gates:
        task = task.with_box(replace(task.box(gate), status=BoxStatus.FAILED, detail=words[:_LONGEST]))
    return task
