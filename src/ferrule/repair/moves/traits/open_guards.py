"""Whether a cell or a lock that is to be opened for writing is open already, or is opened again meanwhile (P16)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import ancestors, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.macros import opened
from ferrule.syntax.tree import is_statement
from ferrule.syntax.variables import Variable, around_function, variables

_OPENING: Final = frozenset({"borrow", "borrow_mut", "read", "write", "lock", "try_borrow", "try_borrow_mut"})
_CLONED: Final = re.compile(r"^(?:(?:\w+::)*(?:Rc|Arc)::clone\(&([\w.]+)\)|([\w.]+)\.clone\(\))$")
_PASSED: Final = frozenset({"unwrap", "expect"})
_HOLDING: Final = frozenset({"for_expression", "match_expression", "if_expression", "while_expression"})


def is_open_twice(case: Case, at: int) -> bool:
    """Say whether what the method at a byte offset opens may be open then, or is opened before it is closed."""
    text = case.text
    if text.parsed is None:
        text = Text(text.path, text.absolute, text.source, opened(text.source))
    field = text.node(at, at + 1).parent
    call = field.parent if field is not None else None
    function = around_function(call) if call is not None else None
    if call is None or function is None or not _place(call):
        return True
    known = variables(function)
    start, end = _life(call, known)
    shared = _owned(_place(call), known)
    for other in _openings(function):
        if other == call or _owned(_place(other), known) != shared:
            continue
        first, last = _life(other, known)
        if max(first, start) < min(last, end):
            return True
    inside = (one for one in walk(function) if one.type == "call_expression" and start <= one.start_byte < end)
    return any(_opens(case, one, _place(call)) for one in inside if one != call)


def _openings(function: Node) -> Iterator[Node]:
    return (one for one in walk(function) if one.type == "call_expression" and _place(one))


def _place(call: Node) -> str:
    """Give what a call opens, without blanks; empty for a call that opens nothing."""
    called = call.child_by_field_name("function")
    if called is None or called.type != "field_expression":
        return ""
    is_opening = text_of(called.child_by_field_name("field")) in _OPENING
    return _words(called.child_by_field_name("value")) if is_opening else ""


def _owned(place: str, known: tuple[Variable, ...]) -> str:
    """Give the place that holds what a clone of a counted pointer shares; any other place as it is."""
    sources = {one.name: found[1] or found[2] for one in known if (found := _CLONED.match(_words(one.value)))}
    for _ in sources:
        place = sources.get(place, place)
    return place


def _words(node: Node | None) -> str:
    return "".join(text_of(node).split())


def _life(call: Node, known: tuple[Variable, ...]) -> tuple[int, int]:
    """Give the bytes in which what a call opens is open: to the end of its variable, or of what holds it meanwhile."""
    node = call
    for above in ancestors(call):
        is_passed = above.type in {"field_expression", "call_expression", "try_expression"} and _is_guard(above)
        held = next((one for one in known if one.declaration == above and one.value == node), None)
        if held is not None:
            return call.start_byte, _dropped(held) or held.scope.end_byte
        if not is_passed:
            break
        node = above
    for above in ancestors(call):
        if above.type in _HOLDING or is_statement(above):
            return above.start_byte if is_statement(above) else call.start_byte, above.end_byte
    return call.start_byte, call.end_byte


def _is_guard(node: Node) -> bool:
    """Say whether a link of a chain still gives the guard itself."""
    called = node.child_by_field_name("function") if node.type == "call_expression" else node
    name = (
        text_of(called.child_by_field_name("field")) if called is not None and called.type != "try_expression" else ""
    )
    return node.type == "try_expression" or name in _PASSED


def _dropped(held: Variable) -> int:
    """Give where a variable is dropped beside its `let`; 0 where it is not."""
    for use in held.uses:
        call = use.parent.parent if use.parent is not None and use.parent.type == "arguments" else None
        around = call.parent if call is not None else None
        is_drop = call is not None and text_of(call.child_by_field_name("function")).rpartition("::")[2] == "drop"
        if is_drop and call is not None and around is not None and around.parent == held.declaration.parent:
            return call.start_byte
    return 0


def _opens(case: Case, call: Node, place: str) -> bool:
    """Say whether a function is handed the place, or is one of the crate that opens a place of this last name."""
    given = call.child_by_field_name("arguments")
    if any("".join(text_of(one).split()).lstrip("&") == place for one in (given.named_children if given else ())):
        return text_of(call.child_by_field_name("function")) != "drop"
    called = call.child_by_field_name("function")
    part = called.child_by_field_name("field") or called.child_by_field_name("name") if called is not None else None
    name = text_of(part or called)
    last = re.escape(re.split(r"\W+", place.rstrip(")"))[-1])
    opening = re.compile(rf"\b{last}\s*\.\s*(?:{'|'.join(_OPENING)})\(")
    bodies = (one.text.at(*one.item.body) for one in placed_items(case)
              if one.item.kind == "fn" and one.item.name == name and one.item.body is not None)  # fmt: skip
    return any(map(opening.search, bodies))
