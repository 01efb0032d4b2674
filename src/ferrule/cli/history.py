"""`ferrule history` and `ferrule history show RUN`."""

from pathlib import Path
from typing import Annotated, Final

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption
from ferrule.errors import WrongUse

_LISTED: Final = 20
_CHARTED: Final = 200

app = typer.Typer(help="List the runs in this workspace.", invoke_without_command=True)


@app.callback()
def history(
    context: typer.Context,
    workspace: WorkspaceOption = HERE,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, help="How many runs.  [default: 20; 200 in a chart]")
    ] = None,
    chart: Annotated[
        bool, typer.Option("--chart", help="How long runs took, and what they decided, over time.")
    ] = False,
    gate: Annotated[str, typer.Option(metavar="GATE", help="With --chart: this gate alone.", show_default=False)] = "",
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """List checks, repairs and undos in this workspace, newest first. Starts no program."""
    if context.invoked_subcommand is not None:
        return
    if gate and not chart:
        raise WrongUse("--gate goes with --chart")
    if chart:
        _chart(workspace, gate, limit or _CHARTED, output_format)
        return
    from ferrule import api
    from ferrule.report.history import history_object, print_history

    runs = api.history(workspace, limit or _LISTED)
    if output_format is Format.JSON:
        options.print_json(history_object(runs))
    else:
        with options.reading_may_stop():
            print_history(runs, options.out())


def _chart(workspace: Path, gate: str, limit: int, output_format: Format) -> None:
    from ferrule import api

    found = api.history_chart(workspace, gate, limit)
    if output_format is Format.JSON:
        from ferrule.report.chart_json import chart_object

        options.print_json(chart_object(found))
    else:
        from ferrule.report.chart import print_chart

        with options.reading_may_stop():
            print_chart(found, options.out())


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
