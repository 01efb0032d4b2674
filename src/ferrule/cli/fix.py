"""`ferrule fix`."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.deadline import deadline_of
from ferrule.cli.options import HERE, Format, QuietOption, WorkspaceOption
from ferrule.cli.output import FINDINGS, FindingsFormat, OutputOption, Result, Wanted, deliver, wanted
from ferrule.cli.target import targets_of
from ferrule.errors import WrongUse
from ferrule.facts.failing import Looking
from ferrule.facts.fix import FixRequest, Testing
from ferrule.facts.workspace import Selection


def fix(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Only errors in these files.", show_default=False)
    ] = None,
    workspace: WorkspaceOption = HERE,
    package: Annotated[
        list[str] | None, typer.Option("--package", "-p", metavar="NAME", help="Only errors in this package.")
    ] = None,
    error: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only errors of this code, or this lint.")
    ] = None,
    features: Annotated[
        list[str] | None, typer.Option("--features", "-F", metavar="NAMES", help="Features, separated by commas.")
    ] = None,
    all_features: Annotated[bool, typer.Option("--all-features", help="All features.")] = False,
    no_default_features: Annotated[bool, typer.Option("--no-default-features", help="No default features.")] = False,
    warnings: Annotated[
        bool, typer.Option("--warnings", help="Also the warnings that the tools have a sure edit for.")
    ] = False,
    tests: Annotated[Testing | None, typer.Option(help="Which tests judge the repair.  [default: affected]")] = None,
    test_timeout: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="Limit for the tests.  [default: 120]")
    ] = None,
    failing_tests: Annotated[
        bool, typer.Option("--failing-tests", help="Edit nothing: tell of failing tests what is known.")
    ] = False,
    reruns: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Of a failing test, alone.  [default: 3]")
    ] = None,
    back: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Commits to look back for a good one.  [default: 16]")
    ] = None,
    most: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Failing tests to look at.  [default: 20]")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the edits, write nothing.")] = False,
    max_level: Annotated[
        int | None,
        typer.Option(
            min=1, max=4, metavar="N", help="Highest level to ask; 4 is you.  [default: 4; 3 where CI is set]"
        ),
    ] = None,
    deadline: Annotated[
        str | None, typer.Option(metavar="TIME", help="Skip levels that do not end by then: 20m, or 18:30.")
    ] = None,
    attempts: Annotated[
        int | None, typer.Option(min=1, max=2, metavar="N", help="For each error, at most.  [default: 2]")
    ] = None,
    budget: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="For the search, at most.  [default: 300]")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Compiler processes at once.")] = None,
    target: Annotated[
        list[str] | None,
        typer.Option(metavar="'TIME COMMAND'", help="A time to reach: '120us cargo bench --bench parse'."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also what the codes mean, and what else was tried.")
    ] = False,
    trust: Annotated[bool, typer.Option("--trust", help="Vouch for this workspace, this once.")] = False,
    output_format: FindingsFormat = Format.TEXT,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make a workspace compile again, or leave it as it was.

    What the compiler suggests, of any applicability, is tried away from your tree and judged by the compiler, a guard
    and the tests; only then the files are changed, in one step. What is left goes up a level, in the end to you:
    `ferrule incidents`. `ferrule undo` takes all of it back. Exit code: 0 nothing is left, 1 errors are left, tests
    fail or a time is missed, 3 a time could not be measured, 4 a decision waits for you.
    """
    forms = wanted(output_format, output, FINDINGS)
    edits: dict[str, object] = {
        "FILE": files,
        "--error": error,
        "--warnings": warnings,
        "--tests": tests,
        "--dry-run": dry_run,
    }
    edits |= {"--attempts": attempts, "--explain": explain, "--target": target}
    looks = {"--reruns": reruns, "--back": back, "--most": most}
    failing = _looking(failing_tests, edits, looks)
    names = tuple(name for given in features or [] for name in given.replace(",", " ").split())
    request = FixRequest(
        start=workspace,
        files=tuple(files or ()),
        codes=tuple(error or ()),
        selection=Selection(tuple(package or ()), names, all_features, no_default_features),
        warnings=warnings,
        dry_run=dry_run,
        tests=tests or Testing.AFFECTED,
        test_timeout_s=test_timeout,
        max_level=max_level,
        deadline=deadline_of(deadline) if deadline else None,
        attempts=attempts,
        budget_s=budget,
        jobs=jobs,
        explain=explain,
        failing=failing,
        targets=targets_of(target),
        trusted=trust,
        command=shlex.join(sys.argv[1:]),
    )
    raise typer.Exit(_run(request, forms, quiet))


def _looking(wanted: bool, edits: dict[str, object], looks: dict[str, int | None]) -> Looking | None:
    """Give how failing tests are looked at; None where a repair is wanted. The words of the other are wrong use."""
    given = {name for name, value in (edits if wanted else looks).items() if value is not None and value is not False}
    if given and wanted:
        raise WrongUse(f"--failing-tests repairs nothing, so this does not go with it: {', '.join(sorted(given))}")
    if given:
        raise WrongUse(f"only with --failing-tests: {', '.join(sorted(given))}")
    return Looking(**{name[2:]: value for name, value in looks.items() if value is not None}) if wanted else None


def _run(request: FixRequest, forms: Wanted, quiet: bool) -> int:
    from ferrule import api
    from ferrule.cli.trust import asked
    from ferrule.report.fix_json import fix_object
    from ferrule.report.fix_text import print_fix
    from ferrule.report.sheets.fix import fix_sheet

    talk = options.talk(quiet)
    if not request.trusted:
        asked(request.start, talk)
    report = api.fix(request, lambda words: talk.print(words, highlight=False, soft_wrap=True))
    return deliver(
        Result(
            exit_code=report.exit_code,
            make_json=lambda: fix_object(report),
            make_sheet=lambda: fix_sheet(report),
            print_text=lambda console: print_fix(report, console, explained=request.explain),
            forms=forms,
        )
    )
