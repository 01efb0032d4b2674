"""`ferrule undo`."""

from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption


def undo(
    run: Annotated[
        str | None, typer.Argument(metavar="[RUN]", help="The run to take back; the newest one by default.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Take back the edits of a repair, to the byte.

    Refuses, and touches nothing, when one of the files has changed since. Call it again for the run before.
    """
    from ferrule import api

    talk = options.talk(quiet)
    run_id, files = api.undo(workspace, run, lambda words: talk.print(words, highlight=False, soft_wrap=True))
    names = [str(path) for path in files]
    if output_format is Format.JSON:
        options.print_json({"schema": "ferrule.undo/1", "run_id": run_id, "files": names})
    else:
        options.out().print(f"run {run_id} is taken back: {', '.join(names)}", highlight=False, soft_wrap=True)
