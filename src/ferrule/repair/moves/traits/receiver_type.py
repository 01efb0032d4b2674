"""A `self` of a type that is not the one of the impl."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.traits.own import head
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "receiver-type"
CODES: Final = frozenset({"E0307", "E0658"})
_BORROW: Final = re.compile(r"^&\s*('\w+\s+)?(mut\b)?")
_HOLDER: Final = re.compile(r"^((?:\w+\s*::\s*)*(?:Box|Rc|Arc|Pin))\s*<\s*(&\s*(?:mut\s+)?)?[^<>]*>$")
_THIS: Final = "this"


def propose(case: Case) -> Iterator[Offer]:
    """Keep how it is taken and say `self`; where the type holds the right one, make it a parameter as others."""
    if case.code == "E0658" and "as the type of `self`" not in case.error.message:
        return
    parameter = enclosing(case.node, "parameter", "self_parameter")
    function = enclosing(parameter, "function_item", "function_signature_item")
    if parameter is None or function is None or not re.match(r"(?:mut\s+)?self\b", text_of(parameter)):
        return
    of_type = text_of(parameter.child_by_field_name("type")) or case.found
    holds = re.search(r"\bSelf\b", of_type) is not None or _names_owner(function, of_type)
    span = (parameter.start_byte, parameter.end_byte)
    message = "a method takes the type that it belongs to"
    if not holds:
        for words in _receivers(of_type):
            yield case.replace(LIKELY, message, (*span, words))
    parts = list(_renamed(parameter, function))
    if parts:
        words = "this cannot be a receiver: it is an ordinary parameter"
        yield case.replace(LIKELY if holds else POSSIBLE, words, *parts)


def _names_owner(function: Node, of_type: str) -> bool:
    impl = enclosing(function, "impl_item")
    name = head(text_of(impl.child_by_field_name("type"))) if impl is not None else ""
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", of_type) is not None


def _receivers(of_type: str) -> Iterator[str]:
    """Yield the receivers that take their value as a type says."""
    held = _HOLDER.match(of_type)
    borrowed = _BORROW.match(of_type)
    if held is not None:
        yield f"self: {held[1]}<{held[2] or ''}Self>"
    elif borrowed is not None:
        yield f"&{borrowed[1] or ''}{'mut ' if borrowed[2] else ''}self"
    else:
        yield "self"
        yield "&self"


def _renamed(parameter: Node, function: Node) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that call the parameter by a name, in the body too."""
    waiting = [parameter]
    body = function.child_by_field_name("body")
    if body is not None:
        waiting.append(body)
    if re.search(rf"\b{_THIS}\b", text_of(function)):
        return
    while waiting:
        node = waiting.pop()
        if node.type == "self":
            yield node.start_byte, node.end_byte, _THIS
        elif node.type not in {"impl_item", "function_item", "macro_definition", "scoped_identifier"}:
            waiting.extend(node.children)
