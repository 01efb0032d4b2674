"""Back to what the last commit has: the item around the error, or the whole file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content, located
from ferrule.errors import SourceChanged
from ferrule.escalation.options.draft import Draft
from ferrule.escalation.options.place import item_at
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.syntax.items import Item, all_items

_ITEM: Final = 50
_FILE: Final = 60


def former_drafts(error: Finding, committed: Changes, tree: Changes, root: Path) -> Iterator[Draft]:
    """Yield the text of the last commit for the item that holds the error, then for the whole file.

    `committed` holds the files that differ from the last commit, as they are there; nothing is yielded for others.
    """
    if not error.path:
        return
    path = located(root, error.path)
    try:
        now = content(path, tree)
    except SourceChanged:
        return
    before = committed.get(path)
    if before is None or before == now:
        return
    new = _with_item(error, now, before)
    if new is not None and new[1] not in (now, before):
        risk = "what was meant by the change of this item is lost; the rest of the file stays as it is"
        yield Draft(f"put `{new[0]}` back as it was in the last commit", {path: new[1]}, risk, rank=_ITEM)
    risk = "every change to this file since the last commit is lost"
    yield Draft(f"put {error.path} back as it was in the last commit", {path: before}, risk, rank=_FILE)


def _with_item(error: Finding, now: bytes, before: bytes) -> tuple[str, bytes] | None:
    """Give the item's name and the file with that item as it was; None where there was none of that name."""
    here = item_at(error, now)
    if here is None:
        return None
    was = next((one for one in all_items(before) if _same(one, here)), None)
    if was is None:
        return None
    return here.name, now[: here.start] + before[was.start : was.end] + now[here.end :]


def _same(one: Item, other: Item) -> bool:
    return (one.kind, one.name, one.modules, one.of_trait) == (other.kind, other.name, other.modules, other.of_trait)
