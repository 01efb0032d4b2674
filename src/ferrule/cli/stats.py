"""`ferrule stats` and `ferrule stats forget`."""

from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption

app = typer.Typer(help="Show what repairs were worth.", invoke_without_command=True)


@app.callback()
def stats(
    context: typer.Context,
    workspace: WorkspaceOption = HERE,
    moves: Annotated[bool, typer.Option("--moves", help="How often each move was the answer, by error code.")] = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Show what repairs were worth: how often each move was right, here and in ferrule's development."""
    if context.invoked_subcommand is not None:
        return
    from ferrule import api
    from ferrule.report.stats import moves_object, print_moves

    found = api.moves_learned(workspace)
    if output_format is Format.JSON:
        options.print_json(moves_object(found))
    else:
        with options.reading_may_stop():
            print_moves(found, options.out())


@app.command()
def forget(context: typer.Context, workspace: WorkspaceOption = HERE, quiet: QuietOption = False) -> None:
    """Forget what the runs in this workspace taught about moves. The history of the runs stays."""
    from ferrule import api

    before = context.parent.params if context.parent else {}  # `stats --workspace PATH forget` means it too
    workspace = Path(before.get("workspace", HERE)) if workspace == HERE else workspace
    count = api.forget_moves(workspace)
    if not (quiet or before.get("quiet")):
        options.out().print(f"{count} lessons forgotten")
