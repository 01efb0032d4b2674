"""`ferrule watch`."""

import shlex
import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, QuietOption, WorkspaceOption
from ferrule.cli.verbose import is_shown
from ferrule.errors import ToolMissing
from ferrule.facts.request import CheckRequest
from ferrule.facts.watch import WatchRequest
from ferrule.facts.workspace import Selection

_PACKAGES = ("textual", "watchfiles")


class ScreenMissing(ToolMissing):
    """The packages behind the watch are not installed."""

    hint = "Run `pip install 'ferrule[tui]'`."


def watch(
    workspace: WorkspaceOption = HERE,
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="quick, standard, release or one of yours.  [default: standard]")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(metavar="GATE", help="Run only this gate; may be repeated.")] = None,
    skip: Annotated[
        list[str] | None, typer.Option(metavar="GATE", help="Leave this gate out; may be repeated.")
    ] = None,
    package: Annotated[
        list[str] | None, typer.Option("--package", "-p", metavar="NAME", help="Only this package.")
    ] = None,
    features: Annotated[
        list[str] | None, typer.Option("--features", "-F", help="Features, separated by commas.")
    ] = None,
    all_features: Annotated[bool, typer.Option("--all-features", help="All features, for every gate.")] = False,
    no_default_features: Annotated[bool, typer.Option("--no-default-features", help="No default features.")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Compiler processes at once.")] = None,
    timeout: Annotated[float | None, typer.Option(min=0.001, metavar="SECONDS", help="Limit for each gate.")] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Vouch for this workspace, this once.")] = False,
    sandbox: Annotated[bool, typer.Option("--sandbox", help="Run gates without network and home folder.")] = False,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look at the files now and then, for file systems without events.")
    ] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Lines and no screen, as in a pipe or with -v.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Stay open, and run what each save concerns, quick gates first.

    Keys: f repairs, e opens the editor at a finding, a answers an incident, / filters, r runs again, ? shows all.
    In a pipe, lines are written. Exit code: on `q` that of the newest verdict, 130 on Ctrl-C.
    """
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise ScreenMissing(f"`ferrule watch` needs the packages of the extra `tui`: {', '.join(missing)}")
    names = tuple(name for given in features or [] for name in given.replace(",", " ").split())
    request = CheckRequest(
        start=workspace,
        profile=profile,
        only=tuple(only or ()),
        skip=tuple(skip or ()),
        selection=Selection(tuple(package or ()), names, all_features, no_default_features),
        jobs=jobs,
        timeout_s=timeout,
        trusted=trust,
        sandboxed=sandbox,
        command=shlex.join(sys.argv[1:]),
    )
    raise typer.Exit(_run(WatchRequest(request, poll), plain=plain, quiet=quiet))


def _run(request: WatchRequest, *, plain: bool, quiet: bool) -> int:
    from ferrule.cli.trust import asked

    if not (request.check.trusted or request.check.sandboxed):
        asked(request.check.start, options.talk(quiet))
    if plain or is_shown() or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from ferrule.cli.watch.plain import follow

        return follow(request, options.out())
    return _on_screen(request)


def _on_screen(request: WatchRequest) -> int:
    from ferrule.cli.watch.app import BUG, Watch

    app = Watch(request)
    try:
        code = app.run()
    finally:
        app.end()
    if app.trace:
        sys.stderr.write(app.trace)
    return BUG if code is None else code
