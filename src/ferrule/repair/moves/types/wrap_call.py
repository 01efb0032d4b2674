"""A call whose argument seems to have the wrong type, since what the call gives is not wrapped: `Some(read(p))`."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.expressions import ancestors, exact
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import apart, same
from ferrule.syntax.items import text_of

ID: Final = "wrap-call"
CODES: Final = frozenset({"E0308"})
_WRAPPERS: Final = {"Option": "Some", "Result": "Ok"}
_ENDS: Final = frozenset({"block", "return_expression", "match_arm", "let_declaration"})


def propose(case: Case) -> Iterator[Offer]:
    """Wrap the call, where the argument would fit but for that."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end) if pair is not None else None
    if pair is None or node is None:
        return
    wanted, given = apart(pair.expected, pair.found)
    wrapper = _WRAPPERS.get(wanted.head, "")
    call = _call(node)
    if (
        call is None
        or not wrapper
        or not wanted.args
        or wanted.text == pair.expected.text
        or not same(wanted.args[0], given)
    ):
        return
    words = f"{wrapper}({text_of(call)})"
    yield case.replace(BEFORE, f"what the call gives is wrapped: `{wrapper}`", (call.start_byte, call.end_byte, words))


def _call(argument: Node) -> Node | None:
    """Give the call of which this is an argument, where its value is what is handed on."""
    outer = next((one for one in ancestors(argument) if one.type == "call_expression"), None)
    listed = outer.child_by_field_name("arguments") if outer is not None else None
    if outer is None or listed is None or not listed.start_byte <= argument.start_byte < listed.end_byte:
        return None
    return outer if outer.parent is not None and outer.parent.type in _ENDS else None
