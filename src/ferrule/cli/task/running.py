"""`ferrule task run`."""

from typing import Annotated

import typer

from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption
from ferrule.cli.task.looking import shown
from ferrule.cli.task.working import (
    ModeOption,
    ProfileOption,
    TargetOption,
    TextArgument,
    TrustOption,
    talk_after_trust,
)
from ferrule.facts.task import Mode
from ferrule.facts.task_request import BeginRequest, RunRequest


def run(
    text: TextArgument = None,
    agent: Annotated[str, typer.Option(metavar="NAME", help="The agent definition that it gets.")] = "engineer",
    responder: Annotated[
        str, typer.Option(metavar="NAME", help="Who does the work, as your own settings call it; else by its model.")
    ] = "",
    resume: Annotated[
        str, typer.Option(metavar="ID", help="Go on with a task that an agent has begun, and waits or stopped.")
    ] = "",
    rounds: Annotated[int, typer.Option(min=1, help="How often the agent may set to work.")] = 3,
    budget: Annotated[float, typer.Option(min=1.0, metavar="SECONDS", help="For all its rounds together.")] = 3600.0,
    mode: ModeOption = Mode.DEVELOP,
    target: TargetOption = "",
    profile: ProfileOption = None,
    workspace: WorkspaceOption = HERE,
    trust: TrustOption = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Let an agent do a task in a clone and a sandbox; only a commit whose boxes all hold comes over.

    Exit code: 0 done, 1 its rounds or limits are used up, 2 wrong use, 3 something was not decided, 4 you are asked.
    """
    from ferrule.api import tasks
    from ferrule.report.progress import LiveLines, PlainLines

    talk = talk_after_trust(workspace, quiet, trust=trust)
    begun = BeginRequest(workspace, " ".join(text or ()), mode, agent, target, profile, trust)
    lines = LiveLines(talk) if talk.is_terminal and not quiet else PlainLines(talk)
    with lines.shown():
        report = tasks.run(
            RunRequest(begun, responder, resume, rounds, budget),
            lambda said: talk.print(said, highlight=False, soft_wrap=True),
            lines,
        )
    shown(report, output_format)
