"""The items of a whole crate with their paths, read from its syntax trees along its modules (P05)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import Item, all_items

_MOST_FILES = 4000


@dataclass(frozen=True, slots=True)
class Placed:
    """An item, the file in which it stands, and the modules of the crate around it."""

    item: Item
    text: Text
    modules: tuple[str, ...]

    @property
    def path(self) -> str:
        """How the crate itself names it, such as `crate::model::User`; inside of a body, what leads there."""
        if self.item.is_local:
            return "::".join((*self.item.modules, self.item.name))
        return "::".join(("crate", *self.modules, self.item.name))


File = tuple[Text, tuple[str, ...]]
"""A file of the crate, and the modules that lead to it."""


def placed_items(case: Case) -> tuple[Placed, ...]:
    """Give every item of the crate, members after what they belong to; modules without a file are passed over."""
    if case.crate.main is None:
        return tuple(_placed(case))
    return case.once("placed items", lambda: tuple(_placed(case)))


def files(case: Case) -> tuple[File, ...]:
    """Give the files of the crate, each with the modules that lead to it, the root first."""
    main = case.crate.main
    if main is None:
        return ((case.text, ()),)
    return case.once("files", lambda: tuple(_files(case, main)))


def _placed(case: Case) -> Iterator[Placed]:
    for text, modules in files(case):
        for item in all_items(text.source):
            yield Placed(item, text, (*modules, *item.modules))


def _files(case: Case, root: Path) -> Iterator[File]:
    main = case.open(root)
    waiting: list[File] = [(main, ())] if main else []
    seen: set[str] = set()
    while waiting and len(seen) < _MOST_FILES:
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
            found = next((other for place in places if (other := case.open(place)) is not None), None)
            if found is not None:
                waiting.append((found, (*modules, *item.modules, item.name)))
