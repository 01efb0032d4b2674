"""Tasks, for people and for machines: `ferrule.task/1` and `ferrule.tasks/1`."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.task import Box, BoxStatus, Round, Task, TaskState
from ferrule.facts.task_request import TaskReport
from ferrule.report.escape import for_terminal, on_one_line

ONE: Final = "ferrule.task/1"
LIST: Final = "ferrule.tasks/1"
_MARK: Final = {
    BoxStatus.PASSED: ("[x]", "green"),
    BoxStatus.FAILED: ("[!]", "bold red"),
    BoxStatus.SKIPPED: ("[-]", "dim"),
    BoxStatus.ASKS: ("[?]", "bold yellow"),
    BoxStatus.OPEN: ("[ ]", ""),
}
_STATE: Final = {TaskState.DONE: "green", TaskState.ABANDONED: "dim"}
_WIDE: Final = 400


def task_object(report: TaskReport) -> dict[str, object]:
    """Give a task as the object of the contract."""
    task = report.task
    return {
        "schema": ONE,
        **_head(task),
        "agent": task.agent or None,
        "branch": task.origin.branch or None,
        "head": task.origin.head,
        "profile": task.ladder.profile,
        "target": task.target or None,
        "before": task.before or None,
        "boxes": [_box(box) for box in task.boxes],
        "answers": dict(task.answers),
        "findings": list(task.findings),
        "tree": task.tree or None,
        "rounds": [_round(one) for one in task.rounds],
        "moments": [{"time": one.time.isoformat(), "what": one.what, "detail": one.detail} for one in task.moments],
        "exit_code": report.exit_code,
        "notes": list(report.notes),
        "instructions": report.instructions or None,
        "briefing": list(report.briefing),
    }


def tasks_object(tasks: Iterable[Task], altered: Iterable[str]) -> dict[str, object]:
    """Give all tasks as the object of the contract."""
    return {"schema": LIST, "tasks": [_head(task) for task in tasks], "altered": list(altered)}


def print_task(report: TaskReport, console: Console) -> None:
    """Print a task: what it is, its boxes in order with what decided them, and what comes next."""
    task = report.task
    console.print(Text.assemble((f"{task.id} ", "bold"), (task.state.value, _STATE.get(task.state, "cyan"))))
    console.print(Text(on_one_line(task.text, _WIDE)), soft_wrap=True)
    for note in report.notes:
        console.print(Text(f"note: {on_one_line(note, _WIDE)}", "yellow"), soft_wrap=True)
    table = Table(box=None, pad_edge=False, show_header=False)
    for name in ("mark", "box", "what"):
        table.add_column(name, no_wrap=name != "what", overflow="fold")
    for box in task.boxes:
        mark, style = _MARK[box.status]
        table.add_row(Text(mark, style), Text(box.id), _words(box))
    console.print(table, highlight=False)
    for number, one in enumerate(task.rounds, 1):
        console.print(Text(f"round {number}: {_round_words(one)}", "dim"), soft_wrap=True, highlight=False)
    for line in report.briefing:
        console.print(Text(on_one_line(line, _WIDE), "dim"), soft_wrap=True)
    console.print(Text(_next(report)), soft_wrap=True, highlight=False)


def print_tasks(tasks: Iterable[Task], altered: Iterable[str], console: Console) -> None:
    """Print one line a task, the newest last."""
    table = Table(box=None, pad_edge=False)
    for name in ("task", "state", "mode", "begun", "what"):
        table.add_column(name, no_wrap=name != "what", overflow="fold")
    rows = list(tasks)
    for task in rows:
        state = Text(task.state.value, _STATE.get(task.state, "cyan"))
        begun = f"{task.begun:%Y-%m-%d %H:%M}"
        table.add_row(task.id, state, task.mode.value, begun, Text(on_one_line(task.text, 120)))
    if rows:
        console.print(table, highlight=False)
    for name in altered:
        console.print(Text(f"{name}: its record is not as ferrule wrote it", "bold red"), highlight=False)
    if not rows and not altered:
        console.print("no tasks")


def print_instructions(words: str, console: Console) -> None:
    """Print the text of a step for whoever works: foreign text, made harmless for a terminal."""
    console.print(Text(for_terminal(words)), soft_wrap=True, highlight=False)


def _words(box: Box) -> Text:
    words = Text(on_one_line(box.detail or box.command, _WIDE))
    if box.reason:
        words.append(f" ({box.reason})", "dim")
    if box.remedy and not box.holds:
        words.append(f"  -> {on_one_line(box.remedy, _WIDE)}", "cyan")
    return words


def _next(report: TaskReport) -> str:
    task = report.task
    if task.state is TaskState.DONE:
        return f"done: commit {task.commit[:12]}, nothing was pushed" if task.commit else "done"
    if task.state is TaskState.ABANDONED:
        return "abandoned: the files stay as they are"
    if task.state in (TaskState.PREPARED, TaskState.MEMO):
        return "next: `ferrule task begin` again, once the memo can be written"
    if task.tree:
        return f"next: `ferrule task run --resume {task.id}`; its tree is {for_terminal(task.tree)}"
    return "next: work, then `ferrule task finish`"


def _round_words(one: Round) -> str:
    said = [on_one_line(f"{one.responder}{f' ({one.model})' if one.model else ''}: {one.ended}", _WIDE)]
    said.append(f"{one.seconds:.1f} s")
    if one.tokens_in or one.tokens_out:
        said.append(f"{one.tokens_in + one.tokens_out} tokens")
    if one.cost:
        said.append(f"cost {one.cost:.4f}")
    return ", ".join(said)


def _round(one: Round) -> dict[str, object]:
    return {
        "responder": one.responder,
        "ended": one.ended,
        "is_done": one.is_done,
        "seconds": round(one.seconds, 3),
        "alias": one.alias or None,
        "model": one.model or None,
        "requests": one.requests,
        "tokens_in": one.tokens_in,
        "tokens_out": one.tokens_out,
        "cost": one.cost,
        "transcript_sha256": one.transcript_sha256,
    }


def _head(task: Task) -> dict[str, object]:
    return {
        "id": task.id,
        "state": task.state.value,
        "text": task.text,
        "mode": task.mode.value,
        "begun": task.begun.isoformat(),
        "changed": task.changed.isoformat(),
        "commit": task.commit or None,
    }


def _box(box: Box) -> dict[str, object]:
    return {
        "id": box.id,
        "phase": box.phase.value,
        "command": box.command,
        "source": box.source or None,
        "status": box.status.value,
        "reason": box.reason or None,
        "detail": box.detail,
        "remedy": box.remedy,
        "exit": box.exit,
        "seconds": round(box.seconds, 3),
        "evidence_sha256": box.evidence_sha256,
    }
