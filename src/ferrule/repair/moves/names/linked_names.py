"""What can be named in the crates that this one is linked with: public items, and re-exports of them (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import File, linked_files
from ferrule.repair.moves.names.modules import Modules, outside
from ferrule.syntax.imports import Import, imports_of

_ROUNDS: Final = 3
"""Re-exports of re-exports that are followed."""
Reach = dict[Modules, set[str]]
"""Names by module, the name of the crate first."""


def linked_names(case: Case) -> Reach:
    """Give the names by module of the crates that the error or its file speaks of."""
    return case.once(("linked names", case.text.path), lambda: dict(_all(case)))


def _all(case: Case) -> Iterator[tuple[Modules, set[str]]]:
    for crate, files in linked_files(case):
        yield from _reach(crate, files).items()


def _reach(crate: str, files: tuple[File, ...]) -> Reach:
    """Give what is public, then what a public module shows of it by a re-export."""
    public: Reach = {(crate,): set()}
    opened: set[Modules] = {(crate,)}
    for text, modules in files:
        for item in outside(text.items):
            if item.visibility == "pub":
                module = (crate, *modules, *item.modules)
                public.setdefault(module, set()).add(item.name)
                if item.kind == "mod":
                    opened.add((*module, item.name))
    shown = {module: set(public.get(module, ())) for module in opened if _is_open(module, opened)}
    for _ in range(_ROUNDS):
        for text, modules in files:
            for used in imports_of(text.source):
                if used.is_public and (crate, *modules) in shown:
                    shown[crate, *modules] |= _brought(used, (crate, *modules), public)
    return shown


def _is_open(module: Modules, opened: set[Modules]) -> bool:
    return all(module[:length] in opened for length in range(1, len(module) + 1))


def _brought(used: Import, module: Modules, public: Reach) -> set[str]:
    """Give the names that a public `use` brings into a module."""
    if used.name != "*":
        return {used.name} - {"_"}
    first, rest = used.path[:1], used.path[1:]
    roots = {"crate": module[:1], "self": module, "super": module[:-1]}
    target = (*roots.get(first[0], (*module, first[0])), *rest) if first else module
    return set(public.get(target, ()))
