"""Whether somebody looks at a place between the moment its value is taken out and the one it is filled again (P16)."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import place, statement_around
from ferrule.syntax.variables import around_function, variable_of

_CALLED: Final = re.compile(r"\bself\s*\.\s*(\w+)\s*\(")
_MOST_DEEP: Final = 6


def is_looked_at(case: Case, value: Node) -> bool:
    """Say whether code that runs meanwhile reads the place, or calls what does: it would find it empty."""
    root = value
    while root.type not in {"identifier", "self"} and root.named_children:
        root = root.child_by_field_name("value") or root.named_children[0]
    function, variable = around_function(value), variable_of(root)
    if function is None or variable is None:
        return True
    end = _filled(function, value)
    words = _words(value)
    field = words.removeprefix(text_of(root)).lstrip(".").partition(".")[0]
    for use in variable.uses:
        if not value.end_byte <= use.start_byte < end:
            continue
        whole = place(use)
        above = whole.parent
        if above is None or above.child_by_field_name("left") == whole:
            continue
        is_called = above.type == "field_expression"
        if whole == use and (
            not field or not is_called or _reads(case, text_of(above.child_by_field_name("field")), field)
        ):
            return True
        if whole != use and _words(whole).startswith(words) and not _is_cleared(above):
            return True
    return False


def _filled(function: Node, value: Node) -> int:
    """Give where the place is filled: in the same statement the last time, else by the first statement after it."""
    statement = statement_around(value)
    words = _words(value)
    assigned = [one for one in walk(function) if one.type == "assignment_expression" and one.end_byte > value.end_byte
                and _words(one.child_by_field_name("left")) == words]  # fmt: skip
    inside = [one.end_byte for one in assigned if statement is not None and one.start_byte < statement.end_byte]
    after = [one.start_byte for one in assigned if statement is not None and one.start_byte >= statement.end_byte]
    return max(inside, default=min(after, default=value.end_byte))


def _reads(case: Case, name: str, field: str, depth: int = 0) -> bool:
    """Say whether a method of the crate, or one that it calls on itself, speaks of a field; unknown ones may."""
    found = [one for one in placed_items(case) if one.item.kind == "fn" and one.item.name == name]
    if not found or depth > _MOST_DEEP:
        return True
    for one in found:
        body = one.text.at(*one.item.body) if one.item.body is not None else ""
        own = set(_CALLED.findall(body)) - {name}
        is_passed = re.search(r"\bself\b(?!\s*\.)", body)
        if is_passed or re.search(rf"\.\s*{field}\b", body) or any(_reads(case, n, field, depth + 1) for n in own):
            return True
    return False


def _is_cleared(above: Node) -> bool:
    return above.type == "field_expression" and text_of(above.child_by_field_name("field")) == "clear"


def _words(node: Node | None) -> str:
    return "".join(text_of(node).split()).removeprefix("*")
