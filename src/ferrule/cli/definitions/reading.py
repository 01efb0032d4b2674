"""`ferrule definitions list|show|validate`."""

from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption


def list_definitions(
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """List the skills, agents and commands that count here, and what is wrong with them; nothing is started."""
    from ferrule.api import definitions
    from ferrule.report.definitions import definitions_object, print_definitions

    found = definitions.load(workspace)
    if output_format is Format.JSON:
        options.print_json(definitions_object(found))
    else:
        with options.reading_may_stop():
            print_definitions(found, options.out())


def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as engineer, /memo, @rust-pro or $rust-expert.")],
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Show one definition: where it comes from, what it may do, what is wrong with it, and its text."""
    from ferrule.api import definitions
    from ferrule.report.definitions import definition_object, print_definition

    one = definitions.chosen(workspace, name)
    model = definitions.model_of(one)
    if output_format is Format.JSON:
        options.print_json(definition_object(one, model))
    else:
        with options.reading_may_stop():
            print_definition(one, model, options.out())


def validate(
    path: Annotated[
        Path | None, typer.Argument(metavar="[PATH]", help="A file or folder; else all of the project and the user.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    strict: Annotated[
        bool, typer.Option("--strict", help="Hold skills against the strict specification; warnings count too.")
    ] = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Say what is wrong with definitions, by file and line. Exit code 1 when something has to be mended."""
    from ferrule.api import definitions
    from ferrule.facts.finding import Level
    from ferrule.report.definitions import definitions_object, print_remarks, remarks_by_file

    found = definitions.validate(workspace, path, strict=strict)
    if output_format is Format.JSON:
        options.print_json(definitions_object(found))
    else:
        with options.reading_may_stop():
            print_remarks(found, options.out(), quiet=quiet)
    fatal = {Level.ERROR, Level.WARNING} if strict else {Level.ERROR}
    if found.unread or any(remark.level in fatal for _, remarks in remarks_by_file(found) for remark in remarks):
        raise typer.Exit(1)
