"""What doctor found, for people and for machines."""

from dataclasses import asdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.doctor import Diagnosis, Item, State
from ferrule.report.escape import for_terminal, on_one_line

_MARKS = {State.OK: ("✔", "green"), State.MISSING: ("✘", "bold red"), State.WARNING: ("!", "yellow")}


def diagnosis_object(diagnosis: Diagnosis) -> dict[str, object]:
    """Give the diagnosis as `ferrule.doctor/1`."""
    verdict = "short" if diagnosis.exit_code else "ok"
    items = [_item(item) for item in diagnosis.items]
    return {"schema": "ferrule.doctor/1", "workspace": diagnosis.workspace, "verdict": verdict, "items": items}


def print_diagnosis(diagnosis: Diagnosis, console: Console) -> None:
    """Print a row for each item, with the command that mends it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in diagnosis.items:
        mark, style = _MARKS[item.state]
        words = Text(for_terminal(" · ".join(part for part in (item.origin, item.detail) if part)))
        if item.needed_by:
            words.append(f" (for {', '.join(item.needed_by)})", "dim")
        if item.remedy:
            words.append(f"\n→ {item.remedy}", "cyan")
        table.add_row(Text(f"{mark} {item.id}", style), on_one_line(item.version or "", 40), words)
    console.print(table, highlight=False)
    missing = [item.id for item in diagnosis.items if item.required and item.state is State.MISSING]
    if missing:
        console.print(Text(f"\nmissing and required: {', '.join(missing)}", "bold red"))


def _item(item: Item) -> dict[str, object]:
    value = asdict(item)
    return value | {"state": item.state.value, "needed_by": list(item.needed_by)}
