"""A small type of the crate without anything to own is given away twice: it can be copied (P06, P15)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.ownership.given import type_of
from ferrule.repair.moves.traits.deriving import derive_edits
from ferrule.repair.moves.traits.own import head, impls, own_type
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import Item

ID: Final = "derive-copy"
CODES: Final = frozenset({"E0382", "E0505", "E0507", "E0508"})
_MOST_FIELDS: Final = 8


def propose(case: Case) -> Iterator[Offer]:
    """Derive `Copy` on it. A token without content is meant to be given away, and one that is changed has one home."""
    name = head(type_of(case))
    placed = own_type(case, name) if name and not read_type(type_of(case)).is_reference else None
    if placed is None or placed.item.generics:
        return
    item = placed.item
    is_plain = item.kind == "enum" and len(item.members) > 1 and not any(one.fields for one in item.members)
    fields = [field.type for one in (item, *item.members) for field in one.fields]
    if not is_plain and (not fields or len(fields) > _MOST_FIELDS or any("*" in one for one in fields)):
        return
    if any(True for trait in ("Drop", "Iterator") for _ in impls(case, trait, name)) or _is_changed(case, item):
        return
    edits = derive_edits(case, [(name, "Copy")])
    if edits is not None:
        yield case.offer(SURE if is_plain else LIKELY, f"`{name}` owns nothing: it can be copied", edits)


def _is_changed(case: Case, item: Item) -> bool:
    """Say whether a method changes it in its place: a copy would be changed in the place of the original."""
    owners = (one.item for one in placed_items(case) if one.item.kind == "impl" and one.item.name == item.name)
    members = (member for owner in owners for member in owner.members if member.kind == "fn")
    return any("&mut" in one.type or one.type.startswith("mut ") for member in members for one in member.params[:1]
               if one.pattern == "self")  # fmt: skip
