"""A function inside of a function that uses a variable of the outer one."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.names.constants import as_constant
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "inner-function-to-closure"
CODES: Final = frozenset({"E0434"})
_HEAVY: Final = ("type_parameters", "where_clause")


def propose(case: Case) -> Iterator[Offer]:
    """Make the inner function a closure; make the variable a constant where its value is one."""
    function = enclosing(case.node, "function_item")
    if function is None:
        return
    holder = function.parent
    if holder is not None and holder.type == "block" and _may_be_closure(function):
        yield case.replace(LIKELY, "a function captures nothing, a closure does", *_closure(function))
    for parts in as_constant(case, case.found, function.start_byte):
        rank = SURE if holder is None or holder.type != "block" else POSSIBLE
        yield case.replace(rank, f"`{case.found}` never changes: a constant is seen everywhere", *parts)


def _may_be_closure(function: Node) -> bool:
    """Say whether a closure can do the same: no generics, no recursion, no `async`, `unsafe` or `const`."""
    name, body = text_of(function.child_by_field_name("name")), function.child_by_field_name("body")
    if body is None or any(function.child_by_field_name(part) is not None for part in _HEAVY):
        return False
    words = text_of(body)
    plain = all(child.type not in {"function_modifiers", "where_clause"} for child in function.named_children)
    return plain and f"{name}(" not in words and "'_" not in text_of(function.child_by_field_name("parameters"))


def _closure(function: Node) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that turn `fn name(a: A) -> R { .. }` into `let name = |a: A| -> R { .. };`."""
    name, parameters = function.child_by_field_name("name"), function.child_by_field_name("parameters")
    if name is None or parameters is None:
        return
    yield function.start_byte, name.start_byte, "let "
    yield name.end_byte, parameters.start_byte + 1, " = |"
    yield parameters.end_byte - 1, parameters.end_byte, "|"
    yield function.end_byte, function.end_byte, ";"
