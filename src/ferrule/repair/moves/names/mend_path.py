"""A path that leads nowhere: its beginning is missing, a part of it is, or one of its names is misspelt."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.names.linked_names import linked_names
from ferrule.repair.moves.names.modules import (
    STANDARD,
    Modules,
    Names,
    favourite_root,
    module_of,
    names_of,
    standard_modules,
)
from ferrule.repair.moves.names.surroundings import is_missing_often
from ferrule.repair.moves.names.use_path import Path, path_at
from ferrule.repair.moves.nearest import nearest
from ferrule.syntax.tree import enclosing

ID: Final = "mend-path"
CODES: Final = frozenset({"E0405", "E0412", "E0422", "E0423", "E0425", "E0432", "E0433", "E0531", "E0532", "E0574"})
_MOST: Final = 6
_LEADING: Final = frozenset({"crate", "self", "super"})
Change = tuple[int, int, int, str]
"""Rank, byte start, byte end and new text."""


def propose(case: Case) -> Iterator[Offer]:
    """Complete or correct the path so that it leads to something of the crate or of the standard library."""
    if "start position" in case.words or "global paths cannot start with" in case.error.message:
        yield from _from_start(case)
        return
    path = path_at(case)
    if path is not None and "is a type alias, not a module" in case.words:
        yield from _unaliased(case, path)
    if path is None or (len(path.names) == 1 and case.code not in {"E0432", "E0433"}):
        return
    names = names_of(case)
    changes = [*_prefixed(case, path, names), *_elsewhere(case, path, names), *_misspelt(case, path, names)]
    for rank, start, end, new in islice(dict.fromkeys(changes), _MOST):
        yield case.replace(rank, f"the path leads nowhere: `{new}`", (start, end, new))


def _from_start(case: Case) -> Iterator[Offer]:
    """Leave out what stands before a `crate`, `self` or `super`."""
    outer = case.node
    while outer.parent is not None and outer.parent.type in {"scoped_identifier", "scoped_type_identifier"}:
        outer = outer.parent
    if case.found in _LEADING and outer.start_byte < case.spot.byte_start:
        gone = (outer.start_byte, case.spot.byte_start, "")
        yield case.replace(LIKELY, f"a path starts with `{case.found}`", gone)


def _unaliased(case: Case, path: Path) -> Iterator[Offer]:
    """Name the enum that an alias stands for: nothing is imported through an alias."""
    wrong = path.segments[path.at]
    for placed in placed_items(case):
        target = placed.item.returns.partition("<")[0]
        if placed.item.kind == "type" and placed.item.name == wrong.name and target.isidentifier():
            yield case.replace(LIKELY, f"`{wrong.name}` stands for `{target}`", (wrong.start, wrong.end, target))
            return


def _prefixed(case: Case, path: Path, names: Names) -> Iterator[Change]:
    """Yield what may stand before the whole path."""
    first, here = path.segments[0], module_of(case)
    imported = enclosing(case.node, "use_declaration") is not None
    if first.name in _LEADING or (not imported and first.name[:1].isupper()):
        return  # a type is imported, and the compiler says so
    roots: tuple[tuple[str, Modules], ...] = (("crate::", ()), ("self::", here), ("super::", here[:-1]))
    for prefix, modules in roots:
        wanted = (*modules, *path.names[: path.at + 1])
        if names.has(wanted) and not (prefix == "self::" and not here):
            often = not imported and is_missing_often(case, first.name)
            yield POSSIBLE if often else SURE, first.start, first.start, prefix
    if path.at == 0:
        yield from _standard_before(case, path)


def _standard_before(case: Case, path: Path) -> Iterator[Change]:
    """Yield the modules of the standard library in which the first name lies."""
    first, favourite = path.segments[0], favourite_root(case)
    rest = path.names[1:2]
    for root in dict.fromkeys((favourite, *STANDARD)):
        inside = standard_modules(case, root)
        holding = [module for module, found in inside.items() if first.name in found]
        fitting = [one for one in holding if not rest or rest[0] in inside.get((*one, first.name), set(rest))]
        for module in sorted(fitting, key=len)[:2]:
            yield LIKELY, first.start, first.start, "::".join(module) + "::"


def _elsewhere(case: Case, path: Path, names: Names) -> Iterator[Change]:
    """Yield other paths to what has the last name: as much of the path is replaced as is not the same."""
    wanted = path.names[-1]
    known: list[tuple[str, ...]] = [("crate", *place) for place in names.places(wanted)]
    favourite = path.names[0] if path.names[0] in STANDARD else favourite_root(case)
    known += [(*one, wanted) for one, found in standard_modules(case, favourite).items() if wanted in found]
    reached = sorted(module for module, found in linked_names(case).items() if wanted in found)
    known += [(*module, wanted) for module in sorted(reached, key=len)]
    for full in known:
        if full != path.names and len(path.own) <= len(path.names):
            yield from _replaced(path, full)


def _replaced(path: Path, full: tuple[str, ...]) -> Iterator[Change]:
    before = tuple(one.name for one in path.before)
    if full[: len(before)] == before:
        new = "::".join(full[len(before) :])
        rank = SURE if before else LIKELY
        yield rank, path.own[0].start, path.own[-1].end, new


def _misspelt(case: Case, path: Path, names: Names) -> Iterator[Change]:
    wrong = path.segments[path.at]
    for other in nearest(wrong.name, _beside(case, path, names)):
        yield POSSIBLE, wrong.start, wrong.end, other


def _beside(case: Case, path: Path, names: Names) -> Iterator[str]:
    """Yield the names that could stand in the place of the one that is not found."""
    parent = path.names[: path.at]
    here = module_of(case)
    if not parent:
        yield from (*STANDARD, *case.crate.externs, *names.children.get(here, {}), *names.children[()])
        return
    if parent[0] in STANDARD:
        yield from sorted(standard_modules(case, parent[0]).get(parent, set()))
        return
    if parent[0] in case.crate.externs:
        yield from sorted(linked_names(case).get(parent, set()))
    starts = {"crate": (), "self": here, "super": here[:-1]}
    for start in [starts[parent[0]]] if parent[0] in starts else [(*here, parent[0]), (parent[0],)]:
        yield from names.children.get((*start, *parent[1:]), {})
