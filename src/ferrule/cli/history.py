"""`ferrule history` and `ferrule history show RUN`."""

from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption

app = typer.Typer(help="List the runs in this workspace.", invoke_without_command=True)


@app.callback()
def history(
    context: typer.Context,
    workspace: WorkspaceOption = HERE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many runs.")] = 20,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """List checks, repairs and undos in this workspace, newest first. Starts no program."""
    if context.invoked_subcommand is not None:
        return
    from ferrule import api
    from ferrule.report.history import history_object, print_history

    runs = api.history(workspace, limit)
    if output_format is Format.JSON:
        options.print_json(history_object(runs))
    else:
        with options.reading_may_stop():
            print_history(runs, options.out())


@app.command()
def show(
    context: typer.Context,
    run: Annotated[str, typer.Argument(metavar="RUN", help="A run's id, a beginning of it, or `last`.")] = "last",
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Show the report of one run as it was. Exits with 0, whatever the run's verdict was."""
    from ferrule import api
    from ferrule.report.history_run import print_run, run_object

    before = context.parent.params if context.parent else {}  # `history --workspace PATH show` means it too
    workspace = Path(before.get("workspace", HERE)) if workspace == HERE else workspace
    output_format = Format(before.get("output_format", output_format)) if output_format is Format.TEXT else Format.JSON
    stored = api.stored_run(workspace, run)
    if output_format is Format.JSON:
        options.print_json(run_object(stored))
    else:
        with options.reading_may_stop():
            print_run(stored, options.out())
