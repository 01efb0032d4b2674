"""`ferrule trust`, and the question that a terminal is asked once."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from rich.console import Console


def trust(
    workspace: WorkspaceOption = HERE,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the trust back.")] = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Let programs that this workspace names run.

    Cargo starts what `.cargo/config.toml` and `rust-toolchain.toml` name. The trust ends when one of them changes.
    """
    from ferrule import api

    if revoke:
        root, known = api.distrust(workspace)
        said = "no longer trusted" if known else "was not trusted"
    else:
        root, standing = api.trust(workspace)
        said = "trusted" if standing.files else "trusted (it has no settings that name programs)"
    if output_format is Format.JSON:
        _, standing = api.standing(workspace)
        files = [str(path) for path in standing.files]
        value = {"schema": "ferrule.trust/1", "workspace": str(root), "trusted": standing.allowed}
        options.print_json({**value, "why": standing.why, "files": files})
    else:
        options.out().print(f"{root}: {said}", highlight=False, soft_wrap=True)


def asked(start: Path, talk: "Console") -> None:
    """Ask on a terminal whether an untrusted workspace may be trusted; in a pipe, ask nothing."""
    from ferrule import api
    from ferrule.report.escape import for_terminal

    root, standing = api.standing(start)
    if standing.allowed or not (sys.stdin.isatty() and sys.stderr.isatty()) or talk.quiet:
        return
    talk.print(f"{for_terminal(str(root))}: {standing.why}. These files can name programs that Cargo starts:")
    for path in standing.files:
        talk.print(f"  {for_terminal(str(path))}", highlight=False)
    try:
        agreed = typer.confirm("Trust them as they are now?", default=False, err=True)
    except typer.Abort as stop:
        raise KeyboardInterrupt from stop
    if agreed:
        api.trust(start)
