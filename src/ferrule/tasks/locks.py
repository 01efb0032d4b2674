"""What an agent may write and when it may stop, while a task is open (M22, E07, E08)."""

from pathlib import PurePath
from typing import Final

from ferrule.facts.task import Box, BoxStatus, Mode, Task, TaskState
from ferrule.tasks.boxes import open_boxes

NO_LADDER: Final = "NO_LADDER"
_NOBODYS: Final = frozenset({".git", ".ferrule"})
_HOSTS: Final = frozenset({".claude/settings.json", ".claude/settings.local.json"})
_READING: Final = frozenset({"explore", "plan", "statusline-setup", "claude-code-guide", "output-style-setup"})
"""Subagents of hosts that only look something up: they answer a question, and finish no task."""
_SHOWN: Final = 12


def edit_refusal(task: Task, place: PurePath | None) -> str:
    """Give why a file may not be written now; empty when it may.

    `place` is the file from the workspace's root on, with links followed; None when it lies outside.
    """
    if task.mode is Mode.REVIEW:
        return f"{task.id} is a review and changes no file: hand the findings to `ferrule task finish --findings FILE`."
    if task.state in (TaskState.PREPARED, TaskState.MEMO) or not task.ladder.gates:
        return f"{NO_LADDER}: no file is written before the ladder and the memo of {task.id}: run `ferrule task begin`."
    if task.state is not TaskState.WORKING:
        words = "is being judged: wait for `ferrule task finish`, or run it again if it was interrupted"
        return f"{task.id} {words}."
    if place is None:
        return f"outside of the workspace of {task.id}: only files below its root belong to the task."
    parts = [part.casefold() for part in place.parts]
    if _NOBODYS & set(parts) or any("/".join(parts).endswith(one) for one in _HOSTS):
        return f"{place}: what belongs to git, ferrule or the host is not written within a task."
    return ""


def stop_refusal(task: Task) -> str:
    """Give what an agent is told that wants to stop before the task is over."""
    boxes = open_boxes(task)
    lines = [f"- {_box(one)}" for one in boxes[:_SHOWN]]
    lines += [f"- and {len(boxes) - _SHOWN} more"] if len(boxes) > _SHOWN else []
    do = "`ferrule task finish`" if task.state not in (TaskState.PREPARED, TaskState.MEMO) else "`ferrule task begin`"
    first = f"{task.id} is not finished ({task.text}). Open boxes:"
    return "\n".join((first, *lines, f"Run {do}: it says what is left."))


def waits_for_user(task: Task) -> str:
    """Give the questions that only the user can answer; empty when there are none, and the agent can go on."""
    asks = [f"{one.id}: {one.detail}" for one in task.boxes if one.status is BoxStatus.ASKS]
    return "; ".join(asks)


def finishes(task: Task, agent: str) -> bool:
    """Tell whether a subagent is one that works on the task: the task's own, or else any that does more than read."""
    name = agent.rpartition(":")[2].casefold()
    return name == task.agent.casefold() if task.agent and name else name not in _READING


def _box(box: Box) -> str:
    said = "" if box.status is BoxStatus.OPEN else f" {box.status.value}"
    words = ": ".join(filter(None, (box.detail, box.remedy))) or box.command
    return f"{box.id}{said}: {words}"
