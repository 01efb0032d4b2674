"""`main` that gives a number: it gives an exit code."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "exit-code"
CODES: Final = frozenset({"E0277"})
_NUMBERS: Final = frozenset({"i32", "u32", "i64", "u64", "u8", "i8", "u16", "i16", "usize", "isize"})


def propose(case: Case) -> Iterator[Offer]:
    """Wrap the values that `main` gives; only literals, since a code has eight bits."""
    function = enclosing(case.node, "function_item")
    returns = function.child_by_field_name("return_type") if function is not None else None
    body = function.child_by_field_name("body") if function is not None else None
    if "`main` has invalid return type" not in case.error.message or returns is None or body is None:
        return
    values = list(_values(body))
    if text_of(returns) not in _NUMBERS or not values or any(one.type != "integer_literal" for one in values):
        return
    parts = [(returns.start_byte, returns.end_byte, "std::process::ExitCode")]
    for one in values:
        parts += [(one.start_byte, one.start_byte, "std::process::ExitCode::from("), (one.end_byte, one.end_byte, ")")]
    yield case.replace(LIKELY, "the number is an exit code", *parts)


def _values(body: Node) -> Iterator[Node]:
    """Yield the last expression and those of each `return`, in order."""
    waiting = [body]
    while waiting:
        node = waiting.pop(0)
        if node.type == "return_expression" and node.named_children:
            yield node.named_children[0]
        if node.type not in {"closure_expression", "function_item"}:
            waiting.extend(node.named_children)
    last = body.named_children[-1] if body.named_children else None
    if last is not None and last.type != "expression_statement":
        yield last
