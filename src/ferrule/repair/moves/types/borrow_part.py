"""A variable of a type without a size, since one of its values is a part that was not borrowed: `x = text[1..]`."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import FIRST
from ferrule.repair.moves.types.expressions import binding, function_around, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "borrow-part"
CODES: Final = frozenset({"E0277"})
_UNSIZED: Final = re.compile(r"^the size for values of type `(?:str|\[.*\])` cannot be known")


def propose(case: Case) -> Iterator[Offer]:
    """Borrow the parts that are assigned to the variable."""
    let = enclosing(case.node, "let_declaration") if _UNSIZED.match(case.error.message) else None
    pattern = let.child_by_field_name("pattern") if let is not None else None
    function = function_around(let) if let is not None else None
    if let is None or pattern is None or function is None or let.child_by_field_name("value") is not None:
        return
    values = [one.child_by_field_name("right") for one in walk(function) if _assigns(one, let, text_of(pattern))]
    parts = [one for one in values if one is not None and _is_part(one)]
    if parts:
        words = "a part is borrowed: `&`"
        yield case.replace(FIRST, words, *((one.start_byte, one.start_byte, "&") for one in parts))


def _assigns(node: Node, let: Node, name: str) -> bool:
    left = node.child_by_field_name("left") if node.type == "assignment_expression" else None
    return left is not None and text_of(left) == name and binding(left) == let


def _is_part(value: Node) -> bool:
    """Say whether an expression is an index with a range."""
    return value.type == "index_expression" and value.named_children[-1].type == "range_expression"
