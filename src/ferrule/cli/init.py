"""`ferrule init`."""

import sys
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption


def init(
    workspace: WorkspaceOption = HERE,
    force: Annotated[bool, typer.Option("--force", help="Write over a ferrule.toml that is there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the file, write nothing.")] = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Write a commented ferrule.toml from what is here.

    Looks at files only and starts no program. Exit code 2 when there are settings already.
    """
    from ferrule.flow.init import init as story
    from ferrule.flow.init import plan_init
    from ferrule.report.escape import for_terminal

    made = plan_init(workspace, force=force)[1] if dry_run else story(workspace, force=force)
    if output_format is Format.JSON:
        head = {"schema": "ferrule.init/1", "path": made.path, "written": made.written}
        options.print_json({**head, "text": made.text, "notes": list(made.notes)})
        return
    with options.reading_may_stop():
        sys.stdout.write(made.text if dry_run else f"wrote {for_terminal(made.path)}\n")
        sys.stdout.flush()
    talk = options.talk(quiet)
    for note in made.notes:
        talk.print(for_terminal(note), highlight=False, soft_wrap=True)
