"""A name that not all alternatives of a pattern bind."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.nearest import nearest
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "bind-in-all-alternatives"
CODES: Final = frozenset({"E0408"})


def propose(case: Case) -> Iterator[Offer]:
    """Give both alternatives one name where they bind a similar one; a name that nobody uses becomes `_`."""
    name = case.quoted[0] if case.quoted else ""
    arm = enclosing(case.node, "match_arm", "let_declaration", "parameter", "let_condition")
    bound = next((spot for spot in case.error.spots if spot.label == "variable not in all patterns"), None)
    if arm is None or bound is None or bound.path != case.spot.path:
        return
    scope = arm if arm.type == "match_arm" else enclosing(arm, "block")
    used = _uses(scope, name) - _uses(arm.child_by_field_name("pattern"), name)
    alternative = case.node
    for other in nearest(name, [text_of(one) for one in _identifiers(alternative)]):
        wrong = next(one for one in _identifiers(alternative) if text_of(one) == other)
        if used or not _uses(scope, other) - _uses(arm.child_by_field_name("pattern"), other):
            change = (wrong.start_byte, wrong.end_byte, name)
            yield case.replace(SURE, f"the other alternative calls it `{name}`", change)
    if not used:
        change = (bound.byte_start, bound.byte_end, "_")
        yield case.replace(LIKELY, f"nobody uses `{name}`, and not all alternatives have it", change)


def _uses(node: Node | None, name: str) -> int:
    return len(re.findall(rf"(?<![\w.]){re.escape(name)}(?!\w)", text_of(node))) if name else 0


def _identifiers(node: Node) -> Iterator[Node]:
    """Yield the names in a pattern, itself included."""
    if node.type == "identifier":
        yield node
    for child in node.named_children:
        yield from _identifiers(child)
