"""A list that is only looked at in a loop, with calls that need the whole value and never change the list (P16).

The loop goes over the numbers of the elements, and lends each one for as long as it is needed.
"""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import conflict, fresh_name, new_line
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.places import place_of, touches
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "loop-over-numbers"
CODES: Final = frozenset({"E0502"})


def propose(case: Case) -> Iterator[Offer]:
    """Go over the numbers where the list stays the same for the whole loop."""
    found = conflict(case)
    loop = enclosing(found.first, "for_expression", "function_item") if found is not None else None
    if found is None or loop is None or loop.type != "for_expression":
        return
    value, body = loop.child_by_field_name("value"), loop.child_by_field_name("body")
    pattern, lent = loop.child_by_field_name("pattern"), _list(value)
    place = place_of(lent)
    if value is None or body is None or pattern is None or lent is None or place is None:
        return
    name, bound = text_of(lent), text_of(pattern)
    made = footprint(case, [body])
    plain = bound.removeprefix("&").strip()
    if touches(made.writes, {place}) or not plain.isidentifier() or not body.named_children:
        return
    number, first = fresh_name(found, "i"), body.named_children[0]
    mark = "" if bound.startswith("&") else "&"
    yield case.replace(
        POSSIBLE,
        f"`{name}` stays the same in the loop: each element is lent on its own",
        (pattern.start_byte, pattern.end_byte, number),
        (value.start_byte, value.end_byte, f"0..{name}.len()"),
        (
            first.start_byte,
            first.start_byte,
            f"let {plain} = {mark}{name}[{number}];{new_line(case, first.start_byte)}",
        ),
    )


def _list(value: Node | None) -> Node | None:
    """Give what is run through: `rows` for `&rows` and `rows.iter()`."""
    if value is None:
        return None
    if value.type == "reference_expression":
        return value.named_children[-1] if value.children[1].type != "mutable_specifier" else None
    called = value.child_by_field_name("function") if value.type == "call_expression" else None
    is_run = called is not None and text_of(called.child_by_field_name("field")) == "iter"
    return called.child_by_field_name("value") if called is not None and is_run else None
