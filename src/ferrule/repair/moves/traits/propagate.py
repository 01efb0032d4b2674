"""An `Option` or a `Result` where its value is wanted, or the value where one of them is: `?` is missing, or `Ok`."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.own import head
from ferrule.repair.moves.traits.receiver import receiver_end
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "propagate"
CODES: Final = frozenset({"E0277"})
_WRAPPED: Final = r"(?:[\w:]+::)?(Option|Result)<.*>"
_FROM: Final = re.compile(rf"^the trait bound `[^`]+: (?:Try)?(?:From|Into)<{_WRAPPED}>` is not satisfied")
_LACKS: Final = re.compile(rf"^(?:the trait bound )?`&?{_WRAPPED}(?:: [^`]*)?` (?:is not|doesn't implement|cannot be)")
_COMPARED: Final = re.compile(rf"^can't compare `&?{_WRAPPED}` with `(?!(?:[\w:]+::)?(?:Option|Result)<)")
_INTO: Final = re.compile(
    rf"^the trait bound `{_WRAPPED}: (?:Try)?From<(?!(?:[\w:]+::)?(?:Option|Result)<)[^`]*>` is not"
)
_MAKES: Final = {"Option": "Some", "Result": "Ok"}


def propose(case: Case) -> Iterator[Offer]:
    """Offer `?` behind the value, and `Ok` or `Some` around what the function gives."""
    message = case.error.message
    function = enclosing(case.node, "function_item", "closure_expression")
    returns = head(text_of(function.child_by_field_name("return_type"))) if function is not None else ""
    into = _INTO.search(message)
    if function is not None and into and returns == into[1]:
        yield from _wrapped(case, function, _MAKES[into[1]])
    found = _FROM.search(message) or _LACKS.search(message) or _COMPARED.search(message)
    if found and found[1] == returns:
        at = receiver_end(case) if _FROM.search(message) else None
        at = case.spot.byte_end if at is None else at
        yield case.replace(SURE, "what is missing is handed on to the caller", (at, at, "?"))


def _wrapped(case: Case, function: Node, made: str) -> Iterator[Offer]:
    body = function.child_by_field_name("body")
    last = body.named_children[-1] if body is not None and body.named_children else None
    if last is None or last.type == "let_declaration":
        return
    if last.type == "expression_statement" and text_of(last).endswith(";"):
        return
    parts = ((last.start_byte, last.start_byte, f"{made}("), (last.end_byte, last.end_byte, ")"))
    yield case.replace(LIKELY, f"the function gives `{made}(...)`", *parts)
