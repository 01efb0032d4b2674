"""The statement with the error left out: what else the function does stays."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content, located
from ferrule.errors import SourceChanged
from ferrule.escalation.options.draft import Draft
from ferrule.escalation.options.place import offset
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.syntax.tree import enclosing_statement, parse

_RANK: Final = 65
_SHOWN: Final = 60


def leaving_out_drafts(error: Finding, tree: Changes, root: Path) -> Iterator[Draft]:
    """Yield the file without the statement that the error stands in; nothing where it stands in none."""
    if not error.path:
        return
    path = located(root, error.path)
    try:
        now = content(path, tree)
    except SourceChanged:
        return
    at = offset(error, now)
    place = enclosing_statement(parse(now), at, at) if at is not None else None
    if place is None:
        return
    words = " ".join(now[place.start : place.end].decode("utf-8", "replace").split())
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    risk = "what this statement does, and what it would have failed with, is lost"
    changes = {path: now[: place.start] + now[place.end :]}
    yield Draft(f"leave `{shown}` out", changes, risk, resolves=False, rank=_RANK)
