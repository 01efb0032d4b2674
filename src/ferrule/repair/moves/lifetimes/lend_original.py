"""A copy is made only to lend it: what was copied can be lent itself (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import Variable, around_function, variable_of, variables

ID: Final = "lend-original"
CODES: Final = frozenset({"E0515", "E0597"})
_MESSAGE: Final = "lend the value itself and no copy of it"
_COPYING: Final = frozenset({"clone", "to_owned", "to_string", "to_vec"})
_PLACES: Final = frozenset({"identifier", "self", "field_expression", "index_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Leave the copy out, where what is copied outlives the function."""
    for spot in case.spots("temporary value created here"):
        node = case.text.node(spot.byte_start, spot.byte_end)
        place = _original(node)
        if place is not None:
            yield case.replace(LIKELY - 1, _MESSAGE, (place.end_byte, node.end_byte, ""))
    for variable in _copies(case):
        value = variable.value
        place = _original(value) if value is not None else None
        is_typed = variable.declaration.child_by_field_name("type") is not None
        if value is not None and place is not None and not variable.is_mutable and not is_typed:
            words = text_of(place) if place.type == "identifier" else f"&{text_of(place)}"
            yield case.replace(LIKELY - 1, _MESSAGE, (value.start_byte, value.end_byte, words))


def _copies(case: Case) -> Iterator[Variable]:
    """Yield the variables that the error names as what ends too early."""
    function = around_function(case.node)
    names = {word.partition(".")[0] for word in case.quoted}
    for variable in variables(function) if function is not None else ():
        if variable.name in names and variable.declaration.type == "let_declaration":
            yield variable


def _original(node: Node) -> Node | None:
    """Give the place that a call copies, where it is a part of `self` or of what a parameter refers to."""
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    if called is None or text_of(called.child_by_field_name("field")) not in _COPYING:
        return None
    place = called.child_by_field_name("value")
    root = place
    while root is not None and root.type in {"field_expression", "index_expression"} and root.named_children:
        root = root.named_children[0]
    variable = variable_of(root) if root is not None and root.type in {"identifier", "self"} else None
    return place if place is not None and place.type in _PLACES and variable is not None and _lent(variable) else None


def _lent(variable: Variable) -> bool:
    """Say whether a variable is a parameter that is a reference."""
    if variable.declaration.type == "self_parameter":
        return text_of(variable.declaration).startswith("&")
    written = variable.declaration.child_by_field_name("type") if variable.declaration.type == "parameter" else None
    return written is not None and written.type == "reference_type"
