"""`ferrule check`."""

import shlex
import sys
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.discover import AdoptOption, DiscoverOption
from ferrule.cli.discover import discover as discovered
from ferrule.cli.options import HERE, Format, QuietOption, WorkspaceOption
from ferrule.cli.output import FINDINGS, FindingsFormat, OutputOption, Result, Wanted, deliver, wanted
from ferrule.cli.verbose import is_shown
from ferrule.errors import WrongUse
from ferrule.facts.gate import CheckReport
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason
from ferrule.facts.workspace import Selection

_NEVER = ("nothing-seen", "tool-error")


def check(
    workspace: WorkspaceOption = HERE,
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="quick, standard, release or one of yours.  [default: standard]")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="GATE", help="Run only this gate; may be repeated."),
    ] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option(metavar="GATE", help="Leave this gate out; may be repeated."),
    ] = None,
    allow_skip: Annotated[
        list[str] | None,
        typer.Option(
            metavar="REASON",
            help="Accept rows left undecided for this reason, such as not-installed.",
        ),
    ] = None,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failed gate.")] = False,
    package: Annotated[
        list[str] | None,
        typer.Option("--package", "-p", metavar="NAME", help="Only this package."),
    ] = None,
    features: Annotated[
        list[str] | None,
        typer.Option("--features", "-F", help="Features, separated by commas."),
    ] = None,
    all_features: Annotated[bool, typer.Option("--all-features", help="All features, for every gate.")] = False,
    no_default_features: Annotated[bool, typer.Option("--no-default-features", help="No default features.")] = False,
    changed: Annotated[
        str | None,
        typer.Option(metavar="[REV]", help="Only members touched since REV, or since the default branch."),
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Run every gate anew.")] = False,
    explain_cache: Annotated[
        str | None, typer.Option(metavar="GATE", help="Say what changed since the gate's last verdict; run nothing.")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Compiler processes at once.")] = None,
    timeout: Annotated[
        float | None,
        typer.Option(min=0.001, metavar="SECONDS", help="Limit for each gate."),
    ] = None,
    budget: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="Limit for all gates together.")
    ] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Vouch for this workspace, this once.")] = False,
    sandbox: Annotated[
        bool,
        typer.Option("--sandbox", help="Run gates without network and home folder."),
    ] = False,
    discover: DiscoverOption = False,
    adopt: AdoptOption = None,
    output_format: FindingsFormat = Format.TEXT,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Run the gates, each with its verdict or a reason.

    Every gate of the profile has a row: passed, failed, inconclusive or skipped. `passed` means that it saw
    something. Exit code: 0 all held, 1 a gate failed, 2 wrong use, 3 something was not decided.
    """
    forms = wanted(output_format, output, FINDINGS)
    if discover or adopt is not None:
        forms.only("--discover")
        raise typer.Exit(discovered(workspace, adopt, output_format, wanted=discover))
    request = CheckRequest(
        start=workspace,
        profile=profile,
        only=tuple(only or ()),
        skip=tuple(skip or ()),
        selection=Selection(tuple(package or ()), _words(features), all_features, no_default_features),
        jobs=jobs,
        timeout_s=timeout,
        accepted=None if allow_skip is None else _reasons(allow_skip),
        fail_fast=fail_fast,
        trusted=trust,
        sandboxed=sandbox,
        use_cache=not no_cache,
        changed=changed,
        budget_s=budget,
        command=shlex.join(sys.argv[1:]),
    )
    if explain_cache is not None:
        forms.only("--explain-cache")
        raise typer.Exit(_explain(request, explain_cache, output_format, quiet))
    raise typer.Exit(_run(request, forms, quiet))


def _explain(request: CheckRequest, gate: str, output_format: Format, quiet: bool) -> int:
    from ferrule import api
    from ferrule.cli.trust import asked
    from ferrule.report.cache import cache_object, print_cache

    if not (request.trusted or request.sandboxed):
        asked(request.start, options.talk(quiet))
    found = api.explain_cache(request, gate)
    if output_format is Format.JSON:
        options.print_json(cache_object(found))
    else:
        print_cache(found, options.out())
    return 0


def _run(request: CheckRequest, forms: Wanted, quiet: bool) -> int:
    from ferrule import api
    from ferrule.cli.trust import asked
    from ferrule.report.progress import LiveLines, PlainLines

    talk = options.talk(quiet)
    if not (request.trusted or request.sandboxed):
        asked(request.start, talk)
    lines = LiveLines(talk) if talk.is_terminal and not (quiet or is_shown()) else PlainLines(talk)
    with lines.shown():
        report = api.check(request, lines)
    return deliver(_result(report, forms))


def _result(report: CheckReport, forms: Wanted) -> Result:
    from ferrule.report.check_json import check_lazily
    from ferrule.report.check_text import print_check
    from ferrule.report.sheets.check import check_sheet

    result = Result(
        exit_code=report.exit_code,
        make_json=lambda: check_lazily(report),
        make_sheet=lambda: check_sheet(report),
        print_text=lambda console: print_check(report, console, result.sheet),
        forms=forms,
    )
    return result


def _words(features: list[str] | None) -> tuple[str, ...]:
    return tuple(name for given in features or [] for name in given.replace(",", " ").split())


def _reasons(given: list[str]) -> frozenset[Reason]:
    known = [reason.value for reason in Reason if reason.value not in _NEVER]
    for name in given:
        if name in _NEVER:
            raise WrongUse(f"--allow-skip {name}: a gate that {_WHY[name]} cannot be waved through")
        if name not in known:
            raise WrongUse(f"--allow-skip: no reason {name!r}; known: {', '.join(known)}")
    return frozenset(Reason(name) for name in given)


_WHY = {"nothing-seen": "saw nothing", "tool-error": "broke down"}
