"""Whether a value that is taken out of its place is used up on every way, so that none loses it (P16)."""

from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.ownership.refilled import leaves
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import Access, access, place, statement_around
from ferrule.syntax.variables import Variable, around_function, variables

_PASSED: Final = frozenset({"field_expression", "call_expression", "try_expression", "await_expression"})
_KEEPING: Final = frozenset({"unwrap", "expect", "unwrap_or_default", "unwrap_or_else", "unwrap_or"})
_LENDING: Final = frozenset({"len", "is_empty", "iter", "iter_mut", "is_some", "is_none", "clone", "as_ref", "as_mut"})


def used_up(value: Node) -> bool:
    """Say whether a value is given on where it stands, or through the variable that it is bound to on every way."""
    statement = statement_around(value)
    if statement is None or _is_branched(value):
        return False
    if statement.type != "let_declaration":
        return True
    if not _is_whole(value, statement):
        return statement.child_by_field_name("alternative") is None
    pattern = statement.child_by_field_name("pattern")
    function = around_function(value)
    known = variables(function) if function is not None else ()
    bound = next((one for one in known if one.bound == pattern), None)
    return bound is not None and _is_given(bound, statement)


def _is_branched(value: Node) -> bool:
    """Say whether it is what a `match` or an `if let` looks at: each arm does what it likes with it."""
    node = value
    while node.parent is not None and node.parent.type in _PASSED:
        node = node.parent
    above = node.parent
    return above is not None and above.type in {"match_expression", "let_condition"}


def _is_whole(value: Node, statement: Node) -> bool:
    """Say whether a `let` binds the value itself, or what is in its option."""
    node = value
    while node.parent is not None and node.parent != statement:
        node = node.parent
        if node.type == "field_expression" and text_of(node.child_by_field_name("field")) not in _KEEPING:
            return False
        if node.type not in _PASSED:
            return False
    return True


def _is_given(bound: Variable, statement: Node) -> bool:
    """Say whether a statement beside the `let` gives the variable, or a part of it, away before any way leaves."""
    following = statement.next_named_sibling
    while following is not None:
        inside = [use for use in bound.uses if following.start_byte <= use.start_byte < following.end_byte]
        if any(_is_taken(use) and statement_around(use) == following and _is_straight(use, following)
               for use in inside):  # fmt: skip
            return True
        if leaves(following):
            return False
        following = following.next_named_sibling
    return False


def _is_taken(use: Node) -> bool:
    done = access(use)
    if done is not Access.RECEIVER:
        return done is Access.VALUE
    field = place(use).parent
    return field is not None and text_of(field.child_by_field_name("field")) not in _LENDING


def _is_straight(use: Node, statement: Node) -> bool:
    """Say whether no branch, loop or closure stands between a use and its statement."""
    node = use
    while node.parent is not None and node != statement:
        above = node.parent
        is_looked_at = above.child_by_field_name("value") == node or above.child_by_field_name("condition") == node
        kinds = {"match_expression", "if_expression", "for_expression", "while_expression", "let_condition"}
        if above.type in {"closure_expression", "match_arm", "else_clause"} | (set() if is_looked_at else kinds):
            return False
        node = above
    return True
