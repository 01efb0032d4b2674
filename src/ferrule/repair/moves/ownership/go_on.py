"""An iterator that is given away for its first values, and asked for the next ones: it is lent for the while (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.given import RECEIVER, given, name_of, type_of
from ferrule.repair.moves.traits.own import head
from ferrule.syntax.effects import method
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import variable_of

ID: Final = "go-on"
CODES: Final = frozenset({"E0382"})
_SOME: Final = frozenset({"take", "take_while", "map_while", "step_by", "scan"})
"""Methods that need not run to the end."""
_NEXT: Final = _SOME | {"next", "nth", "collect", "peek", "count", "sum", "map", "for_each", "last"}


def propose(case: Case) -> Iterator[Offer]:
    """Put `.by_ref()` where a part is taken, and before a loop that ends early; a copy would begin anew."""
    lost = given(case)
    variable = variable_of(lost.value) if lost is not None and lost.value.type == "identifier" else None
    if lost is None or variable is None or head(type_of(case)) in {"Range", "RangeInclusive", "Option"}:
        return
    later = [use for use in variable.uses if use.start_byte > lost.value.end_byte]
    goes_on = any(method(use) in _NEXT or _is_run(use) for use in later)
    is_part = lost.call is not None and lost.position == RECEIVER and name_of(lost.call) in _SOME
    if not later or not goes_on or not (is_part or _ends_early(lost.value)):
        return
    parts = [(lost.value.end_byte, lost.value.end_byte, ".by_ref()")]
    if not variable.is_mutable:
        parts.append((variable.bound.start_byte, variable.bound.start_byte, "mut "))
    yield case.replace(SURE, f"`{variable.name}` goes on afterwards: it is lent for the first values", *sorted(parts))


def _is_run(use: Node) -> bool:
    above = use.parent
    return above is not None and above.type == "for_expression" and above.child_by_field_name("value") == use


def _ends_early(value: Node) -> bool:
    """Say whether a loop over a value breaks."""
    loop = value.parent
    if loop is None or loop.type != "for_expression" or loop.child_by_field_name("value") != value:
        return False
    return "break" in text_of(loop.child_by_field_name("body"))
