"""What is gathered refers to what ends with each round: the collection owns what it gathers (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Spot
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.gathering import gathered, parts_of, starting
from ferrule.repair.moves.lifetimes.owned import is_changeable
from ferrule.repair.moves.lifetimes.places import owner
from ferrule.repair.moves.move import POSSIBLE
from ferrule.repair.moves.types.expressions import filled
from ferrule.repair.moves.types.typewords import bare, read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import loop_around
from ferrule.syntax.variables import Variable, around_function, variables

ID: Final = "own-collected"
CODES: Final = frozenset({"E0597", "E0716", "E0505", "E0506"})
_COPIES: Final = {"str": "{}.to_string()", "[]": "{}.to_vec()", "Path": "{}.to_path_buf()", "String": "{}.to_string()"}
_MOST: Final = 12


def propose(case: Case) -> Iterator[Offer]:
    """Copy what is put in, at all places, and change the written types with it."""
    holder = _holder(case)
    if holder is None:
        return
    given = [part for _, one in gathered(holder) for part in parts_of(one)]
    if not given or len(given) > _MOST:
        return
    types = case.probe(case.text, sorted({(one.start_byte, one.end_byte) for one in given}))
    known = dict(zip(sorted({(one.start_byte, one.end_byte) for one in given}), types, strict=True))
    lent = owner(case)
    parts = []
    for one in given:
        kind = read_type(known[one.start_byte, one.end_byte])
        if is_changeable(kind.text):
            return
        if kind.is_reference:
            parts.append((one.start_byte, one.end_byte, _owned(one, bare(kind).head, lent)))
    start = starting(holder)
    if parts and start is not None:
        message = f"`{holder.name}` outlives what it refers to: it owns what it gathers"
        yield case.replace(POSSIBLE, message, *start, *parts)


def _holder(case: Case) -> Variable | None:
    """Give the variable outside of the loop that gathers references."""
    lent = owner(case)
    at = lent.declaration if lent is not None else case.node
    function = around_function(at)
    if function is None or loop_around(at, function) is None:
        return None
    later = [spot for spot in case.spots("later used here") if spot.path == case.spot.path]
    for variable in variables(function):
        is_outside = variable.declaration.type == "let_declaration" and variable.declaration.end_byte <= at.start_byte
        if is_outside and any(_meets(spot, use) for spot in later for use in variable.uses):
            return variable
    return None


def _meets(spot: Spot, node: Node) -> bool:
    return spot.byte_start < node.end_byte and node.start_byte < spot.byte_end


def _owned(node: Node, head: str, lent: Variable | None) -> str:
    """Give the value itself where it is the variable that ends and this is its last use; else a copy."""
    value = node.child_by_field_name("value") if node.type == "reference_expression" else None
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    if called is not None and text_of(called.child_by_field_name("field")) in {"as_str", "as_slice"}:
        value = called.child_by_field_name("value")
    if value is not None and lent is not None and value in lent.uses:
        is_last = lent.uses[-1] == value and loop_around(value, lent.scope) is None
        return text_of(value) if is_last else f"{text_of(value)}.clone()"
    return filled(_COPIES.get(head, "{}.clone()"), node)
