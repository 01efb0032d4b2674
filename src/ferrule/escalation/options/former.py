"""Back to what the last commit has: the item around the error, one that it names, a file, or every file."""

import re
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
_NAMED: Final = 55
_FILE: Final = 60
_OTHER_FILE: Final = 62
_ALL: Final = 64
_MOST: Final = 2
"""Items, and files, elsewhere that are offered for one error."""
_WORD: Final = re.compile(r"\w+")


def former_drafts(error: Finding, committed: Changes, tree: Changes, root: Path) -> Iterator[Draft]:
    """Yield the text of the last commit for the item that holds the error, and for its whole file; then elsewhere.

    An error often stands where something is used that was changed in another file: items that the diagnostic names,
    files that it points into, and all files together are put back there. `committed` holds the files that differ from
    the last commit, as they are there; nothing is yielded for others.
    """
    changed = {path: (now, before) for path, now, before in _changed(committed, tree)}
    own = located(root, error.path) if error.path else None
    if own in changed:
        yield from _own(error, own, *changed[own])
    others = {path: texts for path, texts in changed.items() if path != own}
    yield from _named(error, others)
    shown = [path for path in others if _points_into(error, path, root)]
    for path in shown[:_MOST]:
        yield _file(f"put {_name(path, root)} back as it was in the last commit", {path: others[path][1]}, _OTHER_FILE)
    if len(changed) > 1:
        words = f"put all {len(changed)} files back that differ from the last commit"
        yield _file(words, {path: before for path, (_, before) in changed.items()}, _ALL)
    elif others and not shown:
        [(path, (_, before))] = others.items()
        yield _file(f"put {_name(path, root)} back, all that differs from the last commit", {path: before}, _ALL)


def _changed(committed: Changes, tree: Changes) -> Iterator[tuple[Path, bytes, bytes]]:
    for path, before in committed.items():
        try:
            now = content(path, tree)
        except SourceChanged:  # it is gone
            continue
        if before != now:
            yield path, now, before


def _own(error: Finding, path: Path, now: bytes, before: bytes) -> Iterator[Draft]:
    here = item_at(error, now)
    was = next((one for one in all_items(before) if here and _same(one, here)), None)
    if here is not None and was is not None:
        draft = _item(here, was, path, now, before, _ITEM)
        if draft.changes[path] not in (now, before):
            yield draft
    yield _file(f"put {error.path} back as it was in the last commit", {path: before}, _FILE)


def _named(error: Finding, others: dict[Path, tuple[bytes, bytes]]) -> Iterator[Draft]:
    """Yield the changed items in other files whose names stand in the diagnostic, the smallest first."""
    words = set(_WORD.findall(f"{error.message}\n{error.rendered}"))
    found: list[tuple[int, Draft]] = []
    for path, (now, before) in others.items():
        former = list(all_items(before))
        for here in all_items(now):
            was = next((one for one in former if _same(one, here)), None) if here.name in words else None
            if was is not None and now[here.start : here.end] != before[was.start : was.end]:
                found.append((here.end - here.start, _item(here, was, path, now, before, _NAMED)))
    yield from (draft for _, draft in sorted(found, key=lambda one: one[0])[:_MOST])


def _points_into(error: Finding, path: Path, root: Path) -> bool:
    name = _name(path, root)
    return any(spot.path == name for spot in error.spots) or f"{name}:" in error.rendered


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _item(here: Item, was: Item, path: Path, now: bytes, before: bytes, rank: int) -> Draft:
    risk = "what was meant by the change of this item is lost; the rest of the file stays as it is"
    text = now[: here.start] + before[was.start : was.end] + now[here.end :]
    return Draft(f"put `{here.name}` back as it was in the last commit", {path: text}, risk, rank=rank)


def _file(words: str, changes: Changes, rank: int) -> Draft:
    risk = "every change to what is put back since the last commit is lost"
    return Draft(words, changes, risk, rank=rank)


def _same(one: Item, other: Item) -> bool:
    return (one.kind, one.name, one.modules, one.of_trait) == (other.kind, other.name, other.modules, other.of_trait)
