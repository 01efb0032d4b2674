"""One stored run: the report of a check as it was, a repair with its diffs, or what an undo took back."""

from rich.console import Console
from rich.text import Text

from ferrule.facts.gate import CheckReport
from ferrule.facts.run import KeptRepair, KeptUndo, Run, StoredRun
from ferrule.report.check_json import check_object
from ferrule.report.check_text import print_check
from ferrule.report.escape import for_terminal, on_one_line
from ferrule.report.fix_json import fix_object
from ferrule.report.fix_text import print_fix
from ferrule.report.history import run_row


def run_object(stored: StoredRun) -> dict[str, object]:
    """Give a check as `ferrule.check/1`, a repair and an undo as `ferrule.run/1`."""
    match stored.report:
        case CheckReport() as report:
            return check_object(report)
        case KeptRepair() as repair:
            return _head(stored.run) | _repair(repair)
        case KeptUndo() as undo:
            return _head(stored.run) | {"undone": undo.undone, "files": list(undo.files)}


def print_run(stored: StoredRun, console: Console) -> None:
    """Print the report as it was printed then; a repair also with the places of its diffs."""
    match stored.report:
        case CheckReport() as report:
            print_check(report, console)
        case KeptRepair() as repair:
            print_fix(repair.report, console)
            console.print(_after(repair), highlight=False, soft_wrap=True, end="")
        case KeptUndo() as undo:
            files = ", ".join(map(for_terminal, undo.files))
            told = f"run {on_one_line(undo.undone, 100)} was taken back by run {stored.run.id}: {files}"
            console.print(told, highlight=False, soft_wrap=True)


def _head(run: Run) -> dict[str, object]:
    return {"schema": "ferrule.run/1", **run_row(run)}


def _repair(kept: KeptRepair) -> dict[str, object]:
    return {
        "dry_run": kept.dry_run,
        "undone_by": kept.undone_by,
        "diffs": [{"path": diff.path, "log": diff.log, "sha256": diff.sha256} for diff in kept.diffs],
        "report": fix_object(kept.report),
    }


def _after(kept: KeptRepair) -> Text:
    """Give what a reader wants to know beside the report of then: where its diffs are, and whether it stands."""
    text = Text()
    for diff, edit in zip(kept.diffs, kept.report.edits, strict=True):
        where = "was not kept" if diff.log is None else for_terminal(diff.log) if edit.diff else "its log is gone"
        text.append(f"diff of {for_terminal(diff.path)}: {where}\n", "dim")
    if kept.undone_by:
        text.append(f"taken back by run {kept.undone_by}\n", "yellow")
    return text
