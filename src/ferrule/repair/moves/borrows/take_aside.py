"""A field that is looked through while a method is called that needs the whole value, but never that field (P16).

It is taken out for the while with `mem::take` and put back, where nothing in between can leave or miss it; numbers are
copied from it one by one, and everything is cloned only where nothing else helps.
"""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import Conflict, conflict, fresh_name, new_line
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.getter import field_given
from ferrule.repair.moves.borrows.loan import is_exclusive
from ferrule.repair.moves.borrows.places import place_of, touches
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import LAST, POSSIBLE
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.effects import QUIET, method
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import statement_around

ID: Final = "take-aside"
CODES: Final = frozenset({"E0499", "E0500", "E0501", "E0502", "E0506"})
_STRUCTURE: Final = re.compile(r"\.(?:remove|swap_remove|insert|drain|truncate)\(")
"""Calls after which the numbers of the elements are others."""
_AS_MUTABLE: Final = "as mutable because it is also borrowed as immutable"


def propose(case: Case) -> Iterator[Offer]:
    """Take the field aside; then look at a clone of it."""
    found = conflict(case)
    if found is None or found.first is None:
        return
    for node in (found.first, found.now):
        lent = _captured(node) or _lent(node)
        around = statement_around(lent) if lent is not None else None
        if lent is None or around is None:
            continue
        others = [one for one in (found.first, found.now) if one != node]
        if not all(around.start_byte <= one.start_byte < around.end_byte for one in others):
            continue
        given = _through(case, node)
        if not _is_inner(around):
            is_changed = is_exclusive(case) if node == found.first else "as mutable" in case.error.message
            if case.code in {"E0500", "E0501"}:
                is_changed = method(lent) not in QUIET
            yield from _aside(case, found, given or (lent, text_of(lent)), around, is_changed=is_changed)
        counted = "enumerate" in text_of(around) and _STRUCTURE.search(text_of(around))
        if node == found.first and _AS_MUTABLE in case.error.message and place_of(lent) != ("self",) and not counted:
            yield case.replace(LAST, "a clone of it is looked at", (lent.end_byte, lent.end_byte, ".clone()"))


def _through(case: Case, node: Node) -> tuple[Node, str] | None:
    """Give the call of a method that only gives a field of `self`, and that field."""
    got = field_given(case, node)
    return (got[0], got[2]) if got is not None and got[2].startswith("self.") else None


def _captured(node: Node) -> Node | None:
    """Give the only field of `self` that a closure uses, where it uses it once."""
    closure = enclosing(node, "closure_expression", "block")
    if closure is None or closure.type != "closure_expression" or not closure.start_byte <= node.start_byte:
        return None
    uses = [one for one in walk(closure) if one.type == "self"]
    return _lent(uses[0]) if len(uses) == 1 else None


def _lent(first: Node) -> Node | None:
    """Give the place that is lent, without `&` and calls: `self.rows` for `&self.rows` and `self.rows.iter()`."""
    node: Node | None = first
    while node is not None:
        if node.type == "reference_expression":
            node = node.named_children[-1]
        elif node.type == "call_expression":
            called = node.child_by_field_name("function")
            node = called.child_by_field_name("value") if called is not None else None
        else:
            break
    while node is not None and node.parent is not None and node.parent.type == "field_expression":
        above = node.parent.parent
        is_called = above is not None and above.type == "call_expression"
        if is_called and above is not None and above.child_by_field_name("function") == node.parent:
            break
        node = node.parent
    return node if node is not None and place_of(node) is not None else None


def _is_inner(statement: Node) -> bool:
    """Say whether a statement gives a value: then nothing can be put back after it."""
    return statement.type in {"let_declaration", "call_expression", "macro_invocation", "match_expression"} and (
        statement.type == "let_declaration" or (statement.next_named_sibling is None and not _is_unit(statement))
    )


def _is_unit(statement: Node) -> bool:
    """Say whether the block of which a statement is the value gives nothing: the body of a function without `->`."""
    block = statement.parent
    owner = block.parent if block is not None else None
    return owner is not None and (
        (owner.type == "function_item" and owner.child_by_field_name("return_type") is None)
        or owner.type in {"for_expression", "while_expression"}
    )


def _aside(case: Case, found: Conflict, given: tuple[Node, str], around: Node, *, is_changed: bool) -> Iterator[Offer]:
    lent, name = given
    place = tuple(name.split("."))
    if place[0] != "self" or len(place) < 2 or not all(part.isidentifier() for part in place) or _leaves(around):
        return
    made = footprint(case, _beside(around, lent))
    if touches(made.reads | made.writes, {place}) or text_of(around).count(name) != text_of(lent).count(name):
        return
    local = fresh_name(found, place[-1])
    let = "let mut" if is_changed else "let"
    root = files(case)[0][0].source if files(case) else b""
    library = "core" if b"#![no_std]" in root else "std"
    blanks = new_line(case, around.start_byte)
    end = "" if text_of(around).endswith((";", "}")) else ";"
    start, stop = around.start_byte, around.end_byte
    yield case.replace(
        POSSIBLE,
        f"`{name}` is not needed by what is called: it is taken aside for the while",
        (start, start, f"{let} {local} = {library}::mem::take(&mut {name});{blanks}"),
        (lent.start_byte, lent.end_byte, local),
        (stop, stop, f"{end}{blanks}{name} = {local};"),
    )


def _leaves(around: Node) -> bool:
    """Say whether a statement may end before its end: what was taken out would not be put back."""
    waiting = [around]
    while waiting:
        node = waiting.pop()
        if node.type in {"return_expression", "try_expression", "await_expression", "yield_expression"}:
            return True
        if node.type in {"break_expression", "continue_expression"} and not _in_loop(node, around):
            return True
        waiting.extend(node.named_children)
    return False


def _in_loop(node: Node, around: Node) -> bool:
    above: Node | None = node
    if any(child.type == "label" for child in node.named_children):
        return False
    while above is not None and above.start_byte >= around.start_byte:
        if above.type in {"for_expression", "while_expression", "loop_expression"}:
            return above.end_byte <= around.end_byte
        above = above.parent
    return False


def _beside(around: Node, lent: Node) -> Iterator[Node]:
    """Yield the parts of a statement that do not hold the place that is lent."""
    waiting = list(around.named_children)
    while waiting:
        node = waiting.pop()
        if node.start_byte <= lent.start_byte and lent.end_byte <= node.end_byte:
            if node != lent:
                called = node.child_by_field_name("function") if node.type == "call_expression" else None
                waiting.extend(one for one in node.named_children if one != called or _holds(one, lent))
        elif "pattern" not in node.type and node.type not in {"identifier", "field_identifier"}:
            yield node


def _holds(node: Node, inner: Node) -> bool:
    return node.start_byte <= inner.start_byte and inner.end_byte <= node.end_byte
