"""`ferrule task status|list`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption
from ferrule.cli.output import BOXES, BoxesFormat, OutputOption, Result, Wanted, deliver, wanted
from ferrule.facts.task_request import TaskReport

if TYPE_CHECKING:
    from ferrule.facts.sheet import Sheet

TaskArgument = Annotated[
    str | None, typer.Argument(metavar="[ID]", help="Such as T-1a2b3c4d, or a beginning of it; else the open task.")
]
TaskOption = Annotated[str | None, typer.Option("--task", metavar="ID", help="Such as T-1a2b3c4d; else the open task.")]


def shown(report: TaskReport, output_format: Format) -> None:
    """Write a task to standard output, and end with its exit code."""
    from ferrule.report.task import print_task, task_object

    if output_format is Format.JSON:
        options.print_json(task_object(report))
    else:
        with options.reading_may_stop():
            print_task(report, options.out())
    raise typer.Exit(report.exit_code)


def reported(report: TaskReport, workspace: Path, forms: Wanted) -> None:
    """Write a task in all forms that were asked for, and end with its exit code."""
    from ferrule import api
    from ferrule.report.task import print_task, task_object

    def make_sheet() -> "Sheet":
        from ferrule.report.sheets.task import task_sheet

        return task_sheet(report, str(api.standing(workspace)[0]))

    result = Result(
        exit_code=report.exit_code,
        make_json=lambda: task_object(report),
        make_sheet=make_sheet,
        print_text=lambda console: print_task(report, console),
        forms=forms,
    )
    raise typer.Exit(deliver(result))


def status(
    name: TaskArgument = None,
    workspace: WorkspaceOption = HERE,
    output_format: BoxesFormat = Format.TEXT,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show a task and its boxes as they were last judged; starts no program.

    Exit code: 0 the task is over or nothing stands in its way, 1 a box failed, 3 boxes are open, 4 one asks you.
    """
    from ferrule.api import tasks

    forms = wanted(output_format, output, BOXES)
    reported(tasks.status(workspace, name), workspace, forms)


def list_tasks(
    workspace: WorkspaceOption = HERE, output_format: FormatOption = Format.TEXT, quiet: QuietOption = False
) -> None:
    """List the tasks of this working tree, the newest last. Exit code 1 when a record was changed by somebody else."""
    from ferrule.api import tasks
    from ferrule.report.task import print_tasks, tasks_object

    found, altered = tasks.listed(workspace)
    if output_format is Format.JSON:
        options.print_json(tasks_object(found, altered))
    else:
        with options.reading_may_stop():
            print_tasks(found, altered, options.out())
    raise typer.Exit(1 if altered else 0)
