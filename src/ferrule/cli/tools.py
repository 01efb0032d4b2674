"""`ferrule tools list`, `install`, `update` and `uninstall`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from collections.abc import Callable

    from ferrule.facts.tools import Deeds, Heard, ToolRequest

app = typer.Typer(help="List the tools that gates need, and bring what is missing.", no_args_is_help=True)

NamesArgument = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", show_default=False)]
WheelsOption = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", exists=True, file_okay=False, resolve_path=True, help="Wheels are taken from here."),
]
NoNetworkOption = Annotated[bool, typer.Option("--no-network", help="Only what is in FOLDER or in Cargo's cache.")]
BuildOption = Annotated[bool, typer.Option("--build", help="Build with cargo, though there is a prebuilt file.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what, from where, size and checksum; do nothing.")]


@app.command("list")
def list_tools(
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Show what each gate needs, what is there, and how to get the rest.

    Programs on PATH come first, then Python packages beside ferrule, Cargo's folder, ferrule's own. Exit code 0.
    """
    from ferrule.api.tools import tools
    from ferrule.report.tools import inventory_object, print_inventory

    inventory = tools(workspace)
    if output_format is Format.JSON:
        options.print_json(inventory_object(inventory))
        return
    with options.reading_may_stop():
        print_inventory(inventory, options.out())


@app.command()
def install(
    names: NamesArgument = None,
    profile: Annotated[str | None, typer.Option(metavar="NAME", help="What the gates of this profile need.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="What any gate needs.")] = False,
    wheels: WheelsOption = None,
    no_network: NoNetworkOption = False,
    build: BuildOption = False,
    force: Annotated[
        bool, typer.Option("--force", help="The pinned version, whatever is there; it is then used.")
    ] = False,
    dry_run: DryRunOption = False,
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Bring what is missing or too old, into ferrule's own folder.

    Without names: what the workspace's profile lacks (`standard` unless its settings name another one). Prebuilt where
    there is a file for this machine, else built by cargo; versions and checksums are pinned. Exit code 3 when something
    could not be brought.
    """
    from ferrule.api.tools import install as story
    from ferrule.errors import WrongUse
    from ferrule.facts.tools import ToolRequest

    if sum(map(bool, (names, profile, everything))) > 1:
        raise WrongUse("names, --profile and --all exclude each other")
    network = not no_network
    what = (tuple(names or ()), profile, everything)
    _shown(story, ToolRequest(workspace, *what, wheels, network, build, force, dry_run), output_format, quiet)


@app.command()
def update(
    names: NamesArgument = None,
    wheels: WheelsOption = None,
    no_network: NoNetworkOption = False,
    build: BuildOption = False,
    dry_run: DryRunOption = False,
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Bring the versions that this ferrule pins, of what it brought earlier.

    Newer pins come with a newer ferrule. Old versions are removed unless they run. Exit code 3 when something failed.
    """
    from ferrule.api.tools import update as story
    from ferrule.facts.tools import ToolRequest

    request = ToolRequest(
        workspace, tuple(names or ()), wheels=wheels, network=not no_network, build=build, dry_run=dry_run
    )
    _shown(story, request, output_format, quiet)


@app.command()
def uninstall(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; remove nothing.")] = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Remove tools that ferrule brought; what others brought stays."""
    from ferrule.api.tools import uninstall as story
    from ferrule.facts.tools import ToolRequest

    _shown(story, ToolRequest(HERE, tuple(names), dry_run=dry_run), output_format, quiet)


def _shown(
    story: "Callable[[ToolRequest, Callable[[Heard], None]], Deeds]",
    request: "ToolRequest",
    output_format: Format,
    quiet: bool,
) -> None:
    from ferrule.report.tools import deeds_object, print_deeds
    from ferrule.report.tools_talk import ToolLines

    lines = ToolLines(options.talk(quiet))
    with lines.shown():
        deeds = story(request, lines)
    if output_format is Format.JSON:
        options.print_json(deeds_object(deeds))
    else:
        with options.reading_may_stop():
            print_deeds(deeds, options.out())
    raise typer.Exit(deeds.exit_code)
