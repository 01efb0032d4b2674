"""Whether somebody waits for a thread: its handle is held by what is joined on every way (P16)."""

from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.types.expressions import ancestors, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS
from ferrule.syntax.variables import Variable

FILLING: Final = frozenset({"push", "insert", "push_back"})
_WAYS: Final = frozenset({"return_expression", "break_expression", "continue_expression", "try_expression"})
_MOST_DEEP: Final = 4


def is_join(node: Node) -> bool:
    """Say whether a node is the call that waits for a thread."""
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    arguments = node.child_by_field_name("arguments")
    is_empty = arguments is not None and not arguments.named_children
    return called is not None and is_empty and text_of(called.child_by_field_name("field")) == "join"


def is_joined(thread: Node, rows: list[Node], known: tuple[Variable, ...], depth: int = 0) -> bool:
    """Say whether what holds a thread, or another value, is joined in one of these statements, whatever happens."""
    node = thread
    for above in ancestors(thread):
        if above.type in ITEMS or above.end_byte > rows[-1].end_byte:
            return False
        if is_join(above) and node == above.child_by_field_name("function"):
            return _is_certain(above, rows)
        held = _held(above, node, known)
        if held:
            return depth < _MOST_DEEP and all(_waits(one, rows, known, depth) for one in held)
        if above.type in {"let_declaration", "expression_statement"}:
            return False
        node = above
    return False


def _held(above: Node, inner: Node, known: tuple[Variable, ...]) -> list[Variable]:
    """Give the variables into which a node puts what is inside of it; none where it puts it nowhere."""
    if above.type == "let_declaration" and above.child_by_field_name("value") == inner:
        return [one for one in known if one.declaration == above]
    called = above.child_by_field_name("function") if above.type == "call_expression" else None
    is_filled = called is not None and text_of(called.child_by_field_name("field")) in FILLING
    if called is None or not is_filled or above.child_by_field_name("arguments") != inner:
        return []
    root = called.child_by_field_name("value")
    return [one for one in known if root is not None and root in one.uses]


def _waits(held: Variable, rows: list[Node], known: tuple[Variable, ...], depth: int) -> bool:
    """Say whether some use of a variable joins it, or hands it on to what is joined."""
    return any(_is_used_to_join(use, held, rows, known, depth) for use in held.uses)


def _is_used_to_join(use: Node, held: Variable, rows: list[Node], known: tuple[Variable, ...], depth: int) -> bool:
    node = use
    for above in ancestors(use):
        if above.type in ITEMS or above.end_byte > rows[-1].end_byte:
            return False
        if is_join(above) and node == above.child_by_field_name("function"):
            return _is_certain(above, rows)
        is_source = above.child_by_field_name("value") == node
        if above.type == "call_expression" and node == above.child_by_field_name("function"):
            arguments = above.child_by_field_name("arguments")
            if arguments is not None and any(map(is_join, walk(arguments))):
                return _is_certain(above, rows) and not any(one.type in _WAYS for one in walk(arguments))
        if above.type == "for_expression" and is_source:
            return _is_certain(above, rows) and _joins_each(above, known)
        if above.type == "let_condition" and is_source:
            branch = next((one for one in ancestors(above) if one.type in {"while_expression", "if_expression"}), None)
            return branch is not None and _is_certain(branch, rows) and _joins_each(branch, known)
        put = [one for one in _held(above, node, known) if one is not held]
        if put:
            return depth < _MOST_DEEP and all(_waits(one, rows, known, depth + 1) for one in put)
        node = above
    return False


def _joins_each(loop: Node, known: tuple[Variable, ...]) -> bool:
    """Say whether the body joins what its head binds, and no way leaves it before."""
    body = loop.child_by_field_name("body") or loop.child_by_field_name("consequence")
    if body is None or any(one.type in _WAYS for one in walk(body)):
        return False
    bound = [one for one in known if one.declaration == loop]
    joins = [one for one in walk(body) if is_join(one) and _is_certain(one, [body])]
    return any(one.start_byte <= use.start_byte < one.end_byte for one in joins for of in bound for use in of.uses)


def _is_certain(node: Node, rows: list[Node]) -> bool:
    """Say whether no branch stands between a node and these statements: only what it asks for itself may."""
    inner = node
    for above in ancestors(node):
        if above.start_byte < rows[0].start_byte or above.end_byte > rows[-1].end_byte:
            return True
        parts = [above.child_by_field_name(name) for name in ("consequence", "alternative")]
        if above.type == "match_arm" or (above.type == "if_expression" and inner in parts):
            return False
        inner = above
    return True
