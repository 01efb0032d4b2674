"""A file of the crate that no `mod` declares, or that a `mod` names wrongly."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import POSSIBLE, SURE
from ferrule.repair.moves.names.modules import Modules, module_of
from ferrule.repair.moves.names.use_path import path_at
from ferrule.repair.moves.nearest import nearest
from ferrule.repair.moves.text import Text
from ferrule.syntax.imports import insertion_place
from ferrule.syntax.items import Item

ID: Final = "declare-module"
CODES: Final = frozenset({"E0432", "E0433", "E0583"})
_ROOTS: Final = frozenset({"lib", "main", "mod", "build"})


def propose(case: Case) -> Iterator[Offer]:
    """Declare the module where the path looks for it; give a `mod` the name of the file that is there."""
    if case.code == "E0583":
        yield from _renamed(case)
        return
    path = path_at(case)
    if path is None:
        return
    starts = {"crate": (), "self": module_of(case), "super": module_of(case)[:-1]}
    wanted, before = path.names[path.at], path.names[: path.at]
    parents: list[Modules] = [(*starts[before[0]], *before[1:])] if before and before[0] in starts else [(), before]
    for parent in dict.fromkeys(parents):
        yield from _declared(case, parent, wanted)


def _declared(case: Case, parent: Modules, name: str) -> Iterator[Offer]:
    for text, modules in files(case):
        if modules != parent or not {f"{name}.rs", name} & set(_beside(text, parent)):
            continue
        others = [one for one in text.items if one.kind == "mod" and not one.modules and one.body is None]
        if any(one.name == name for one in others):
            return
        edit = text.edit(*_place(text, others), _line(name, others))
        yield case.offer(SURE, f"the file of `{name}` is there, its declaration is not", (edit,))
        return


def _renamed(case: Case) -> Iterator[Offer]:
    item = case.text.item(case.spot.byte_start)
    if item is None or item.kind != "mod":
        return
    here = module_of(case)
    known = _beside(case.text, here[:-1] if here and here[-1] == item.name else here)
    for other in nearest(item.name, (one.removesuffix(".rs") for one in known)):
        change = (item.name_start, item.name_end, other)
        yield case.replace(POSSIBLE, f"there is no file for `{item.name}`, there is one for `{other}`", change)


def _beside(text: Text, modules: Modules) -> list[str]:
    """Give the names of the files and folders in which modules below this file lie."""
    is_root = not modules or text.absolute.name == "mod.rs"
    folder = text.absolute.parent if is_root else text.absolute.with_suffix("")
    return sorted(one.name for one in _listed(folder) if _holds_module(one) and one.stem not in _ROOTS)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _holds_module(path: Path) -> bool:
    return path.suffix == ".rs" or (path / "mod.rs").exists()


def _place(text: Text, others: list[Item]) -> tuple[int, int]:
    """Give where the declaration goes: behind the last of its kind, else before the first item."""
    at = others[-1].end if others else insertion_place(text.source, 0)[0]
    return at, at


def _line(name: str, others: list[Item]) -> str:
    if not others:
        return f"mod {name};\n"
    public = 2 * sum(one.visibility == "pub" for one in others) > len(others)
    return f"\n{'pub ' if public else ''}mod {name};"
