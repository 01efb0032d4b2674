"""`ferrule config show` and `ferrule config schema`."""

from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption

app = typer.Typer(help="Show the settings in force, or their schema.", no_args_is_help=True)


@app.command()
def show(
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Show every setting with where it came from. Starts no program.

    Flags win over the environment, that over ferrule.toml (or the metadata in Cargo.toml), that over the default.
    """
    from ferrule.facts.settings import Flags
    from ferrule.flow.settings import resolved
    from ferrule.report.settings import config_object, print_config
    from ferrule.workspace.find import find_root

    root = find_root(workspace)
    found = resolved(root, Flags())
    if output_format is Format.JSON:
        options.print_json(config_object(root, found))
    else:
        with options.reading_may_stop():
            print_config(root, found, options.out())


@app.command()
def schema(
    user: Annotated[bool, typer.Option("--user", help="Of your own settings, which no workspace can change.")] = False,
) -> None:
    """Print the JSON Schema of ferrule.toml, for editors."""
    from ferrule.config.form import schema as of_workspace
    from ferrule.config.user_form import user_schema

    options.print_json(user_schema() if user else of_workspace())
