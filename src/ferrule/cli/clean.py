"""`ferrule clean`."""

from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption


def clean(
    workspace: WorkspaceOption = HERE,
    keep: Annotated[int, typer.Option(min=0, metavar="N", help="Newest runs to keep.")] = 20,
    everything: Annotated[bool, typer.Option("--all", help="The whole state folder, history included.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Remove old runs and their logs.

    Also scratch folders that killed runs left behind, the target folder of sandboxed gates, and what `undo` needs for
    repairs of more than 30 days ago. Only ferrule's own state: sources and target stay.
    """
    from ferrule import api
    from ferrule.report.cleaning import cleaned_object, print_cleaned

    cleaned = api.plan_clean(workspace, None if everything else keep)
    if not dry_run:
        cleaned = api.clean(workspace, None if everything else keep)
    if output_format is Format.JSON:
        options.print_json(cleaned_object(cleaned, planned=dry_run))
    else:
        print_cleaned(cleaned, options.out(), planned=dry_run)
