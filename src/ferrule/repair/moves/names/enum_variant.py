"""An enum where one of its variants is meant."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.names.surroundings import head
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "variant-of-enum"
CODES: Final = frozenset({"E0574"})
_MOST: Final = 3


def propose(case: Case) -> Iterator[Offer]:
    """Name the variants that have all the fields that are written here."""
    literal = enclosing(case.node, "struct_expression", "struct_pattern")
    if literal is None:
        return
    body = literal.child_by_field_name("body") or literal
    written = {
        text_of(one.child_by_field_name("field") or one.child_by_field_name("name") or one).split(":")[0].strip()
        for one in body.named_children
        if one.type in {"field_initializer", "shorthand_field_initializer", "field_pattern"}
    }
    found = [
        variant.name
        for placed in placed_items(case)
        if placed.item.kind == "enum" and placed.item.name == head(case.found)
        for variant in placed.item.members
        if written and written <= {field.name for field in variant.fields}
    ]
    for name in found[:_MOST]:
        at = case.spot.byte_end
        yield case.replace(LIKELY, f"the fields are those of the variant `{name}`", (at, at, f"::{name}"))
