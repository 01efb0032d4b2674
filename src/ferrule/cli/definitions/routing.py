"""`ferrule definitions route|evals`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption
from ferrule.errors import WrongUse

_ASKS = 4


def route(
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="What is to be done, in the user's own words; `-` is stdin.")
    ] = None,
    context: Annotated[
        list[Path] | None,
        typer.Option("--context", metavar="FILE", help="A file that belongs to the task; it can name nothing."),
    ] = None,
    turns: Annotated[
        Path | None,
        typer.Option(
            "--turns", metavar="FILE", help="A talk as JSON: [{author, text}]; user, file, tool, agent, model."
        ),
    ] = None,
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Say which skill owns a task, and why. Exit code 4 when the user has to say more first."""
    from ferrule.api import definitions
    from ferrule.facts.routing import Author, Turn
    from ferrule.report.route import print_route, route_object

    said = definitions.read_turns(_read(turns), str(turns)) if turns is not None else ()
    said += tuple(Turn(Author.FILE, _read(file)) for file in context or ())
    if text is not None:
        said += (Turn(Author.USER, sys.stdin.read() if text == "-" else text),)
    found = definitions.route(workspace, said)
    if output_format is Format.JSON:
        options.print_json(route_object(found))
    else:
        with options.reading_may_stop():
            print_route(found, options.out())
    if found.asks:
        raise typer.Exit(_ASKS)


def evals(
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Run the trigger cases of all skills, and show where each was routed. Exit code 1 when one went wrong."""
    from ferrule.api import definitions
    from ferrule.report.evals import evals_object, print_evals

    found = definitions.evals(workspace)
    if output_format is Format.JSON:
        options.print_json(evals_object(found))
    else:
        with options.reading_may_stop():
            print_evals(found, options.out())
    if found.failures or found.remarks:
        raise typer.Exit(1)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as refusal:
        raise WrongUse(f"{file}: {refusal}") from refusal
