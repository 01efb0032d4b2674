"""A function that is called like a method, and is none (P16)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.names.surroundings import head
from ferrule.syntax.items import Item, text_of
from ferrule.syntax.tree import COMMENTS, enclosing

ID: Final = "call-free-function"
CODES: Final = frozenset({"E0424", "E0599"})
_BORROW: Final = re.compile(r"&(?:'\w+\s+)?(mut\s+)?")
_OF_TYPE: Final = re.compile(r"found for (?:\w+ )*`([^`]+)`")


def propose(case: Case) -> Iterator[Offer]:
    """Call the function of this file that has the name: without `self.`, or with the receiver as first argument."""
    call = enclosing(case.node.parent, "call_expression", "block")
    method = call.child_by_field_name("function") if call is not None else None
    arguments = call.child_by_field_name("arguments") if call is not None else None
    if call is None or method is None or arguments is None or method.type != "field_expression":
        return
    receiver, name = text_of(method.child_by_field_name("value")), text_of(method.child_by_field_name("field"))
    given = [text_of(one) for one in arguments.named_children if one.type not in COMMENTS]
    if case.code == "E0599" and case.quoted[:1] != (name,):
        return
    for function in _functions(case, name):
        place = (method.start_byte, method.end_byte, name)
        if receiver == "self" and len(function.params) == len(given):
            yield case.replace(SURE, f"`{name}` is no method", place)
        elif case.code == "E0599" and len(function.params) == len(given) + 1 and _takes(case, function):
            first = f"{_borrow(function.params[0].type)}{receiver}"
            new = f"{name}({', '.join([first, *given])})"
            yield case.replace(LIKELY, f"`{name}` is no method", (call.start_byte, call.end_byte, new))


def _functions(case: Case, name: str) -> Iterator[Item]:
    around = case.text.item(case.spot.byte_start)
    modules = around.modules if around is not None else ()
    members = {id(one) for item in case.text.items if item.kind in {"impl", "trait"} for one in item.members}
    for item in case.text.items:
        if item.kind == "fn" and item.name == name and item.modules == modules and id(item) not in members:
            yield item


def _takes(case: Case, function: Item) -> bool:
    """Say whether the first parameter has the type of the receiver."""
    said = _OF_TYPE.search(case.error.message)
    return said is not None and head(said[1]) not in {"", "T"} and head(function.params[0].type) == head(said[1])


def _borrow(of_type: str) -> str:
    """Give how a value becomes one of a type: borrowed as that is, or as it stands."""
    found = _BORROW.match(of_type)
    return ("&mut " if found[1] else "&") if found is not None else ""
