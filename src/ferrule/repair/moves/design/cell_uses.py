"""One use of a field that is in a cell from now on: how it is opened there, and where it must not be (P19)."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.design.cells import Cell
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.types.expressions import ancestors, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import statement_around
from ferrule.syntax.variables import variable_of

_ASSIGNING: Final = frozenset({"assignment_expression", "compound_assignment_expr"})
_CHANGING: Final = frozenset({
    "push", "push_str", "insert", "insert_str", "remove", "clear", "pop", "extend", "extend_from_slice", "sort",
    "sort_by", "sort_by_key", "sort_unstable", "retain", "truncate", "drain", "append", "entry", "get_mut", "iter_mut",
    "values_mut", "swap", "swap_remove", "dedup", "reverse", "fill", "push_back", "push_front", "pop_back",
    "pop_front", "take", "replace", "get_or_insert_with", "get_or_insert", "resize", "split_off", "last_mut",
    "first_mut", "as_mut", "next", "rotate_left", "rotate_right", "write", "write_all", "flush", "read_line",
})  # fmt: skip
_KEEPING: Final = frozenset({"match_expression", "for_expression", "let_condition"})


def opened_at(case: Case, node: Node, cell: Cell) -> list[Part] | None:
    """Give the edits for one use `x.f`; None where an open cell could meet another one, or be kept open."""
    if cell.is_copied:
        return _copied(node)
    outer, changes = whole(node), False
    above = outer.parent
    if above is None:
        return None
    if above.type in _ASSIGNING and above.child_by_field_name("left") == outer:
        changes = True
    elif above.type == "reference_expression":
        if not _is_argument(above):
            return None
        changes = any(child.type == "mutable_specifier" for child in above.children)
    elif above.type == "field_expression":
        changes = is_changing(case, text_of(above.child_by_field_name("field")))
    elif not _is_looked_at(outer):
        return None
    if not _is_alone(node) or is_kept(node):
        return None
    opening = cell.change if changes else cell.look
    parts: list[Part] = [(node.end_byte, node.end_byte, opening)]
    mark = "*" if outer == node and above.type != "field_expression" else ""
    tail = _tail_of_owner(node)
    if tail is not None:
        is_first = tail.start_byte == node.start_byte
        parts.insert(0, (tail.start_byte, tail.start_byte, f"let value = {mark if is_first else ''}"))
        parts.append((tail.end_byte, tail.end_byte, "; value"))
        mark = "" if is_first else mark
    return [(node.start_byte, node.start_byte, mark), *parts] if mark else parts


def _tail_of_owner(node: Node) -> Node | None:
    """Give the value of the block around a use where a variable of that block is opened: it ends before the cell does.

    Before edition 2024, what is open at the end of a block lives longer than the variables of the block.
    """
    statement, root = statement_around(node), node
    while root.named_children and root.type != "identifier":
        root = root.named_children[0]
    variable = variable_of(root) if root.type == "identifier" else None
    block = statement.parent if statement is not None else None
    if variable is None or statement is None or block is None or variable.declaration.parent != block:
        return None
    return statement if block.named_children[-1] == statement and not _is_ended(statement) else None


def _is_ended(statement: Node) -> bool:
    """Say whether a statement gives no value: it ends with a `;`, or declares something."""
    return statement.type.endswith(("_declaration", "_item")) or text_of(statement).endswith(";")


def _copied(node: Node) -> list[Part] | None:
    """Give the edits for a value that is taken out and put in as a whole."""
    above = node.parent
    if above is None:
        return None
    if above.type not in _ASSIGNING or above.child_by_field_name("left") != node:
        changes = above.type == "reference_expression" and any(
            one.type == "mutable_specifier" for one in above.children
        )
        return None if changes else [(node.end_byte, node.end_byte, ".get()")]
    right = above.child_by_field_name("right")
    if right is None:
        return None
    operator = text_of(above.child_by_field_name("operator")) if above.type == "compound_assignment_expr" else "="
    wraps = operator != "=" and right.type == "binary_expression"
    before = "" if operator == "=" else f"{text_of(node)}.get() {operator[:-1]} "
    opening, closing = ("(", "))") if wraps else ("", ")")
    parts: list[Part] = [(node.end_byte, right.start_byte, f".set({before}{opening}")]
    return [*parts, (right.end_byte, right.end_byte, closing)]


def whole(node: Node) -> Node:
    """Give the place that starts with the field: `x.f[i].g` for `x.f`."""
    above = node.parent
    while above is not None and above.type in {"field_expression", "index_expression"}:
        first = above.named_children[0] if above.named_children else None
        outer = above.parent
        is_called = (
            outer is not None and outer.type == "call_expression" and outer.child_by_field_name("function") == above
        )
        if first != node or is_called:
            break
        node, above = above, above.parent
    return node


def is_changing(case: Case, method: str) -> bool:
    """Say whether a method may change what it is called on."""
    if method in _CHANGING:
        return True
    own = [one.item for one in placed_items(case) if one.item.kind == "fn" and one.item.name == method]
    return any("mut" in param.type for one in own for param in one.params[:1] if param.pattern == "self")


def _is_argument(node: Node) -> bool:
    above = node.parent
    return above is not None and above.type == "arguments"


def _is_looked_at(node: Node) -> bool:
    """Say whether a value is only compared, calculated with or shown, and not taken away."""
    above = node.parent
    if above is None:
        return False
    if above.type == "arguments":
        return (
            text_of(above.parent.child_by_field_name("function")).endswith("_") if above.parent is not None else False
        )
    return above.type in {"binary_expression", "unary_expression", "type_cast_expression"}


def _is_alone(node: Node) -> bool:
    """Say whether nothing else in the statement may open the cell: neither the field again nor a call on its owner."""
    statement = span(node)
    owner, name = text_of(node.child_by_field_name("value")), text_of(node.child_by_field_name("field"))
    if statement is None:
        return False
    root = re.split(r"[.\[(]", owner)[0].strip("&*( ")
    for one in walk(statement):
        if one.type == "field_expression" and text_of(one.child_by_field_name("field")) == name and one != node:
            return False
        if one.type in {"identifier", "self"} and text_of(one) == root and not _is_inside(one, node):
            above = one.parent
            outer = above.parent if above is not None and above.type == "field_expression" else None
            is_method = (
                outer is not None and outer.type == "call_expression" and outer.child_by_field_name("function") == above
            )
            if outer is None or is_method:
                return False
    return True


def span(node: Node) -> Node | None:
    """Give what is done while the cell is open: the statement, or the condition in which it stands."""
    statement = statement_around(node)
    for one in ancestors(node):
        if statement is None or one == statement:
            return statement
        outer = one.parent
        plain = one.type not in {"let_condition", "let_chain"}
        if plain and outer is not None and outer.child_by_field_name("condition") == one:
            return one
    return statement


def _is_inside(node: Node, around: Node) -> bool:
    return around.start_byte <= node.start_byte and node.end_byte <= around.end_byte


def is_kept(node: Node) -> bool:
    """Say whether the cell stays open for a whole block: a `match`, a loop or an `if let` looks into it."""
    statement = statement_around(node)
    for one in ancestors(node):
        if statement is None or one.start_byte < statement.start_byte or one.end_byte > statement.end_byte:
            return False
        value = one.child_by_field_name("value") if one.type in _KEEPING else None
        if value is not None and _is_inside(node, value):
            return True
        if one.type in {"closure_expression", "block"}:
            return False
    return False
