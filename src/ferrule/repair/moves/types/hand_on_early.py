"""A variable that may be nothing and is used as if it were something each time: its value lacks a `?`."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Finding
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import FIRST
from ferrule.repair.moves.types.convert_value import value_of
from ferrule.repair.moves.types.expressions import binding, function_around, walk
from ferrule.syntax.items import text_of

ID: Final = "hand-on-early"
CODES: Final = frozenset({"E0599", "E0609"})
_OFFERED: Final = "use the `?` operator to extract"
_ENOUGH: Final = 2


def propose(case: Case) -> Iterator[Offer]:
    """Write `?` where the variable gets its value, when all its uses, two at least, need one."""
    name = _receiver(case, case.error)
    value = value_of(name) if name is not None else None
    function = function_around(name) if name is not None else None
    let = binding(name) if name is not None else None
    if name is None or value is None or function is None or let is None or value.type == "try_expression":
        return
    alike = (one for one in walk(function) if one.type == "identifier" and text_of(one) == text_of(name))
    uses = {one.start_byte for one in alike if one.start_byte >= let.end_byte and binding(one) == let}
    wrong = {one.start_byte for error in case.errors if (one := _receiver(case, error)) is not None}
    if len(uses) >= _ENOUGH and uses <= wrong:
        words = "each use needs what may be missing: `?` where it is made"
        yield case.replace(FIRST, words, (value.end_byte, value.end_byte, "?"))


def _receiver(case: Case, error: Finding) -> Node | None:
    """Give the variable whose method or field an error does not find, where the compiler would put a `?` behind it."""
    spot = next((one for one in error.spots if one.primary), None)
    offered = any(_OFFERED in one.message for one in error.suggestions)
    if not offered or error.rule not in CODES or spot is None or spot.path != case.spot.path:
        return None
    field = case.text.node(spot.byte_start, spot.byte_end).parent
    value = field.child_by_field_name("value") if field is not None and field.type == "field_expression" else None
    return value if value is not None and value.type == "identifier" else None
