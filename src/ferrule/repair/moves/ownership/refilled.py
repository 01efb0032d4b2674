"""Whether a place is filled again after its value was taken out of it, so that nobody finds it empty (P16)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import statement_around

_CHAIN: Final = frozenset({"field_expression", "call_expression", "generic_function", "try_expression"})


def refilled_always(place: Node) -> bool:
    """Say whether each way through the function fills it: it stands in what is assigned to it, or that follows."""
    around = place.parent
    while around is not None and around.type not in {"block", "closure_expression"}:
        if around.type == "assignment_expression" and _is_same(around.child_by_field_name("left"), place):
            return True
        if around.type == "match_arm":
            break
        around = around.parent
    return any(_fills(one, place) for one in _following(place))


def refilled_with(place: Node) -> tuple[Node, Node] | None:
    """Give the statement right after it that fills it, and the value; None where another one comes between."""
    following = next(_following(place), None)
    inner = following.named_children[0] if following is not None and following.named_children else None
    if following is None or inner is None or inner.type != "assignment_expression" or not _fills(following, place):
        return None
    value = inner.child_by_field_name("right")
    return (following, value) if value is not None else None


def refilled_within(place: Node) -> bool:
    """Say whether what is made of the value fills the place of an option: a closure, an arm, the body of an `if let`.

    Where there was nothing to take, nothing is missed.
    """
    whole = place
    while whole.parent is not None and whole.parent.type in _CHAIN:
        whole = whole.parent
    above = whole.parent
    if above is not None and above.type in {"match_expression", "let_condition"}:
        whole = (
            above
            if above.type == "match_expression"
            else enclosing(above, "if_expression", "while_expression") or above
        )
    return any(
        one.type == "assignment_expression"
        and one.start_byte > place.end_byte
        and _is_same(one.child_by_field_name("left"), place)
        for one in walk(whole)
    )


def _following(place: Node) -> Iterator[Node]:
    """Yield the statements that come after it on every way: up to the first that may leave."""
    statement = statement_around(place)
    following = statement.next_named_sibling if statement is not None else None
    while following is not None:
        if not following.type.endswith("comment"):
            yield following
            if any(one.type in {"return_expression", "try_expression", "break_expression"} for one in walk(following)):
                return
        following = following.next_named_sibling


def _fills(statement: Node, place: Node) -> bool:
    """Say whether a statement does nothing but fill a place, or empty it."""
    inner = statement.named_children[0] if statement.type == "expression_statement" and statement.children else None
    if inner is None:
        return False
    if inner.type == "assignment_expression":
        return _is_same(inner.child_by_field_name("left"), place)
    function = inner.child_by_field_name("function") if inner.type == "call_expression" else None
    is_cleared = function is not None and text_of(function.child_by_field_name("field")) == "clear"
    return is_cleared and function is not None and _is_same(function.child_by_field_name("value"), place)


def _is_same(one: Node | None, other: Node) -> bool:
    return one is not None and _words(one) == _words(other)


def _words(place: Node) -> str:
    """Give a place without blanks, and without the `*` that a method call does not need."""
    return "".join(text_of(place).split()).removeprefix("*")
