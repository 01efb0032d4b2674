"""Definitions and what is wrong with them, for people and for machines: `ferrule.definitions/1`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.definition import Definition, Definitions, Invocation, Remark
from ferrule.facts.finding import Level
from ferrule.report.escape import as_name, for_terminal, on_one_line

SCHEMA: Final = "ferrule.definitions/1"
ONE: Final = "ferrule.definition/1"
_STYLE: Final = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan", Level.HELP: "dim"}
_SUMMARY: Final = 200
_MOST_REMARKS: Final = 200
"""Of one file; a file with more was not written by hand, and JSON tells all of them."""


def definitions_object(found: Definitions) -> dict[str, object]:
    """Give all that was found as the object of the contract; what could not be read stands under `unread`."""
    return {
        "schema": SCHEMA,
        "definitions": [_row(one) for one in found.known],
        "unread": [
            {"scope": one.scope.value, "path": one.path, "diagnostics": [_remark(remark) for remark in one.diagnostics]}
            for one in found.unread
        ],
        "instructions": [
            {"scope": one.scope.value, "path": one.path, "diagnostics": [_remark(remark) for remark in one.diagnostics]}
            for one in found.instructions
        ],
        "notes": list(found.notes),
    }


def definition_object(one: Definition, model: str = "") -> dict[str, object]:
    """Give one definition with its text; `model` is what its alias means here, empty when nothing says it."""
    return {
        "schema": ONE,
        **_row(one),
        "model_id": model or None,
        "keys": dict(one.keys),
        "files": list(one.files),
        "body": one.body,
    }


def print_definitions(found: Definitions, console: Console) -> None:
    """Print a line for each definition, then what is wrong, by file."""
    table = Table(box=None, pad_edge=False, expand=True)
    for name in ("kind", "name", "invocation", "scope", "model", "remarks"):
        table.add_column(name, no_wrap=True, overflow="fold")
    table.add_column("what it is for", no_wrap=True, overflow="ellipsis", ratio=1)
    for one in found.active:
        explicit = one.invocation is Invocation.EXPLICIT
        table.add_row(
            one.kind.value,
            Text(as_name(one.label), "bold"),
            Text(one.invocation.value, "magenta" if explicit else ""),
            one.scope.value,
            as_name(one.model),
            _tally(one.diagnostics),
            Text(on_one_line(one.description, _SUMMARY)),
        )
    if found.active:
        console.print(table, highlight=False)
    print_remarks(found, console)


def print_remarks(found: Definitions, console: Console, *, quiet: bool = False) -> None:
    """Print what is wrong, by file and line, and the totals; `quiet` leaves the totals out."""
    count = dict.fromkeys(Level, 0)
    for path, remarks in remarks_by_file(found):
        console.print(Text(f"\n{as_name(_shown(path))}", "underline"), highlight=False, soft_wrap=True)
        for number, remark in enumerate(sorted(remarks, key=lambda one: (one.line or 0, one.rule))):
            count[remark.level] += 1
            if number < _MOST_REMARKS:
                console.print(_line(remark), highlight=False, soft_wrap=True)
        if len(remarks) > _MOST_REMARKS:
            console.print(f"  and {len(remarks) - _MOST_REMARKS:,} more", highlight=False)
    for note in found.notes:
        console.print(Text(f"note: {for_terminal(note)}", "dim"), highlight=False, soft_wrap=True)
    if not quiet:
        hidden = len(found.known) - len(found.active)
        parts = [f"{len(found.active)} definitions", *([f"{hidden} shadowed"] if hidden else [])]
        parts += [f"{len(found.unread)} unread"] if found.unread else []
        parts += [f"{number} {level.value}s" for level, number in count.items() if number]
        console.print("\n" + " · ".join(parts), highlight=False)


def print_definition(one: Definition, model: str, console: Console) -> None:
    """Print one definition: where it comes from, what it may, what is wrong with it, and its text."""
    head = Text.assemble((f"{one.kind.value} {as_name(one.label)}", "bold"), f"  {as_name(_shown(one.path))}")
    facts = {
        "scope": one.scope.value,
        "invocation": one.invocation.value + ("" if one.user_invocable else ", only by a model"),
        "model": f"{one.model} -> {model}" if model and model != one.model else one.model,
        "tools": ", ".join(one.tools),
        "never": ", ".join(one.denied_tools),
        "skills": ", ".join(one.skills),
        "licence": one.license,
        "files": ", ".join(one.files),
        "sha256": one.sha256,
    }
    for key, value in facts.items():
        if value:
            head.append(f"\n  {key:<11}", "dim").append(as_name(value))
    console.print(head, highlight=False, soft_wrap=True)
    console.print(Text(f"\n{for_terminal(one.description)}"), highlight=False)
    for remark in one.diagnostics:
        console.print(_line(remark), highlight=False, soft_wrap=True)
    console.print(Text(f"\n{for_terminal(one.body).strip()}"), highlight=False, soft_wrap=True)


def remarks_by_file(found: Definitions) -> Iterator[tuple[str, tuple[Remark, ...]]]:
    """Yield the paths of files with something wrong, each with what that is."""
    for path, remarks in (
        *((one.path, one.diagnostics) for one in found.known),
        *((one.path, one.diagnostics) for one in found.unread),
        *((one.path, one.diagnostics) for one in found.instructions),
    ):
        if remarks:
            yield path, remarks


def _line(remark: Remark) -> Text:
    place = f"{_shown(remark.path)}:" if remark.path else ""
    text = Text(f"  {as_name(place)}{remark.line or '-'}  ", "dim")
    text.append(f"{remark.level.value}[{remark.rule}]", _STYLE[remark.level]).append(f" {for_terminal(remark.message)}")
    return text.append(f" ({for_terminal(remark.remedy)})", "dim") if remark.remedy else text


def _tally(remarks: Iterable[Remark]) -> Text:
    levels = [remark.level for remark in remarks]
    words = [f"{levels.count(level)} {level.value}" for level in Level if level in levels]
    return Text(", ".join(words), _STYLE[min(levels, key=list(Level).index)] if levels else "")


def _shown(path: str) -> str:
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


def _row(one: Definition) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "name": one.label,
        "description": one.description,
        "invocation": one.invocation.value,
        "user_invocable": one.user_invocable,
        "scope": one.scope.value,
        "host": one.host.value,
        "model": one.model or None,
        "license": one.license or None,
        "path": one.path,
        "sha256": one.sha256,
        "shadowed_by": one.shadowed_by or None,
        "diagnostics": [_remark(remark) for remark in one.diagnostics],
    }


def _remark(remark: Remark) -> dict[str, object]:
    return {
        "rule": remark.rule,
        "level": remark.level.value,
        "message": remark.message,
        "line": remark.line,
        "path": remark.path or None,
        "remedy": remark.remedy or None,
    }
