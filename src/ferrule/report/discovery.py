"""What a repository runs of its own, as a person reads it: each file with its commands, then what can be adopted."""

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.discovery import Adoptable, Adoption, Discovery, Equal, Find, Kind
from ferrule.process.redact import mask
from ferrule.report.escape import for_terminal, on_one_line

_LONGEST = 200
_NARROW = 60
"""Columns below which rows are lines and not a table."""
_STYLES = {Kind.GATE: "green", Kind.SETUP: "dim", Kind.DEPLOY: "red", Kind.UNKNOWN: "yellow"}


def print_discovery(found: Discovery, console: Console) -> None:
    """Print each find below its file, then places that could not be read, then counts."""
    for path, finds in groupby(found.finds, lambda find: find.path):
        console.print(Text(for_terminal(path), "bold cyan"), soft_wrap=True)
        rows = list(finds)
        console.print(_table(rows) if console.width >= _NARROW else _lines(rows), highlight=False)
    for one in found.unread:
        place = f"{one.path}:{one.line}" if one.line else one.path
        console.print(Text(for_terminal(f"not read: {place}: {mask(one.words)}"), "yellow"), soft_wrap=True)
    console.print(_totals(found), highlight=False, soft_wrap=True)


def print_adoption(adoption: Adoption, console: Console) -> None:
    """Print what was written, what was left out and why."""
    if adoption.diff:
        console.print(Text(for_terminal(mask(adoption.diff))), soft_wrap=True)
    for one in adoption.left_out:
        words = for_terminal(mask(f"left out: {one.find.command}  ({one.find.path}:{one.find.line}): {one.why}"))
        console.print(Text(words, "dim"), soft_wrap=True)
    count = len(adoption.adopted)
    told = f"{count} {'gate' if count == 1 else 'gates'} written to {adoption.file}" if count else "nothing was adopted"
    console.print(Text(for_terminal(f"\n{told}"), "bold"), soft_wrap=True)
    if adoption.note:
        console.print(Text(for_terminal(adoption.note)), soft_wrap=True)


def _table(finds: list[Find]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(justify="right", no_wrap=True, style="dim")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=1)
    for find in finds:
        style = _STYLES[find.kind]
        table.add_row(f"  {find.line}", Text(find.kind.value, style), _told(find))
    return table


def _lines(finds: list[Find]) -> Text:
    return Text("\n").join(Text.assemble(f"{find.line} {find.kind.value} ", _told(find)) for find in finds)


def _told(find: Find) -> Text:
    text = Text(on_one_line(mask(find.command), _LONGEST), "bold")
    told = [*map(_equal, find.equals)] or [f"({find.why})" if find.why else ""]
    for line in filter(None, told):
        text.append(f"\n{on_one_line(mask(line), _LONGEST)}", "not bold")
    if word := _adoptable(find):
        text.append(f"\n{on_one_line(mask(word), _LONGEST)}", "not bold cyan")
    return text


def _equal(equal: Equal) -> str:
    beyond = [one.words for one in equal.differences if one.is_beyond]
    less = [one.words for one in equal.differences if not one.is_beyond]
    parts = [f"not covered: {', '.join(beyond)}" if beyond else "", f"differs: {', '.join(less)}" if less else ""]
    return f"= {equal.gate}" + "".join(f"; {part}" for part in parts if part)


def _adoptable(find: Find) -> str:
    if find.adoptable is Adoptable.YES:
        return f"→ {find.name}"
    if find.adoptable is Adoptable.BY_NAME:
        if not find.equals:
            return f"→ {find.name}, when it is named; {find.why_not}"
        more = f"; not covered: {', '.join(f'`{one}`' for one in find.uncovered)}" if find.uncovered else ""
        return f"→ {find.name}, when it is named{more}"
    is_told = not find.why_not.startswith("no gate:") and not find.why_not.endswith("it")
    return f"not adopted: {find.why_not}" if is_told and find.kind is Kind.GATE else ""


def _totals(found: Discovery) -> Text:
    kinds = {kind: sum(find.kind is kind for find in found.finds) for kind in Kind}
    counts = ", ".join(f"{kind} {count}" for kind, count in kinds.items() if count) or "no command"
    files = f"{len(found.files)} file{'' if len(found.files) == 1 else 's'}"
    text = Text(f"\n{counts}; {files} read, nothing was run", "bold")
    for words in _next(found):
        text.append(f"\n{words}", "not bold")
    return text


def _next(found: Discovery) -> Iterator[str]:
    free = [find for find in found.finds if find.adoptable is Adoptable.YES]
    named = [find for find in found.finds if find.adoptable is Adoptable.BY_NAME]
    if free:
        yield f"{len(free)} equal no built-in gate: `ferrule check --discover --adopt` writes them into the settings"
    if named:
        begin = f"{len(named)} go beyond one, or run what is not known"
        yield f"{begin}: `ferrule check --discover --adopt NAME` writes what is named"
