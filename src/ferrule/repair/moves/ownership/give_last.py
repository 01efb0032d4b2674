"""A field takes a value that the fields after it still look at: it is filled last (P16)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.given import given
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import variable_of

ID: Final = "give-last"
CODES: Final = frozenset({"E0382", "E0505"})
_PLACES: Final = frozenset({"identifier", "field_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Move `name: value` behind the last field that looks at the value; to give a value away does nothing else."""
    lost = given(case)
    if lost is None or lost.value.type not in _PLACES:
        return
    filled = _initializer(lost.value)
    listed = filled.parent if filled is not None else None
    root = lost.value
    while root.type == "field_expression":
        inner = root.child_by_field_name("value")
        if inner is None:
            return
        root = inner
    variable = variable_of(root)
    if filled is None or listed is None or listed.type != "field_initializer_list" or variable is None:
        return
    others = [one for one in listed.named_children if one.type.endswith("field_initializer") or "shorthand" in one.type]
    behind = [one for one in others if one.start_byte > filled.start_byte and _holds(one, variable.uses)]
    plain = [one for one in behind if one.type != "base_field_initializer"]
    if not plain:
        return
    index = others.index(filled)
    words = lost.text.at(filled.start_byte, filled.end_byte)
    gone = (filled.start_byte, others[index + 1].start_byte, "")
    message = f"`{text_of(root)}` is still looked at by the fields after it: its own is filled last"
    yield case.replace(SURE, message, gone, (plain[-1].end_byte, plain[-1].end_byte, f", {words}"))


def _initializer(value: Node) -> Node | None:
    above = value.parent
    if above is not None and above.type in {"field_initializer", "shorthand_field_initializer"}:
        return above
    return value if value.type == "shorthand_field_initializer" else None


def _holds(node: Node, uses: list[Node]) -> bool:
    return any(node.start_byte <= use.start_byte < node.end_byte for use in uses)
