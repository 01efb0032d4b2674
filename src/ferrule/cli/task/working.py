"""`ferrule task begin|finish`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption
from ferrule.cli.output import BOXES, BoxesFormat, OutputOption, wanted
from ferrule.cli.task.looking import TaskArgument, reported, shown
from ferrule.facts.task import Mode
from ferrule.facts.task_request import BeginRequest, FinishRequest

if TYPE_CHECKING:
    from rich.console import Console

TextArgument = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...", help="What is to be done.")]
ModeOption = Annotated[Mode, typer.Option("--mode", help="What it is for.")]
TargetOption = Annotated[
    str, typer.Option("--target", metavar="'TIME COMMAND'", help="A time to be reached, as in '120us cargo bench'.")
]
ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="Of the ladder that will judge it.  [default: standard]"),
]
TrustOption = Annotated[bool, typer.Option("--trust", help="Vouch for this workspace, this once.")]


def begin(
    text: TextArgument = None,
    mode: ModeOption = Mode.DEVELOP,
    agent: Annotated[str, typer.Option(metavar="NAME", help="The agent whose rules count, such as engineer.")] = "",
    target: TargetOption = "",
    profile: ProfileOption = None,
    workspace: WorkspaceOption = HERE,
    trust: TrustOption = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Begin a task: fix its gates, look at the tree, write the memo. Without TEXT: go on where a memo waits.

    Exit code: 0 work may begin, 1 the memo could not be written, 2 wrong use, 4 you are asked something.
    """
    from ferrule.api import tasks
    from ferrule.report.task import print_instructions

    talk = talk_after_trust(workspace, quiet, trust=trust)
    request = BeginRequest(workspace, " ".join(text or ()), mode, agent, target, profile, trust)
    report = tasks.begin(request, lambda said: talk.print(said, highlight=False, soft_wrap=True))
    if output_format is Format.TEXT and report.instructions:
        print_instructions(report.instructions, talk)
    shown(report, output_format)


def finish(
    name: TaskArgument = None,
    message: Annotated[
        str, typer.Option("--message", "-m", metavar="TEXT", help="Of the commit; else made from the task's text.")
    ] = "",
    findings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Of a review: `group: path:line: words`, one a line.")
    ] = None,
    workspace: WorkspaceOption = HERE,
    trust: TrustOption = False,
    output_format: BoxesFormat = Format.TEXT,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """Judge the work anew, lint it, climb the ladder, and commit it when every box holds. Never pushes.

    Exit code: 0 done, 1 a box failed, 2 wrong use, 3 something was not decided, 4 you are asked something.
    """
    from ferrule.api import tasks
    from ferrule.report.progress import LiveLines, PlainLines

    forms = wanted(output_format, output, BOXES)
    talk = talk_after_trust(workspace, quiet, trust=trust)
    request = FinishRequest(workspace, name, message, findings, trusted=trust)
    lines = LiveLines(talk) if talk.is_terminal and not quiet else PlainLines(talk)
    with lines.shown():
        report = tasks.finish(request, lambda said: talk.print(said, highlight=False, soft_wrap=True), lines)
    reported(report, workspace, forms)


def talk_after_trust(workspace: Path, quiet: bool, *, trust: bool) -> "Console":
    """Give the console for talk, after the question whether the workspace is trusted."""
    from ferrule.cli.trust import asked

    talk = options.talk(quiet)
    if not trust:
        asked(workspace, talk)
    return talk
