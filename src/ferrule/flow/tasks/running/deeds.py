"""What a model may have ferrule do in its clone: climb the ladder, and repair what does not compile."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.fix import FixRequest
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason, Status
from ferrule.facts.task import Task
from ferrule.flow.check import check
from ferrule.flow.fix import fix
from ferrule.flow.tasks.running.apart import CLOSED, apart

_SHOWN: Final = 20
_LONGEST: Final = 1500


def checked(home: Path, task: Task, *, trusted: bool) -> str:
    """Give what the ladder of a task says of its clone now, in the sandbox; raises FerruleError as `check` does."""
    closed, trusted = _looked_at(home, task, trusted=trusted)
    if closed:
        return closed
    ladder = task.ladder
    request = CheckRequest(
        Path(task.tree),
        profile=ladder.profile,
        only=ladder.gates,
        accepted=frozenset(map(Reason, ladder.accepted)),
        trusted=trusted,
        sandboxed=True,
        command=f"task run {task.id}",
    )
    report = check(request)
    rows = [row for row in report.gates if row.id in ladder.gates]
    lines = []
    for row in rows:
        reason = f" ({row.reason.value}: {row.detail})" if row.reason else ""
        lines.append(f"{row.id}: {row.status.value}{reason}")
        if row.status is Status.FAILED:
            lines += [_words(one) for one in row.findings[:_SHOWN]] or [row.detail]
    return "\n".join((f"ladder: {report.verdict.value}", *lines, *report.notes))


def fixed(home: Path, task: Task, *, trusted: bool) -> str:
    """Give what ferrule repaired in a clone, and what is left; raises FerruleError as `fix` does."""
    closed, trusted = _looked_at(home, task, trusted=trusted)
    if closed:
        return closed
    report = fix(FixRequest(Path(task.tree), max_level=1, trusted=trusted, command=f"task run {task.id}"))
    left = [f"{one.finding.path}:{one.finding.line or 0}: {one.finding.message}" for one in report.incidents]
    edits = [one.diff for one in report.edits] if report.applied else []
    return "\n".join((f"{report.verdict.value}: {report.errors_after} errors left", *left, *edits, *report.notes))


def _looked_at(home: Path, task: Task, *, trusted: bool) -> tuple[str, bool]:
    """Give why nothing of the clone is run now, empty when it may be, and whether the clone is trusted."""
    seen, trusted = apart(home, replace(task, boxes=()), trusted=trusted)
    box = seen.box(CLOSED)
    why = (
        ""
        if box.holds
        else f"not run: {box.detail}. A user has to accept that first: end your round, and they are asked."
    )
    return why, trusted


def _words(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line or 0}: " if finding.path else ""
    return (finding.rendered or f"{place}{finding.message}")[:_LONGEST]
