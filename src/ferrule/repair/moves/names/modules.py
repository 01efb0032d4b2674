"""The modules of the crate as a tree of names, and where in it a place lies."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed, files
from ferrule.repair.moves.std_paths import std_paths
from ferrule.syntax.imports import imports_of
from ferrule.syntax.items import Item, text_of
from ferrule.syntax.tree import enclosing

Modules = tuple[str, ...]
STANDARD: Final = ("std", "core", "alloc")
_NO_STD: Final = b"no_std"
_COMMENT: Final = re.compile(rb"//[^\n]*")
_HOLDING: Final = frozenset({"impl", "trait", "fn"})


@dataclass(slots=True)
class Names:
    """What can be named by a path of the crate."""

    children: dict[Modules, dict[str, Placed | None]] = field(default_factory=dict)
    """By module: each name in it, and its item; None for a name that a `use` brings in."""

    def has(self, path: Modules) -> bool:
        """Say whether a path from the root of the crate leads to something."""
        return path in self.children or (bool(path) and path[-1] in self.children.get(path[:-1], {}))

    def places(self, name: str) -> list[Modules]:
        """Give the paths from the root to what has this name; what is imported only comes last."""
        found = [
            (inside[name] is None, (*modules, name)) for modules, inside in self.children.items() if name in inside
        ]
        return [path for _, path in sorted(found, key=lambda one: (one[0], len(one[1])))]


def names_of(case: Case) -> Names:
    """Give the names of all modules of the crate."""
    return _names_of(case) if case.crate.main is None else case.once("names", lambda: _names_of(case))


def _names_of(case: Case) -> Names:
    names = Names({(): {}})
    for text, modules in files(case):
        names.children.setdefault(modules, {})
        for item in outside(text.items):
            inside = names.children.setdefault((*modules, *item.modules), {})
            inside[item.name] = Placed(item, text, (*modules, *item.modules))
            if item.kind == "mod":
                names.children.setdefault((*modules, *item.modules, item.name), {})
            for variant in item.members if item.kind == "enum" else ():
                place = (*modules, *item.modules, item.name)
                names.children.setdefault(place, {})[variant.name] = Placed(variant, text, place)
        for one in imports_of(text.source):
            if one.name not in {"*", "_"}:
                names.children[modules].setdefault(one.name, None)
    return names


def module_of(case: Case) -> Modules:
    """Give the module in which the error stands."""
    around = next((modules for text, modules in files(case) if text.path == case.text.path), ())
    inner: list[str] = []
    node = enclosing(case.node, "mod_item")
    while node is not None:
        inner.insert(0, text_of(node.child_by_field_name("name")))
        node = enclosing(node.parent, "mod_item")
    return (*around, *inner)


def standard_modules(case: Case, root: str) -> dict[Modules, set[str]]:
    """Give the names in each module of one of the crates of the standard library."""
    return _by_module(std_paths(case.root, root))


@functools.lru_cache(maxsize=8)
def _by_module(paths: tuple[tuple[str, str], ...]) -> dict[Modules, set[str]]:
    found: dict[Modules, set[str]] = {}
    for _, path in paths:
        parts = tuple(path.split("::"))
        for at in range(1, len(parts)):
            found.setdefault(parts[:at], set()).add(parts[at])
    return found


def favourite_root(case: Case) -> str:
    """Give the crate of the standard library from which this file imports: `core` where most say so.

    Where nothing does, it is `core` in a crate that can do without `std`.
    """
    words = _COMMENT.sub(b"", case.text.source)
    counts = {root: words.count(f"{root}::".encode()) for root in STANDARD}
    main = next((text for text, modules in files(case) if not modules), case.text)
    if counts["std"] == counts["core"] and _NO_STD in main.source:
        return "core"
    return max(STANDARD[:2], key=lambda root: counts[root])


def outside(items: tuple[Item, ...]) -> Iterator[Item]:
    """Give the items to which a path leads: no members of an impl, a trait or a body."""
    inner = {one.start for item in items if item.kind in _HOLDING for one in item.members}
    yield from (one for one in items if one.name and one.start not in inner and one.kind not in {"impl", "variant"})
