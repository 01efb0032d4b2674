"""`ferrule stats` and `ferrule stats forget|export|import`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, QuietOption, WorkspaceOption
from ferrule.cli.output import COUNTS, CountsFormat, OutputOption, Result, Wanted, deliver, wanted
from ferrule.errors import WrongUse

if TYPE_CHECKING:
    from rich.console import Console

app = typer.Typer(help="Show what repairs and escalations were worth.", invoke_without_command=True)


@app.callback()
def stats(
    context: typer.Context,
    workspace: WorkspaceOption = HERE,
    moves: Annotated[bool, typer.Option("--moves", help="How often each move was the answer, by error code.")] = False,
    output_format: CountsFormat = Format.TEXT,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show how many incidents each level resolved, against its target; with --moves how often each move was right."""
    if context.invoked_subcommand is not None:
        if moves or output or output_format is not Format.TEXT:
            raise WrongUse(f"--moves, --format and --output are not for `stats {context.invoked_subcommand}`")
        return
    forms = wanted(output_format, output, COUNTS)
    if moves:
        forms.only("--moves")
    raise typer.Exit(deliver(_result(workspace, forms, moves=moves)))


def _result(workspace: Path, forms: Wanted, *, moves: bool) -> Result:
    from ferrule import api
    from ferrule.report.funnel import funnel_object, print_funnel
    from ferrule.report.sheets.stats import stats_sheet
    from ferrule.report.stats import moves_object, print_moves

    def text(console: "Console") -> None:
        if moves:
            print_moves(api.moves_learned(workspace), console)
        else:
            print_funnel(api.funnel(workspace), console)

    return Result(
        exit_code=0,
        make_json=lambda: {**moves_object(api.moves_learned(workspace)), **funnel_object(api.funnel(workspace))},
        make_sheet=lambda: stats_sheet(api.funnel(workspace), str(api.standing(workspace)[0])),
        print_text=text,
        forms=forms,
    )


@app.command()
def forget(
    context: typer.Context,
    workspace: WorkspaceOption = HERE,
    incident: Annotated[
        str | None, typer.Option("--incident", metavar="ID", help="Only what worked for this incident.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Forget what the runs in this workspace taught: of moves, and what worked for incidents. The history stays."""
    from ferrule import api

    workspace, quiet = _meant(context, workspace, quiet)
    count = api.forget_resolutions(workspace, incident) + (0 if incident else api.forget_moves(workspace))
    if not quiet:
        options.out().print(f"{count} lessons forgotten")


@app.command("export")
def export_lessons(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; `-` is the standard output.")],
    workspace: WorkspaceOption = HERE,
    quiet: QuietOption = False,
) -> None:
    """Write what worked for incidents as JSON, for other workspaces of a team."""
    from ferrule import api

    workspace, quiet = _meant(context, workspace, quiet)
    text = api.export_lessons(workspace)
    if str(file) == "-":
        options.out().print(text, highlight=False, soft_wrap=True, markup=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as refusal:
        raise WrongUse(f"{file}: {refusal.strerror or refusal}") from refusal
    if not quiet:
        options.out().print(f"written to {file}", highlight=False)


@app.command("import")
def import_lessons(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="As `export` wrote it; `-` is the standard input.")],
    workspace: WorkspaceOption = HERE,
    quiet: QuietOption = False,
) -> None:
    """Take in what worked elsewhere; the same file twice counts once."""
    from ferrule import api

    workspace, quiet = _meant(context, workspace, quiet)
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as refusal:
        raise WrongUse(f"{file}: {refusal}") from refusal
    count = api.import_lessons(workspace, text, str(file))
    if not quiet:
        options.out().print(f"{count} lessons taken in")


def _meant(context: typer.Context, workspace: Path, quiet: bool) -> tuple[Path, bool]:
    """Give the workspace and the quiet of both commands: `stats --workspace PATH forget` means it too."""
    before = context.parent.params if context.parent else {}
    return (Path(before.get("workspace", HERE)) if workspace == HERE else workspace), quiet or bool(before.get("quiet"))
