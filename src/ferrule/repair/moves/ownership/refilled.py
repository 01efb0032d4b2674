"""Whether a place is filled again after its value was taken out of it, so that nobody finds it empty (P16)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import statement_around

_CHAIN: Final = frozenset({"field_expression", "call_expression", "generic_function", "try_expression"})
_LEAVING: Final = frozenset({
    "return_expression", "try_expression", "break_expression", "continue_expression", "await_expression",
    "yield_expression",
})  # fmt: skip


def refilled_always(place: Node) -> bool:
    """Say whether each way through the function fills it: it stands in what is assigned to it, or that follows."""
    around = place.parent
    while around is not None and around.type not in {"block", "closure_expression"}:
        if around.type == "assignment_expression" and _is_same(around.child_by_field_name("left"), place):
            return not leaves(around)
        if around.type == "match_arm":
            break
        around = around.parent
    statement = statement_around(place)
    if statement is None or leaves(statement, place.start_byte):
        return False
    return any(_fills_always(one, place) for one in _following(place))


def leaves(node: Node, after: int = 0) -> bool:
    """Say whether a piece of code may go away from the function or the loop, as far as it ends after a place."""
    return any(one.type in _LEAVING and one.end_byte > after for one in walk(node))


def refilled_with(place: Node) -> tuple[Node, Node] | None:
    """Give the statement right after it that fills it, and the value; None where another one comes between."""
    following = next(_following(place), None)
    inner = following.named_children[0] if following is not None and following.named_children else None
    if following is None or inner is None or inner.type != "assignment_expression" or not _fills(inner, place):
        return None
    value = inner.child_by_field_name("right")
    return (following, value) if value is not None else None


def refilled_within(place: Node) -> bool:
    """Say whether what is made of the value fills the place of an option: a closure, an arm, the body of an `if let`.

    Where there was nothing to take, nothing is missed; where there was, each way has to fill it.
    """
    whole = place
    while whole.parent is not None and whole.parent.type in _CHAIN:
        whole = whole.parent
    above = whole.parent
    if above is not None and above.type == "match_expression":
        arms = above.child_by_field_name("body")
        holding = [one for one in arms.named_children if _takes(one)] if arms is not None else []
        return bool(holding) and all(_fills_always(one, place) for one in holding)
    if above is not None and above.type == "let_condition":
        branch = enclosing(above, "if_expression", "while_expression")
        body = branch.child_by_field_name("consequence") or branch.child_by_field_name("body") if branch else None
        return body is not None and _fills_always(body, place)
    closures = [one for one in walk(whole) if one.type == "closure_expression" and one.start_byte > place.end_byte]
    bodies = [body for one in closures[:1] if (body := one.child_by_field_name("body")) is not None]
    return any(_fills_always(one, place) for one in bodies)


def _takes(arm: Node) -> bool:
    """Say whether an arm is gone into with something in the option: its pattern is not that of nothing."""
    pattern = text_of(arm.child_by_field_name("pattern"))
    return arm.type == "match_arm" and pattern.rpartition("::")[2] != "None"


def _following(place: Node) -> Iterator[Node]:
    """Yield the statements that come after it on every way: up to the first that may leave."""
    statement = statement_around(place)
    following = statement.next_named_sibling if statement is not None else None
    while following is not None:
        if not following.type.endswith("comment"):
            if leaves(following):
                return
            yield following
        following = following.next_named_sibling


def _fills_always(node: Node, place: Node) -> bool:
    """Say whether each way through a piece of code fills a place, or empties it on purpose."""
    if node.type in {"block", "unsafe_block"}:
        for one in node.named_children:
            if _fills_always(one, place):
                return True
            if leaves(one):
                return False
        return False
    if node.type in {"expression_statement", "else_clause"}:
        return bool(node.named_children) and _fills_always(node.named_children[-1], place)
    if node.type == "match_arm":
        value = node.child_by_field_name("value")
        return value is not None and _fills_always(value, place)
    if node.type == "if_expression":
        parts = [node.child_by_field_name(name) for name in ("consequence", "alternative")]
        return all(one is not None and _fills_always(one, place) for one in parts)
    if node.type == "match_expression":
        body = node.child_by_field_name("body")
        arms = [one for one in body.named_children if one.type == "match_arm"] if body is not None else []
        return bool(arms) and all(_fills_always(one, place) for one in arms)
    return _fills(node, place) and not leaves(node)


def _fills(inner: Node, place: Node) -> bool:
    """Say whether an expression does nothing but fill a place, or empty it."""
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
