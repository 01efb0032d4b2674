"""The list of runs, for people and for machines."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.fix import FixVerdict
from ferrule.facts.gate import Verdict
from ferrule.facts.run import Run, UndoVerdict
from ferrule.report.escape import on_one_line

_STYLE: dict[Verdict | FixVerdict | UndoVerdict, str] = {
    Verdict.PASSED: "green",
    Verdict.FAILED: "bold red",
    Verdict.INCONCLUSIVE: "yellow",
    FixVerdict.CLEAN: "green",
    FixVerdict.FIXED: "green",
    FixVerdict.PARTLY_FIXED: "yellow",
    FixVerdict.UNFIXED: "bold red",
    FixVerdict.WAITING: "yellow",
    UndoVerdict.UNDONE: "dim",
}


def history_object(runs: tuple[Run, ...]) -> dict[str, object]:
    """Give the list as `ferrule.history/1`."""
    return {"schema": "ferrule.history/1", "runs": [run_row(run) for run in runs]}


def print_history(runs: tuple[Run, ...], console: Console) -> None:
    """Print a row for each run, newest first."""
    if not runs:
        console.print("no runs yet: `ferrule check` makes the first", highlight=False)
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("run", "when", "kind", "verdict"):
        table.add_column(name, no_wrap=True, header_style="dim")
    table.add_column("time", justify="right", no_wrap=True, header_style="dim")
    table.add_column("command", header_style="dim", overflow="fold")
    for run in runs:
        when = run.started.astimezone().strftime("%Y-%m-%d %H:%M")
        words = f"ferrule {on_one_line(run.command, 200)}"
        verdict = Text(run.verdict.value, _STYLE[run.verdict])
        table.add_row(run.id, when, run.kind.value, verdict, f"{run.seconds:.1f} s", words)
    console.print(table, highlight=False)


def run_row(run: Run) -> dict[str, object]:
    """Give what the list tells of one run."""
    return {
        "id": run.id,
        "kind": run.kind.value,
        "command": run.command,
        "started": run.started.isoformat(timespec="seconds"),
        "seconds": round(run.seconds, 3),
        "profile": run.profile,
        "verdict": run.verdict.value,
        "exit_code": run.exit_code,
        "version": run.version,
    }
