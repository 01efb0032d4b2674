"""Tools that gates need, and what became of bringing some, for people and for machines."""

from dataclasses import asdict
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.tools import Deed, Deeds, Found, Inventory, Need, Result, Standing, Way
from ferrule.report.escape import for_terminal, on_one_line

_MARKS: Final = {
    Standing.OK: ("✔", "green"),
    Standing.MISSING: ("✘", "bold red"),
    Standing.BROKEN: ("✘", "bold red"),
    Standing.TOO_OLD: ("!", "yellow"),
    Standing.SPARE: ("-", "dim"),
}
_DONE: Final = {
    Result.PLANNED: ("→", "cyan"),
    Result.INSTALLED: ("✔", "green"),
    Result.THERE: ("✔", "green"),
    Result.REMOVED: ("✔", "green"),
    Result.FAILED: ("✘", "bold red"),
}
_NARROW: Final = 60
_WAYS: Final = {Way.WHEEL: "prebuilt", Way.CRATE: "cargo install", Way.COMPONENT: "rustup"}


def inventory_object(inventory: Inventory) -> dict[str, object]:
    """Give all tools as `ferrule.tools/1`."""
    needs = [_need(need) for need in (*inventory.needs, *inventory.extras)]
    return {"schema": "ferrule.tools/1", "folder": inventory.folder, "tools": needs}


def deeds_object(deeds: Deeds) -> dict[str, object]:
    """Give what was done as `ferrule.tools-done/1`."""
    head = {"schema": "ferrule.tools-done/1", "action": deeds.action, "dry_run": deeds.dry_run, "folder": deeds.folder}
    return {**head, "exit_code": deeds.exit_code, "tools": [asdict(deed) for deed in deeds.deeds]}


def print_inventory(inventory: Inventory, console: Console) -> None:
    """Print a row for each tool that gates need, what is undecided without the missing ones, and further ones."""
    rows = []
    for need in inventory.needs:
        mark, style = _MARKS[need.standing]
        version = need.found.version or "" if need.found else ""
        rows.append((Text(f"{mark} {need.name}", style), on_one_line(version, 30), _told(need)))
    _print_rows(rows, console)
    _print_undecided(inventory, console)
    if inventory.extras:
        words = ", ".join(f"{extra.name} {_state(extra)}" for extra in inventory.extras)
        console.print(Text(f"\nfor gates of your own: {words}", "dim"), highlight=False)
    console.print(Text(f"ferrule's own folder: {for_terminal(inventory.folder)}", "dim"), highlight=False)


def print_deeds(deeds: Deeds, console: Console) -> None:
    """Print a row for each tool; what failed comes last."""
    if not deeds.deeds:
        console.print("ferrule brought no tools so far", highlight=False)
        return
    rows = []
    for deed in sorted(deeds.deeds, key=lambda deed: deed.result is Result.FAILED):
        mark, style = _DONE[deed.result]
        rows.append((Text(f"{mark} {deed.name}", style), on_one_line(deed.version or "", 30), _done(deed)))
    _print_rows(rows, console)
    failed = [deed.name for deed in deeds.deeds if deed.result is Result.FAILED]
    if failed:
        console.print(Text(f"\nnot there: {', '.join(failed)}", "bold red"), highlight=False)


def _print_rows(rows: list[tuple[Text, str, Text]], console: Console) -> None:
    """Print a table, or paragraphs where a table would leave no room for words."""
    if console.width < _NARROW:
        for name, version, words in rows:
            console.print(name.append(f" {version}\n").append(words), highlight=False, overflow="fold")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table, highlight=False)


def _told(need: Need) -> Text:
    parts = [_where(need.found)] if need.found else [] if need.standing is Standing.SPARE else ["not here"]
    words = Text(" · ".join(for_terminal(part) for part in (*parts, need.detail) if part))
    words.append(f" (for {', '.join(need.gates) or need.purpose})", "dim")
    for other in need.others:
        words.append(f"\nalso {other.version or 'one without a version'} at {for_terminal(_where(other))}", "dim")
    if need.remedy:
        brings = f"  ({need.pinned}, {_WAYS[need.way]})" if need.way and need.pinned else ""
        words.append(f"\n→ {need.remedy}", "cyan").append(brings, "dim")
    return words


def _print_undecided(inventory: Inventory, console: Console) -> None:
    """Print which rows are not decided as it is now."""
    lacks = [need for need in inventory.needs if need.standing in {Standing.MISSING, Standing.BROKEN}]
    rows = dict.fromkeys(row for need in lacks for row in need.gates)
    if rows:
        console.print(Text(f"\nnot decided without what is missing: {', '.join(rows)}", "bold red"), highlight=False)


def _state(need: Need) -> str:
    return f"{need.found.version} ({need.found.origin.words})" if need.found else f"(can be brought: {need.pinned})"


def _where(found: Found) -> str:
    return f"{found.path} ({found.origin.words})"


def _done(deed: Deed) -> Text:
    size = f", {deed.size / 1e6:.1f} MB" if deed.size is not None else ""
    planned = deed.result is Result.PLANNED
    parts = (
        "" if planned else deed.result.value,
        f"{deed.path} ({deed.origin.words})" if deed.path and deed.origin else "",
        deed.detail,
        f"{deed.source}{size}" if planned else "",
    )
    words = Text(" · ".join(for_terminal(part) for part in parts if part))
    if deed.result is Result.INSTALLED:
        words.append(f" ({_WAYS[deed.way]}, {deed.seconds:.1f} s)" if deed.way else "", "dim")
    if planned and deed.sha256:
        words.append(f"\nsha256 {deed.sha256}", "dim")
    if planned and deed.way is Way.CRATE:
        words.append("\nruns code: build scripts and macros of the crate and of what it needs", "yellow")
    return words.append(f"\n→ {for_terminal(deed.remedy)}", "cyan") if deed.remedy else words


def _need(need: Need) -> dict[str, object]:
    value = asdict(need)
    found = {key: value[key] for key in ("name", "standing", "gates", "purpose", "found", "others")}
    return found | {key: value[key] for key in ("oldest", "pinned", "way", "detail", "remedy")}
