"""`ferrule task answer|accept|abandon`, and the question that a host's hook asks."""

import sys
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption
from ferrule.cli.task.looking import TaskArgument, TaskOption
from ferrule.facts.task import Task


def answer(
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="failure-model, dependency:serde, no-tests, ...: what a box asks for.")
    ],
    words: Annotated[str, typer.Argument(metavar="TEXT", help="The answer.")],
    name: TaskOption = None,
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Answer what a box asks; it counts at the next finish."""
    from ferrule.api import tasks

    _told(tasks.answer(workspace, name, key, words), f"{key}: kept", output_format, quiet=quiet)


def accept(
    key: Annotated[str, typer.Argument(metavar="KEY", help="As the box names it, such as tests:src/lib.rs.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Stands in the commit's message.")],
    name: TaskOption = None,
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Let one finding pass; this is for you, and no hook lets an agent do it."""
    from ferrule.api import tasks

    _told(tasks.accept(workspace, name, key, reason), f"{key}: accepted", output_format, quiet=quiet)


def abandon(
    name: TaskArgument = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Kept with the task.")] = "",
    workspace: WorkspaceOption = HERE,
    quiet: QuietOption = False,
) -> None:
    """Give a task up; its files stay as they are. A record that somebody else changed is removed."""
    from ferrule.api import tasks

    done = tasks.abandon(workspace, name, reason)
    if not quiet:
        options.out().print(f"{done}: abandoned", highlight=False)


def hook(workspace: WorkspaceOption = HERE) -> None:
    """Answer a host that asks before it runs a command, edits a file or stops (Claude Code's hooks)."""
    from ferrule.api import tasks

    text, code = tasks.hook(sys.stdin.read(), workspace)
    if text:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    raise typer.Exit(code)


def _told(task: Task, words: str, output_format: Format, *, quiet: bool) -> None:
    from ferrule.facts.task_request import TaskReport
    from ferrule.report.task import task_object

    if output_format is Format.JSON:
        options.print_json(task_object(TaskReport(task)))
    elif not quiet:
        options.out().print(words, highlight=False, soft_wrap=True)
