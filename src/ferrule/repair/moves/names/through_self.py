"""A field, method or constant of the type itself, named without `self.` or `Self::` before it."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.names.surroundings import (
    NAME,
    fields_of,
    has_receiver,
    is_after_path,
    is_called,
    members,
    method_around,
    owner_of,
    takes_self,
    type_name,
)
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "name-through-self"
_UNKNOWN: Final = frozenset({"E0425", "E0423", "E0531", "E0532"})
_MISTAKEN: Final = frozenset({"E0061", "E0277", "E0308", "E0369", "E0384", "E0599", "E0618"})
"""Codes that may say: a function or a variable of that name is found, and it is another one."""
CODES: Final = _UNKNOWN | _MISTAKEN
_ASSIGNING: Final = ("assignment_expression", "compound_assignment_expr")
_OPERATING: Final = frozenset({"binary_expression", "field_expression", *_ASSIGNING})


def propose(case: Case) -> Iterator[Offer]:
    """Put before the name what leads to it; a method that the crate does not have may come from another type."""
    method = method_around(case.node)
    owner = owner_of(method) if method is not None else None
    if method is None or owner is None:
        return
    if case.code in _UNKNOWN:
        yield from _unknown(case, method, owner)
    else:
        yield from _mistaken(case, method, owner)


def _unknown(case: Case, method: Node, owner: Node) -> Iterator[Offer]:
    start, name = case.spot.byte_start, case.found
    if (
        takes_self(method)
        and case.text.source[:start].endswith(b"self::")
        and "self." in _ways(case, method, owner, name)
    ):
        path = start - len("self::")
        yield case.replace(SURE, f"`{name}` belongs to the value `self`", (path, case.spot.byte_end, f"self.{name}"))
    if not NAME.fullmatch(name) or is_after_path(case) or case.node.type == "string_literal":
        return
    known = list(_ways(case, method, owner, name))
    for way in known:
        change = (start, case.spot.byte_end, f"{way}{name}")
        yield case.replace(SURE, f"`{name}` belongs to `{type_name(owner)}`", change)
    if not known and is_called(case) and takes_self(method) and not name[:1].isupper():
        yield case.replace(LIKELY, f"`{name}` may be a method of what `self` is", (start, start, "self."))


def _ways(case: Case, method: Node, owner: Node, name: str) -> Iterator[str]:
    """Yield the prefixes that lead from the type to one of its members, each once."""
    of_type, called = type_name(owner), is_called(case)
    found = [member for _, member in members(case, of_type) if member.name == name]
    if not called and takes_self(method) and any(field == name for _, field in fields_of(case, of_type)):
        yield "self."
    if any(one.kind == "fn" and has_receiver(one) for one in found) and called and takes_self(method):
        yield "self."
    elif any(one.kind in {"fn", "const", "type"} for one in found):
        yield "Self::"


def _mistaken(case: Case, method: Node, owner: Node) -> Iterator[Offer]:
    """Look at the names near the error: `self` may have a field or a method of that name, too."""
    if not takes_self(method):
        return
    yield from _as_field(case, type_name(owner))
    if case.code == "E0061":
        yield from _of_path(case, type_name(owner))
    call = enclosing(case.node, "call_expression", "block")
    for _ in range(2):
        function = call.child_by_field_name("function") if call is not None else None
        if function is not None and function.type == "identifier":
            yield from _as_method(case, function, type_name(owner))
        call = enclosing(call.parent, "call_expression", "block") if call is not None else None


def _of_path(case: Case, of_type: str) -> Iterator[Offer]:
    """Call a method on `self` that is called through its type, without a receiver."""
    path = enclosing(case.node, "scoped_identifier", "block")
    if path is None or path.type != "scoped_identifier":
        return
    before, name = path.child_by_field_name("path"), text_of(path.child_by_field_name("name"))
    if text_of(before).partition("<")[0] not in {"Self", of_type} or "argument #1" not in case.words:
        return
    if any(member.name == name and has_receiver(member) for _, member in members(case, of_type)):
        edit = (path.start_byte, path.end_byte, f"self.{name}")
        yield case.replace(LIKELY - 2, f"`{name}` is a method: it needs `self`", edit)


def _as_field(case: Case, of_type: str) -> Iterator[Offer]:
    """Yield the fields that are called like a variable at the place, or like one that is compared or set there."""
    fields = {field for _, field in fields_of(case, of_type)}
    for name in _variables(case.node):
        if text_of(name) in fields and (case.code != "E0384" or _is_last(case, name)):
            start = name.start_byte
            rank = SURE if case.code == "E0384" else LIKELY
            yield case.replace(rank, f"`{of_type}` has a field `{text_of(name)}`, too", (start, start, "self."))


def _variables(node: Node) -> Iterator[Node]:
    """Yield the variables of the operation at a place, and the one to which its value goes."""
    around = node.parent if node.type == "field_identifier" else node
    inside = around.named_children if around is not None and around.type in _OPERATING else [node]
    yield from (one for one in inside if one.type == "identifier")
    assignment = enclosing(node, *_ASSIGNING, "block")
    left = assignment.child_by_field_name("left") if assignment is not None else None
    if left is not None and left.type == "identifier" and left not in inside:
        yield left


def _is_last(case: Case, name: Node) -> bool:
    """Say whether nobody reads a variable any more after it was set, so that setting it would be for nothing."""
    body = enclosing(name, "function_item")
    rest = case.text.at(name.end_byte, body.end_byte) if body is not None else ""
    return re.search(rf"(?<![\w.]){re.escape(text_of(name))}(?!\w)", rest) is None


def _as_method(case: Case, function: Node, of_type: str) -> Iterator[Offer]:
    name, start = text_of(function), function.start_byte
    if any(member.name == name and has_receiver(member) for _, member in members(case, of_type)):
        rank = LIKELY if case.code == "E0618" else POSSIBLE
        yield case.replace(rank, f"`{of_type}` has a method `{name}`, too", (start, start, "self."))
