"""`ferrule init`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from ferrule.facts.settings import NewSettings


def init(
    workspace: WorkspaceOption = HERE,
    force: Annotated[bool, typer.Option("--force", help="Write over a ferrule.toml that is there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the file, write nothing.")] = False,
    ci: Annotated[
        str | None, typer.Option(metavar="SERVER", help="Write a workflow for github or gitlab instead.")
    ] = None,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Write a commented ferrule.toml from what is here.

    Looks at files only and starts no program. Exit code 2 when there are settings already, or a workflow of another.
    """
    from ferrule.flow.init import init as story
    from ferrule.flow.init import plan_init
    from ferrule.report.escape import for_terminal

    if ci is not None:
        made = _workflow(workspace, ci, force, dry_run)
    else:
        made = plan_init(workspace, force=force)[1] if dry_run else story(workspace, force=force)
    if output_format is Format.JSON:
        head = {"schema": "ferrule.init/1", "path": made.path, "written": made.written}
        options.print_json({**head, "text": made.text, "notes": list(made.notes)})
        return
    with options.reading_may_stop():
        told = "wrote" if made.written else "nothing to change in"
        sys.stdout.write(made.text if dry_run else f"{told} {for_terminal(made.path)}\n")
        sys.stdout.flush()
    talk = options.talk(quiet)
    for note in made.notes:
        talk.print(for_terminal(note), highlight=False, soft_wrap=True)


def _workflow(workspace: Path, server: str, force: bool, dry_run: bool) -> "NewSettings":
    from ferrule.api.discovery import ci_file

    return ci_file(workspace, server, force=force, dry_run=dry_run)
