"""What became of the incidents, level by level: a table, a small chart, and the object for machines."""

from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.funnel import Funnel, Share, Tally

_WHO: Final = {1: "1 self", 2: "2 coordinator", 3: "3 architect", 4: "4 user"}
_BAR: Final = 30
_SHOWN: Final = 12


def funnel_object(funnel: Funnel) -> dict[str, object]:
    """Give the counts as part of `ferrule.stats/1`."""
    return {
        "incidents": funnel.incidents,
        "resolved": funnel.resolved,
        "waiting": funnel.waiting,
        "abandoned": funnel.abandoned,
        "open": funnel.open,
        "gone": funnel.gone,
        "tasks": funnel.tasks,
        "tasks_at_user": funnel.tasks_at_user,
        "median_seconds": funnel.median_seconds,
        "levels": [_level(one) for one in funnel.levels],
        "codes": _tallies(funnel.codes),
        "classes": _tallies(funnel.kinds),
        "used": _tallies(funnel.moves),
        "responders": _tallies(funnel.responders),
        "notes": list(funnel.notes),
    }


def print_funnel(funnel: Funnel, console: Console) -> None:
    """Print the levels with a chart, then what was tried by code, class, move and responder."""
    if not funnel.incidents:
        console.print("no incidents so far: `ferrule fix` opens one for each error")
        return
    table = Table(box=None, pad_edge=False)
    for name in ("level", "entered", "resolved", "share", "95 %", "of all", "target", ""):
        table.add_column(name, justify="left" if name in {"level", ""} else "right", no_wrap=True)
    most = max(one.entered for one in funnel.levels) or 1
    for one in funnel.levels:
        table.add_row(*_row(one), _bar(one, most))
    console.print(table, highlight=False)
    parts = [f"{funnel.incidents} incidents: {funnel.resolved} resolved, {funnel.waiting} waiting"]
    parts += [f"{funnel.abandoned} abandoned, {funnel.open} open"]
    if funnel.median_seconds is not None:
        parts.append(f"median time to resolution {funnel.median_seconds:.1f} s")
    parts.append(f"{funnel.tasks_at_user} of {funnel.tasks} runs came to the user")
    console.print(" · ".join(parts), highlight=False, soft_wrap=True)
    for title, found in (
        ("code", funnel.codes),
        ("class", funnel.kinds),
        ("move", funnel.moves),
        ("responder", funnel.responders),
    ):
        _print_tallies(title, found, console)
    for note in funnel.notes:
        console.print(Text(f"note: {note}", "yellow"), soft_wrap=True)


def _row(one: Share) -> tuple[str, ...]:
    interval = f"{100 * one.interval[0]:.0f}-{100 * one.interval[1]:.0f} %" if one.interval else ""
    target = f"{100 * one.target:.0f} %" if one.target is not None else ""
    return (
        _WHO[one.level],
        str(one.entered),
        str(one.resolved),
        _percent(one.share),
        interval,
        _percent(one.share_of_all),
        target,
    )


def _bar(one: Share, most: int) -> Text:
    """Give one bar: what was resolved, then what went on."""
    whole = round(_BAR * one.entered / most)
    done = round(_BAR * one.resolved / most)
    return Text.assemble(("█" * done, "green"), ("░" * (whole - done), "yellow"))


def _print_tallies(title: str, found: tuple[Tally, ...], console: Console) -> None:
    if not found:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column(title, no_wrap=True)
    for name in ("tried", "right", "share"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in found[:_SHOWN]:
        table.add_row(one.name, str(one.tried), str(one.right), _percent(one.share))
    console.print()
    console.print(table, highlight=False)
    if len(found) > _SHOWN:
        console.print(f"and {len(found) - _SHOWN} more (`--format json` tells all)", highlight=False)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _level(one: Share) -> dict[str, object]:
    return {
        "level": one.level,
        "entered": one.entered,
        "resolved": one.resolved,
        "share": one.share,
        "interval": list(one.interval) if one.interval else None,
        "share_of_all": one.share_of_all,
        "target": one.target,
        "note": one.note,
    }


def _tallies(found: Iterable[Tally]) -> list[dict[str, object]]:
    return [
        {
            "name": one.name,
            "tried": one.tried,
            "right": one.right,
            "share": one.share,
            "interval": list(one.interval) if one.interval else None,
        }
        for one in found
    ]
