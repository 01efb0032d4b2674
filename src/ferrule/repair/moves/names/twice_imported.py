"""Two imports of one name, and uses that speak of either: the second one gets a name, and its uses with it (P05)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing, leaves

ID: Final = "name-second-import"
CODES: Final = frozenset({"E0252"})
_TOLD: Final = frozenset({"E0061", "E0107", "E0404", "E0423", "E0532", "E0574"})
"""Errors that stand at a name and say: it cannot be the first of the two."""
_ARGUMENTS: Final = frozenset({"arguments", "type_arguments", "token_tree"})
_NAMES: Final = frozenset({"identifier", "type_identifier"})


def propose(case: Case) -> Iterator[Offer]:
    """Rename the second import and the uses that the first one does not fit; none where no use tells them apart."""
    path = case.found.strip()
    name = path.rpartition("::")[2]
    if not name.isidentifier() or name not in case.quoted:
        return
    meant = list(_meant(case, name))
    new = _name(case, path, name)
    if meant and new:
        end = case.spot.byte_end
        uses = [_renamed(case, one, new) for one in meant]
        yield case.replace(SURE, f"`{path}` is called `{new}`, also where it is meant", (end, end, f" as {new}"), *uses)


def _meant(case: Case, name: str) -> Iterator[Node]:
    """Yield the uses of the name that have an error of their own: to the compiler, the name is that of the first."""
    starts = {
        spot.byte_start
        for error in case.errors
        for spot in error.spots
        if error.rule in _TOLD and spot.primary and not spot.note and spot.path == case.text.path
    }
    for leaf in leaves(case.text.tree):
        before = leaf.prev_sibling
        is_whole = before is None or before.type not in {"::", "."}
        if leaf.start_byte in starts and leaf.type in _NAMES and text_of(leaf) == name and is_whole:
            yield leaf


def _renamed(case: Case, use: Node, new: str) -> tuple[int, int, str]:
    """Give the edit of a use with its arguments: no other edit takes these away meanwhile."""
    after = use.next_sibling
    end = after.end_byte if after is not None and after.type in _ARGUMENTS else use.end_byte
    return use.start_byte, end, new + case.text.at(use.end_byte, end)


def _name(case: Case, path: str, name: str) -> str:
    """Give a name made of that of the module and of what is imported; empty where the file has it already."""
    around = enclosing(case.node, "scoped_use_list")
    listed = text_of(around.child_by_field_name("path")) if around is not None else ""
    module = (f"{listed}::{path}".split("::"))[-2]
    module = module if module not in {"", "crate", "self", "super"} else "other"
    new = module.replace("_", " ").title().replace(" ", "") + name if name[0].isupper() else f"{module}_{name}"
    return new if new.isidentifier() and new.encode() not in case.text.source else ""
