"""Why a gate would run again: text and JSON."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console

from ferrule.facts.cached import Explained
from ferrule.report.escape import on_one_line

SCHEMA = "ferrule.cache/1"
_LONGEST = 200


def cache_object(found: Explained) -> dict[str, Any]:
    """Give the JSON object."""
    last = found.last
    return {
        "schema": SCHEMA,
        "gate": found.gate,
        "holds": last is not None and not found.changes,
        "last": None
        if last is None
        else {"run_id": last.run_id, "made": last.made.isoformat(), "status": last.row.status.value},
        "changes": list(found.changes),
    }


def print_cache(found: Explained, console: Console) -> None:
    """Print what the last verdict was and a line for each change since."""
    for line in _lines(found):
        console.print(line, highlight=False, markup=False, soft_wrap=True)


def _lines(found: Explained) -> Iterator[str]:
    last = found.last
    if last is None:
        yield f"{found.gate}: no verdict is remembered, so it would run"
        return
    said = f"{found.gate}: {last.row.status} in run {last.run_id}, {last.made:%Y-%m-%d %H:%M} UTC"
    if found.changes:
        yield f"{said}; it would run again, since this has changed:"
        yield from ("  " + on_one_line(change, _LONGEST) for change in found.changes)
    else:
        yield f"{said}; nothing that it hangs on has changed: the verdict still holds"
