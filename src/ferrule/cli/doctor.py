"""`ferrule doctor`."""

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption


def doctor(
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Show what is installed, and how to get the rest.

    Toolchain, tools with version and origin, sandbox, trust, target folder. Exit code 3 when something is missing
    that the standard ladder requires.
    """
    from ferrule import api
    from ferrule.report.doctor import diagnosis_object, print_diagnosis

    diagnosis = api.doctor(workspace)
    if output_format is Format.JSON:
        options.print_json(diagnosis_object(diagnosis))
    else:
        print_diagnosis(diagnosis, options.out())
    raise typer.Exit(diagnosis.exit_code)
