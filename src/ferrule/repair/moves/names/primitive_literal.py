"""A literal with braces for a type that has no fields: its only value, or the variant that is meant."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.names.surroundings import head
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "plain-value"
CODES: Final = frozenset({"E0071"})


def propose(case: Case) -> Iterator[Offer]:
    """Take the value of the only field out of its braces, or name the variant of an enum behind an alias."""
    literal = enclosing(case.node, "struct_expression")
    body = literal.child_by_field_name("body") if literal is not None else None
    if literal is None or body is None:
        return
    real = head(case.quoted[-1]) if case.quoted else ""
    enums = [one.item for one in placed_items(case) if one.item.kind == "enum" and one.item.name == real]
    written = {text_of(one.child_by_field_name("field") or one).strip() for one in body.named_children}
    for item in enums[:1]:
        fitting = [one for one in item.members if {field.name for field in one.fields} >= written]
        chosen = [one for one in fitting if one.fields or not written]
        for variant in chosen if len(chosen) == 1 else ():
            name = literal.child_by_field_name("name")
            if name is not None:
                end = name.end_byte if variant.fields else literal.end_byte
                words = f"the variant `{variant.name}` is meant"
                yield case.replace(LIKELY, words, (name.end_byte, end, f"::{variant.name}"))
    inside = body.named_children
    value = inside[0].child_by_field_name("value") if len(inside) == 1 else None
    if not enums and value is not None:
        part = (literal.start_byte, literal.end_byte, text_of(value))
        yield case.replace(POSSIBLE, f"`{real}` has no fields: it is the value itself", part)
