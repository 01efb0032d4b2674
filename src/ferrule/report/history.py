"""The list of runs, for people and for machines."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.gate import Verdict
from ferrule.facts.run import Run
from ferrule.report.escape import on_one_line

_STYLE = {Verdict.PASSED: "green", Verdict.FAILED: "bold red", Verdict.INCONCLUSIVE: "yellow"}


def history_object(runs: tuple[Run, ...]) -> dict[str, object]:
    """Give the list as `ferrule.history/1`."""
    return {"schema": "ferrule.history/1", "runs": [_run(run) for run in runs]}


def print_history(runs: tuple[Run, ...], console: Console) -> None:
    """Print a row for each run, newest first."""
    if not runs:
        console.print("no runs yet: `ferrule check` makes the first", highlight=False)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("run", "when", "verdict"):
        table.add_column(name, no_wrap=True, header_style="dim")
    table.add_column("time", justify="right", no_wrap=True, header_style="dim")
    table.add_column("command", header_style="dim", overflow="fold")
    for run in runs:
        when = run.started.astimezone().strftime("%Y-%m-%d %H:%M")
        words = f"ferrule {on_one_line(run.command, 200)}"
        style = _STYLE[run.verdict]
        table.add_row(run.id, when, Text(run.verdict.value, style), f"{run.seconds:.1f} s", words)
    console.print(table, highlight=False)


def _run(run: Run) -> dict[str, object]:
    return {
        "id": run.id,
        "command": run.command,
        "started": run.started.isoformat(timespec="seconds"),
        "seconds": round(run.seconds, 3),
        "profile": run.profile,
        "verdict": run.verdict.value,
        "exit_code": run.exit_code,
        "version": run.version,
    }
