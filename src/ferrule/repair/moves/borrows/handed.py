"""What is handed on without a `&`: a value that lends for changing is changed by whom it is handed to (P16)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.places import Place, place_of, receiver_place
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.syntax.held import holds_no_loan, is_plain_type
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import bound_names, variable_of

_BARE: Final = frozenset({"identifier", "self", "field_expression"})
_GROUPS: Final = frozenset({
    "if_expression", "else_clause", "block", "match_expression", "match_block", "match_arm", "expression_statement",
    "parenthesized_expression", "tuple_expression", "array_expression", "struct_expression", "field_initializer_list",
    "field_initializer", "shorthand_field_initializer", "try_expression",
})  # fmt: skip
_PASSED_ON: Final = frozenset({"unwrap", "expect", "unwrap_or", "into_iter", "rev", "enumerate", "zip", "skip", "take"})


def changed(case: Case, given: Sequence[Node], own: Sequence[Placed], *, is_method: bool) -> Iterator[Place]:
    """Yield the places among the arguments of a call that may be changed through what they hold."""
    for at, argument in enumerate(given):
        known = place_of(argument) if argument.type in _BARE else None
        is_plain = own and all(_is_plain(one, at, is_method=is_method) for one in own)
        if known is not None and not is_plain and not _holds_nothing(case, argument):
            yield known


def led(case: Case, node: Node) -> Iterator[tuple[str, set[Place]]]:
    """Yield the names that a `let`, a loop, a condition or an arm binds, each with the places it may lead to."""
    value = node.child_by_field_name("value")
    if node.type == "match_arm":
        value = node.parent.parent.child_by_field_name("value") if node.parent and node.parent.parent else None
    places = set(held(case, value)) if value is not None else set()
    for one in bound_names(node.child_by_field_name("pattern")):
        yield text_of(one), places


def reached(changed_places: set[Place], leads: Mapping[str, set[Place]]) -> set[Place]:
    """Give the places that are changed, with those that the changed names lead to."""
    found, waiting = set(changed_places), list(changed_places)
    while waiting:
        new = leads.get(waiting.pop()[0], set()) - found
        found |= new
        waiting.extend(new)
    return found


def held(case: Case, value: Node, depth: int = 8) -> Iterator[Place]:
    """Yield the places that what is bound to a value may lead to: `self` for `let me = self`."""
    known = place_of(value) if value.type in _BARE | {"index_expression", "unary_expression"} else None
    called = value.child_by_field_name("function") if value.type == "call_expression" else None
    name = text_of(called.child_by_field_name("field")) if called is not None else ""
    inside: Sequence[Node] = value.named_children if value.type in _GROUPS else ()
    if value.type == "reference_expression" and value.children[1].type == "mutable_specifier":
        known = place_of(value)
    elif name and (name in _PASSED_ON or any("mut " in one.item.returns for one in _functions(case, name))):
        known = receiver_place(value)
    elif called is not None and not name and value.named_child_count > 1:
        inside = value.named_children[-1].named_children
    if known is not None:
        yield known
    for one in inside if depth else ():
        yield from held(case, one, depth - 1)


def _functions(case: Case, name: str) -> Iterator[Placed]:
    return (one for one in placed_items(case) if one.item.kind == "fn" and one.item.name == name)


def _is_plain(function: Placed, at: int, *, is_method: bool) -> bool:
    """Say whether a function takes what cannot be changed through it."""
    params = function.item.params[1 if is_method else 0 :]
    words = params[at].type if at < len(params) else ""
    return is_plain_type(words) and f"{words}:" not in function.item.generics


def _holds_nothing(case: Case, argument: Node) -> bool:
    if argument.type == "field_expression":
        name = text_of(argument.child_by_field_name("field"))
        types = [field.type for one in placed_items(case) for field in one.item.fields if field.name == name]
        return bool(types) and all(is_plain_type(one) for one in types)
    variable = variable_of(argument)
    if variable is None:
        return False
    value = variable.value
    is_field = value is not None and value.type == "field_expression" and _holds_nothing(case, value)
    return is_field or holds_no_loan(variable)
