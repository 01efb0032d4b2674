"""A loop that takes out of a list what meets a condition, while it runs through the list: `retain` does it (P16)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import conflict
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.places import place_of, touches
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import COMMENTS, enclosing
from ferrule.syntax.variables import bound_names

ID: Final = "retain"
CODES: Final = frozenset({"E0499", "E0502", "E0505"})
_LEAVING: Final = frozenset({"return_expression", "break_expression", "try_expression", "await_expression"})
_ITEM, _NUMBERED, _KEYS = ("iter",), ("iter", "enumerate"), ("keys",)


def propose(case: Case) -> Iterator[Offer]:
    """Keep what does not meet the condition: each element is asked once, in the same order."""
    found = conflict(case)
    loop = enclosing(found.first, "for_expression", "function_item") if found is not None else None
    if loop is None or loop.type != "for_expression":
        return
    pattern, value, branch = loop.child_by_field_name("pattern"), loop.child_by_field_name("value"), _only_if(loop)
    if pattern is None or value is None or branch is None:
        return
    owner, way = _run_over(value)
    condition, rows = branch.child_by_field_name("condition"), _rows(branch.child_by_field_name("consequence"))
    if owner is None or condition is None or not rows or place_of(owner) is None:
        return
    taken, name = _removed(rows[-1]), text_of(owner)
    binder = _binder(pattern, way, text_of(taken[1]).lstrip("&*")) if taken is not None else ""
    if taken is None or text_of(taken[0]) != name or not binder or not _is_sound(case, owner, condition, rows[:-1]):
        return
    number = text_of(taken[1])
    if way == _NUMBERED and any(text_of(one) == number for part in (condition, *rows[:-1]) for one in walk(part)):
        return
    done = _kept(case, condition, rows, binder)
    start, end = loop.start_byte, loop.end_byte
    yield case.replace(LIKELY, "what does not meet the condition is kept", (start, end, f"{name}.retain({done});"))


def _only_if(loop: Node) -> Node | None:
    """Give the `if` without `else` that is all that a loop does."""
    rows = _rows(loop.child_by_field_name("body"))
    inner = rows[0] if len(rows) == 1 else None
    if inner is not None and inner.type == "expression_statement" and inner.named_children:
        inner = inner.named_children[0]
    is_if = inner is not None and inner.type == "if_expression" and inner.child_by_field_name("alternative") is None
    condition = inner.child_by_field_name("condition") if inner is not None else None
    is_plain = condition is not None and not condition.type.startswith("let_")
    return inner if is_if and is_plain else None


def _rows(block: Node | None) -> list[Node]:
    return [one for one in block.named_children if one.type not in COMMENTS] if block is not None else []


def _run_over(value: Node) -> tuple[Node | None, tuple[str, ...]]:
    """Give the list and the calls on it: `(items, ("iter", "enumerate"))`."""
    way: list[str] = []
    node: Node | None = value
    if value.type == "reference_expression" and value.children[1].type != "mutable_specifier":
        return value.named_children[-1], _ITEM
    while node is not None and node.type == "call_expression":
        called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if called is None or called.type != "field_expression" or given is None or given.named_children:
            return None, ()
        way.insert(0, text_of(called.child_by_field_name("field")))
        node = called.child_by_field_name("value")
    return (node, tuple(way)) if tuple(way) in {_ITEM, _NUMBERED, _KEYS} else (None, ())


def _removed(row: Node) -> tuple[Node, Node] | None:
    """Give the list and what is taken out of it, of a statement that does nothing else."""
    call = row.named_children[0] if row.type == "expression_statement" and row.named_children else row
    called = call.child_by_field_name("function") if call.type == "call_expression" else None
    given = call.child_by_field_name("arguments") if called is not None else None
    if called is None or given is None or text_of(called.child_by_field_name("field")) != "remove":
        return None
    owner = called.child_by_field_name("value")
    return (owner, given.named_children[0]) if owner is not None and len(given.named_children) == 1 else None


def _binder(pattern: Node, way: tuple[str, ...], removed: str) -> str:
    """Give what the closure of `retain` binds; empty where what is taken out is not the element of this turn."""
    parts = pattern.named_children if pattern.type == "tuple_pattern" else []
    first = text_of(parts[0]).lstrip("&") if parts else text_of(pattern).lstrip("&")
    is_taken = removed == first and all(name != "" for name in map(text_of, bound_names(pattern)))
    if not is_taken or (parts and len(parts) != len(("number", "element"))):
        return ""
    if way == _NUMBERED:
        return text_of(parts[1]) if parts else ""
    if way == _KEYS:
        return f"{text_of(pattern)}, _"
    return ", ".join(map(text_of, parts)) if parts else text_of(pattern)


def _is_sound(case: Case, owner: Node, condition: Node, rows: list[Node]) -> bool:
    """Say whether what is done for an element neither leaves the loop nor touches the list."""
    place = place_of(owner)
    asked, done = footprint(case, [condition]), footprint(case, rows)
    if place is None or not asked.is_quiet or done.leaves or any(one.type in _LEAVING for r in rows for one in walk(r)):
        return False
    return not touches(asked.reads | done.reads | done.writes, {place})


def _kept(case: Case, condition: Node, rows: list[Node], binder: str) -> str:
    if len(rows) == 1:
        return f"|{binder}| !({text_of(condition)})"
    indent = case.text.indent(condition.start_byte)
    lines = [f"    {text_of(one)}" for one in rows[:-1]]
    body = "\n".join(
        f"{indent}{line}" for line in [f"if {text_of(condition)} {{", *lines, "    return false;", "}", "true"]
    )
    return f"|{binder}| {{\n{body}\n{indent[:-4]}}}"
