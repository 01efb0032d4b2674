"""`ferrule incidents list|show|answer|reopen`."""

from pathlib import Path
from typing import Annotated

import typer

from ferrule.cli import options
from ferrule.cli.options import HERE, Format, FormatOption, QuietOption, WorkspaceOption
from ferrule.cli.output import FINDINGS, FindingsFormat, OutputOption, Result, deliver, wanted

app = typer.Typer(help="Show what waits for a decision, and decide it.", no_args_is_help=True)
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="Such as I-1a2b3c4d, or a beginning of it.")]


@app.command("list")
def list_incidents(
    workspace: WorkspaceOption = HERE,
    everything: Annotated[bool, typer.Option("--all", help="Also those that are resolved or abandoned.")] = False,
    output_format: FindingsFormat = Format.TEXT,
    output: OutputOption = None,
    quiet: QuietOption = False,
) -> None:
    """List the incidents of this workspace: those that wait for you first. Exit code 4 while one waits."""
    from ferrule import api
    from ferrule.facts.escalation import Stage
    from ferrule.report.incidents import incidents_object, print_incidents
    from ferrule.report.sheets.incidents import incidents_sheet

    forms = wanted(output_format, output, FINDINGS)
    found = api.incidents(workspace, everything=everything)
    code = 4 if any(one.stage is Stage.WAITING for one in found) else 0
    result = Result(
        exit_code=code,
        make_json=lambda: incidents_object(found),
        make_sheet=lambda: incidents_sheet(found, str(api.standing(workspace)[0]), code),
        print_text=lambda console: print_incidents(found, console),
        forms=forms,
    )
    raise typer.Exit(deliver(result))


@app.command()
def show(
    name: IdArgument,
    workspace: WorkspaceOption = HERE,
    packet: Annotated[
        bool, typer.Option("--packet", help="Only the newest packet, as Markdown for a chat or an issue.")
    ] = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Show one incident: what happened to it, what was asked, and the options."""
    from ferrule import api
    from ferrule.report.incidents import incident_object, print_incident

    told = api.incident(workspace, name)
    if output_format is Format.JSON:
        options.print_json(incident_object(told))
        return
    with options.reading_may_stop():
        if packet:
            options.out().print(told.markdown, highlight=False, soft_wrap=True, markup=False)
        else:
            print_incident(told, options.out())


@app.command()
def answer(
    name: IdArgument,
    words: Annotated[str, typer.Argument(metavar="KEY|TEXT", help="A letter, `abort`, or what should be done.")],
    workspace: WorkspaceOption = HERE,
    trust: Annotated[bool, typer.Option("--trust", help="Vouch for this workspace, this once.")] = False,
    output_format: FormatOption = Format.TEXT,
    quiet: QuietOption = False,
) -> None:
    """Answer a question: a letter applies that option, verified again and journaled; words go back to level 3.

    Exit code: 0 it is resolved or given up, 1 the option did not hold, 2 the sources have changed since, 4 it waits.
    """
    from ferrule import api
    from ferrule.cli.trust import asked
    from ferrule.report.answered import answered_object, print_answered

    talk = options.talk(quiet)
    if not trust:
        asked(workspace, talk)
    done = api.answer(
        workspace, name, words, trusted=trust, tell=lambda said: talk.print(said, highlight=False, soft_wrap=True)
    )
    if output_format is Format.JSON:
        options.print_json(answered_object(done))
    else:
        with options.reading_may_stop():
            print_answered(done, options.out())
    raise typer.Exit({"resolved": 0, "abandoned": 0, "waiting": 4}.get(done.status, 1))


@app.command()
def reopen(name: IdArgument, workspace: WorkspaceOption = HERE, quiet: QuietOption = False) -> None:
    """Let an incident begin again at level 1, with no attempt used."""
    from ferrule import api

    one = api.reopen(Path(workspace), name)
    if not quiet:
        options.out().print(f"{one.id} is open again, at level 1", highlight=False)
