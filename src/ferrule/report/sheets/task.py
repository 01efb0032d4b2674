"""A task as a sheet: its boxes are rows, the findings of a review are problems."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Finding, Level
from ferrule.facts.sheet import Problem, Row, Sheet, Tone
from ferrule.facts.status import Status
from ferrule.facts.task import Box, BoxStatus, Task, TaskState
from ferrule.facts.task_request import TaskReport
from ferrule.process.redact import mask
from ferrule.report.escape import on_one_line
from ferrule.report.sheets.problems import ordered

_STATUS: Final = {
    BoxStatus.PASSED: Status.PASSED,
    BoxStatus.FAILED: Status.FAILED,
    BoxStatus.SKIPPED: Status.SKIPPED,
    BoxStatus.ASKS: Status.INCONCLUSIVE,
    BoxStatus.OPEN: Status.INCONCLUSIVE,
}
_REVIEWED: Final = re.compile(
    r"(?P<group>[^:]{1,80}): (?P<path>[^:]{1,1000}):(?P<line>[0-9]{1,9}): (?P<words>.*)", re.DOTALL
)
_LONGEST: Final = 400


def task_sheet(report: TaskReport, workspace: str) -> Sheet:
    """Give the sheet of a task as it stands."""
    task = report.task
    return Sheet(
        command="task",
        title=f"ferrule task {task.id}: {on_one_line(mask(task.text), _LONGEST)}",
        workspace=workspace,
        verdict=task.state.value,
        tone=_tone(task),
        exit_code=report.exit_code,
        rows=tuple(_row(box) for box in task.boxes),
        problems=ordered(_problems(task)),
        totals=_totals(task),
        notes=tuple(mask(note) for note in report.notes),
        seconds=sum(box.seconds for box in task.boxes),
    )


def _tone(task: Task) -> Tone:
    if task.state is TaskState.DONE:
        return Tone.GOOD
    if task.state is TaskState.ABANDONED:
        return Tone.QUIET
    return Tone.BAD if any(box.status is BoxStatus.FAILED for box in task.boxes) else Tone.OPEN


def _row(box: Box) -> Row:
    return Row(
        id=box.id,
        title=f"{box.phase.value} the work" if box.phase.value != "work" else "the work",
        status=_STATUS[box.status],
        word=box.status.value,
        reason=box.reason,
        detail=mask(box.detail),
        remedy="" if box.holds else mask(box.remedy),
        command=mask(box.command),
        seconds=box.seconds,
    )


def _problems(task: Task) -> Iterator[Problem]:
    for words in task.findings:
        found = _REVIEWED.fullmatch(words)
        if found:
            said = Finding(
                "review", found["group"], Level.WARNING, mask(found["words"]), found["path"], int(found["line"])
            )
            yield Problem(said, ("findings",))


def _totals(task: Task) -> tuple[tuple[str, str], ...]:
    counts = {status: sum(box.status is status for box in task.boxes) for status in BoxStatus}
    said = [
        ("boxes", ", ".join(f"{count} {status.value}" for status, count in counts.items() if count)),
        ("mode", task.mode.value),
        ("profile", task.ladder.profile),
        ("branch", task.origin.branch),
        ("commit", f"{task.commit[:12]}, nothing was pushed" if task.commit else ""),
    ]
    return tuple((name, words) for name, words in said if words)
