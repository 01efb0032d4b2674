"""`ferrule definitions list|show|validate|route|evals|export|install`."""

import typer

from ferrule.cli.definitions.hosts import export, install
from ferrule.cli.definitions.reading import list_definitions, show, validate
from ferrule.cli.definitions.routing import evals, route

app = typer.Typer(help="Load, validate and route skills, agents and commands.", no_args_is_help=True)
app.command("list")(list_definitions)
for command in (show, validate, route, evals, export, install):
    app.command()(command)
