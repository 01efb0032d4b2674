"""A member of an impl that an own trait does not declare, although it is meant to be called by the trait."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import POSSIBLE
from ferrule.repair.moves.traits.counterpart import members
from ferrule.repair.moves.traits.header import declaration
from ferrule.repair.moves.traits.own import head, impls, node_of, own_trait
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "declare-member"
CODES: Final = frozenset({"E0407", "E0437", "E0438"})


def propose(case: Case) -> Iterator[Offer]:
    """Declare it in the trait when this is the trait's only impl."""
    impl = enclosing(case.node, "impl_item")
    inside = members(impl) if impl is not None else []
    mine = next((one for one in inside if one.start_byte <= case.spot.byte_start < one.end_byte), None)
    name = head(text_of(impl.child_by_field_name("trait"))) if impl is not None else ""
    placed = own_trait(case, name)
    trait = node_of(placed.text, placed.item) if placed is not None else None
    body = trait.child_by_field_name("body") if trait is not None else None
    words = declaration(mine) if mine is not None else ""
    if placed is None or trait is None or body is None or not words or sum(1 for _ in impls(case, name)) != 1:
        return
    at = body.end_byte - 1
    indent = placed.text.indent(trait.start_byte)
    is_open = b"\n" in (body.text or b"")
    edit = placed.text.edit(at, at, f"{indent}    {words}\n{indent}" if is_open else f" {words} ")
    yield case.offer(POSSIBLE, "the trait declares what its only impl defines", (edit,))
