"""Tasks for programs: begun, answered, finished; see `ferrule.flow.tasks`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `status` is asked often, and needs none of these here
    from collections.abc import Callable
    from pathlib import Path

    from ferrule.facts.progress import Progress
    from ferrule.facts.task import Task
    from ferrule.facts.task_request import BeginRequest, FinishRequest, RunRequest, TaskReport


def begin(request: BeginRequest, tell: Callable[[str], None] = lambda _: None) -> TaskReport:
    """Begin a task, or go on with one whose memo waits; see `ferrule.flow.tasks.begin`."""
    from ferrule.flow.tasks.begin import begin as story

    return story(request, tell)


def finish(
    request: FinishRequest,
    tell: Callable[[str], None] = lambda _: None,
    notify: Callable[[Progress], None] = lambda _: None,
) -> TaskReport:
    """Judge a task's work and commit it when every box holds; see `ferrule.flow.tasks.finish`."""
    from ferrule.flow.tasks.finish import finish as story

    return story(request, tell, notify)


def run(
    request: RunRequest,
    tell: Callable[[str], None] = lambda _: None,
    notify: Callable[[Progress], None] = lambda _: None,
) -> TaskReport:
    """Let an agent do a task in a clone; see `ferrule.flow.tasks.running.rounds`."""
    from ferrule.flow.tasks.running.rounds import run as story

    return story(request, tell, notify)


def status(start: Path, wanted: str | None = None) -> TaskReport:
    """Give a task as it was last judged; see `ferrule.flow.tasks.looking`."""
    from ferrule.flow.tasks.looking import status as story

    return story(start, wanted)


def listed(start: Path) -> tuple[tuple[Task, ...], tuple[str, ...]]:
    """Give all tasks of a working tree, and the ids of records that somebody else wrote."""
    from ferrule.flow.tasks.looking import listed as story

    return story(start)


def answer(start: Path, wanted: str | None, key: str, words: str) -> Task:
    """Keep an answer with a task; see `ferrule.flow.tasks.saying`."""
    from ferrule.flow.tasks.saying import answer as story

    return story(start, wanted, key, words)


def accept(start: Path, wanted: str | None, key: str, reason: str) -> Task:
    """Let one finding pass for a reason; see `ferrule.flow.tasks.saying`."""
    from ferrule.flow.tasks.saying import accept as story

    return story(start, wanted, key, reason)


def abandon(start: Path, wanted: str | None, reason: str) -> str:
    """Give a task up, and give its id; see `ferrule.flow.tasks.saying`."""
    from ferrule.flow.tasks.saying import abandon as story

    return story(start, wanted, reason)


def hook(text: str, start: Path) -> tuple[str, int]:
    """Give what a host's hook is answered, as text for its stdout and an exit code; see `ferrule.flow.tasks.hook`."""
    from ferrule.flow.tasks.hook import answer_hook

    said = answer_hook(text, start)
    return said.text, said.exit_code
