"""The settings in force and where each came from, for people and for machines."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.settings import Resolved, Scalar
from ferrule.process.redact import mask
from ferrule.report.escape import for_terminal

_UNSET = "–"


def config_object(root: Path, resolved: Resolved) -> dict[str, object]:
    """Give the settings as `ferrule.config/1`; secrets are masked."""
    values = [{"key": one.key, "value": _plain(one.value), "origin": one.origin} for one in resolved.values]
    file = resolved.settings.file or None
    return {"schema": "ferrule.config/1", "workspace": str(root), "file": file, "values": values}


def print_config(root: Path, resolved: Resolved, console: Console) -> None:
    """Print a row for each setting, those that somebody set in bold."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("key", no_wrap=True, header_style="dim")
    table.add_column("value", header_style="dim", overflow="fold")
    table.add_column("origin", no_wrap=True, header_style="dim")
    for one in resolved.values:
        style = "dim" if one.origin == "default" else "bold"
        cells = (one.key, _shown(one.value), one.origin)
        table.add_row(*(Text(for_terminal(cell), style) for cell in cells))
    console.print(table, highlight=False)
    file = resolved.settings.file or "no settings file: `ferrule init` writes one"
    console.print(Text(for_terminal(f"\n{root}: {file}")), soft_wrap=True)


def _plain(value: Scalar) -> object:
    if isinstance(value, tuple):
        return [mask(word) for word in value]
    return mask(value) if isinstance(value, str) else value


def _shown(value: Scalar) -> str:
    """Give a value as it would stand in the file."""
    if value is None:
        return _UNSET
    if isinstance(value, float):
        return f"{value:g}"
    return json.dumps(_plain(value), ensure_ascii=False)
