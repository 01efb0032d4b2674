"""Patterns that match nothing: a call of a function, and a borrow of what has no size."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing, parse

ID: Final = "match-value"
CODES: Final = frozenset({"E0033", "E0164", "E0532"})
_PATHS: Final = frozenset({"scoped_identifier", "identifier", "integer_literal", "boolean_literal", "char_literal"})
"""Bodies that are patterns as they stand."""


def propose(case: Case) -> Iterator[Offer]:
    """Bind the borrow itself; match what a called function gives, or compare with it in a guard."""
    if case.code == "E0033":
        yield from _borrowed(case)
        return
    if "function" not in case.error.message:
        return
    pattern = enclosing(case.node, "tuple_struct_pattern")
    call = text_of(pattern)
    path, ends = call.partition("(")[::2]
    if pattern is None or not call.startswith(case.found) or ends.strip() != ")":
        return
    span = (pattern.start_byte, pattern.end_byte)
    given = _given(case, path.strip())
    if given:
        yield case.replace(LIKELY, f"the function gives `{given}`: match that", (*span, given))
    whole = pattern.parent
    if whole is not None and whole.type == "match_pattern" and text_of(whole) == call:
        words = f"value if value == {call}"
        yield case.replace(POSSIBLE, "a guard can call a function, a pattern cannot", (*span, words))


def _borrowed(case: Case) -> Iterator[Offer]:
    """Yield the pattern without its `&`: what is behind cannot be moved out of it."""
    node = enclosing(case.node, "reference_pattern")
    inner = node.named_children[-1] if node is not None and node.named_children else None
    if node is not None and inner is not None and inner.type == "identifier":
        part = (node.start_byte, node.end_byte, text_of(inner))
        yield case.replace(LIKELY, "what has no size stays behind its borrow", part)


def _given(case: Case, path: str) -> str:
    """Give the path that is all a function of the crate computes; empty for more than that."""
    owner, _, name = path.rpartition("::")
    kind = owner.rpartition("::")[2]
    for placed in placed_items(case):
        item = placed.item
        if item.kind == "impl" and item.name == kind and kind:
            for member in item.members:
                if member.kind == "fn" and member.name == name and member.body is not None:
                    return _only(placed.text.at(*member.body)).replace("Self::", f"{owner}::")
        elif not owner and item.kind == "fn" and item.name == name and item.body is not None:
            return _only(placed.text.at(*item.body))
    return ""


def _only(body: str) -> str:
    inside = body.strip()[1:-1].strip()
    root = parse(f"fn f() {{ {inside} }}".encode()).root_node
    block = root.named_children[0].child_by_field_name("body") if root.named_children else None
    only = block.named_children if block is not None and not root.has_error else []
    return inside if len(only) == 1 and only[0].type in _PATHS and text_of(only[0]) == inside else ""
