"""`ferrule definitions export|install`."""

from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption
from ferrule.errors import WrongUse
from ferrule.facts.install import InstallTarget


def export(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of a skill.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="The skill gets a folder of its name in here.")
    ] = HERE,
    workspace: WorkspaceOption = HERE,
    quiet: QuietOption = False,
) -> None:
    """Write a skill in the strict Agent Skills form, which every host reads; keys of other hosts become metadata."""
    from ferrule.api import definitions
    from ferrule.report.escape import as_name
    from ferrule.report.install import print_export

    files, remarks = definitions.export(workspace, name, output)
    if not quiet:
        print_export(remarks, options.talk(quiet))
    with options.reading_may_stop():
        for file in files:
            options.out().print(as_name(str(file)), highlight=False, soft_wrap=True)


def install(
    target: Annotated[InstallTarget, typer.Option("--target", help="Whose folders.")],
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Only these; else all that ferrule brings.")
    ] = None,
    root: Annotated[
        Path | None, typer.Option("--root", metavar="FOLDER", help="Below which they go, such as your home folder.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be written.")] = False,
    uninstall: Annotated[bool, typer.Option("--uninstall", help="Remove what was installed and not changed.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what others wrote or changed, too.")] = False,
    workspace: WorkspaceOption = HERE,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Put definitions where another host finds them. Exit code 1 when a file stayed because somebody changed it."""
    from ferrule.api import definitions
    from ferrule.report.install import done_object, plan_object, print_done, print_plan

    place = root if root is not None else workspace
    if not place.is_dir():
        raise WrongUse(f"{place}: there is no such folder")
    if uninstall and (dry_run or names or force):
        raise WrongUse("--uninstall takes neither names nor --dry-run nor --force: it removes what one target has")
    if dry_run:
        planned = definitions.plan_install(workspace, target, place, tuple(names or ()))
        if output_format is Format.JSON:
            options.print_json(plan_object(planned))
        else:
            with options.reading_may_stop():
                print_plan(planned, options.out())
        return
    due = None if uninstall else definitions.plan_install(workspace, target, place, tuple(names or ()))
    done = definitions.uninstall(target, place) if due is None else definitions.install(due, force=force)
    if output_format is Format.JSON:
        options.print_json(done_object(done))
    else:
        with options.reading_may_stop():
            print_done(done, () if due is None else due.remarks, options.out())
    if any(not one.is_shared for one in done.kept):
        raise typer.Exit(1)
