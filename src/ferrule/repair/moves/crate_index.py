"""The items of a whole crate with their paths, read from its syntax trees along its modules (P05)."""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ferrule.edits.changes import content
from ferrule.errors import SourceChanged
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import Item, all_items

_MOST_FILES = 4000
_MOST_FOREIGN = 400
"""Files of a dependency that are read: generated bindings go into the thousands."""
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Placed:
    """An item, the file in which it stands, and the modules of the crate around it."""

    item: Item
    text: Text
    modules: tuple[str, ...]
    crate: str = "crate"
    """The name of its crate, as it is seen from the one that is compiled."""

    @property
    def is_linked(self) -> bool:
        """Say whether it belongs to another crate, whose private items are out of reach and whose text stays."""
        return self.crate != "crate"

    @property
    def path(self) -> str:
        """How the crate itself names it, such as `crate::model::User`; inside of a body, what leads there."""
        if self.item.is_local:
            return "::".join((*self.item.modules, self.item.name))
        return "::".join((self.crate, *self.modules, self.item.name))


File = tuple[Text, tuple[str, ...]]
"""A file of the crate, and the modules that lead to it."""
_Read = Callable[[str | Path], Text | None]


def placed_items(case: Case) -> tuple[Placed, ...]:
    """Give every item of the crate, members after what they belong to; modules without a file are passed over."""
    if case.crate.main is None:
        return tuple(_placed(case))
    return case.once("placed items", lambda: tuple(_placed(case)))


def known_items(case: Case) -> tuple[Placed, ...]:
    """Give the items of the crate, then those of the crates it is linked with that the error or its file speaks of.

    The others' private items are among them: which of them can be reached is for the compiler to tell.
    """
    return (*placed_items(case), *linked_items(case))


def linked_items(case: Case) -> tuple[Placed, ...]:
    """Give the items of the crates that this one is linked with, as far as the error or its file speaks of them."""
    return tuple(
        Placed(item, text, (*modules, *item.modules), name)
        for name, found in linked_files(case)
        for text, modules in found
        for item in all_items(text.source)
    )


def linked_files(case: Case) -> tuple[tuple[str, tuple[File, ...]], ...]:
    """Give the files of those crates, by the name of the crate."""
    said = f"{case.words}\n{case.text.source.decode('utf-8', 'replace')}"
    named = ((name, root) for name, root in case.crate.linked if re.search(rf"\b{name}\b", said))
    return tuple((name, _linked(case, root)) for name, root in named)


def _linked(case: Case, root: Path) -> tuple[File, ...]:
    if not root.is_relative_to(case.root):
        return _foreign(root)
    return case.once(("linked", root), lambda: tuple(_files(case.open, root)))


@functools.lru_cache(maxsize=_KEPT)
def _foreign(root: Path) -> tuple[File, ...]:
    """Give the files of a crate outside of the workspace, which nobody edits meanwhile."""

    def read(path: str | Path) -> Text | None:
        try:
            return Text(str(path), Path(path), content(Path(path), {}))
        except SourceChanged:
            return None

    return tuple(_files(read, root, _MOST_FOREIGN))


def files(case: Case) -> tuple[File, ...]:
    """Give the files of the crate, each with the modules that lead to it, the root first."""
    main = case.crate.main
    if main is None:
        return ((case.text, ()),)
    return case.once("files", lambda: tuple(_files(case.open, main)))


def _placed(case: Case) -> Iterator[Placed]:
    for text, modules in files(case):
        for item in all_items(text.source):
            yield Placed(item, text, (*modules, *item.modules))


def _files(read: _Read, root: Path, most: int = _MOST_FILES) -> Iterator[File]:
    main = read(root)
    waiting: list[File] = [(main, ())] if main else []
    seen: set[str] = set()
    while waiting and len(seen) < most:
        text, modules = waiting.pop(0)
        if text.path in seen:
            continue
        seen.add(text.path)
        yield text, modules
        is_root = not modules or text.absolute.name == "mod.rs"
        folder = text.absolute.parent if is_root else text.absolute.with_suffix("")
        for item in all_items(text.source):
            if item.kind != "mod" or item.body is not None:
                continue
            below = folder.joinpath(*item.modules)
            chosen = [words.partition("=")[2].strip().strip('"') for words in item.attributes if words[:4] == "path"]
            places = [text.absolute.parent / path for path in chosen]
            places += [below / f"{item.name}.rs", below / item.name / "mod.rs"]
            found = next((other for place in places if (other := read(place)) is not None), None)
            if found is not None:
                waiting.append((found, (*modules, *item.modules, item.name)))
