"""`ferrule demo`."""

from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import Format, FormatOption, QuietOption


def demo(
    workspace: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Where to copy the workspace: a new folder.", show_default="one of ours"),
    ] = None,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Show a repair and the ladder on a workspace that comes along.

    It is climbed as shipped; errors are planted; `ferrule fix` repairs them and says what it leaves and why; then it
    is climbed again, with faults that compile. Exit code 0 when each step ended as it should.
    """
    from ferrule import api
    from ferrule.report.demo import demo_object, print_step, print_totals
    from ferrule.report.progress import PlainLines

    steps = []
    talk = options.talk(quiet)
    for step in api.demo(workspace, PlainLines(talk)):
        steps.append(step)
        if output_format is Format.TEXT:
            print_step(step, options.out())
    if output_format is Format.JSON:
        options.print_json(demo_object(tuple(steps)))
    else:
        print_totals(tuple(steps), options.out())
    raise typer.Exit(0 if all(step.as_expected for step in steps) else 1)
