"""A parameter of a type that none of its fields speaks of."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import walk
from ferrule.repair.moves.types.generic_lists import applied_to, name_of, parameters_at, without
from ferrule.syntax.items import text_of

ID: Final = "use-generic-parameter"
CODES: Final = frozenset({"E0392"})
_MARKER: Final = "std::marker::PhantomData"
_FIELD: Final = "_marker"
_VALUES: Final = frozenset({"let_declaration", "block", "arguments"})
"""Where a name alone is a value."""


def propose(case: Case) -> Iterator[Offer]:
    """Drop it where nobody gives it a value, else bind it by a field of no size, filled wherever the type is made."""
    found = parameters_at(case.text, case.spot.byte_start)
    if found is None:
        return
    parameter, listed, item = found
    name = name_of(parameter)
    owner = text_of(item.child_by_field_name("name"))
    is_given = any(True for text, _ in files(case) for _ in applied_to(text, owner))
    if not is_given:
        yield case.replace(LIKELY, f"nothing speaks of `{name}`: leave it out", without(parameter, listed))
    elif item.type == "enum_item" and len(listed.named_children) == 1:
        edits = tuple(_taken_back(case, listed, owner))
        yield case.offer(POSSIBLE, f"no variant speaks of `{name}`: leave it out everywhere", edits)
    if item.type == "struct_item":
        edits = tuple(_bound(case, item, _unused(case, listed) or [name], owner))
        yield case.offer(LIKELY if is_given else POSSIBLE, f"bind `{name}` by a field without a size", edits)


def _taken_back(case: Case, listed: Node, owner: str) -> Iterator[Edit]:
    """Yield the edits that take the only parameter of a type away, and what is given for it."""
    yield case.text.edit(listed.start_byte, listed.end_byte, "")
    for text, _ in files(case):
        for given in applied_to(text, owner):
            start = given.start_byte - 2 * (text.at(max(0, given.start_byte - 2), given.start_byte) == "::")
            yield text.edit(start, given.end_byte, "")


def _unused(case: Case, listed: Node) -> list[str]:
    """Give the parameters of a list that errors call unused: one field binds them all."""
    places = [error.spots[0].byte_start for error in case.errors if error.rule in CODES and error.spots]
    here = {at for at in places if listed.start_byte <= at < listed.end_byte}
    return [name_of(one) for one in listed.named_children if any(one.start_byte <= at < one.end_byte for at in here)]


def _bound(case: Case, item: Node, names: list[str], owner: str) -> Iterator[Edit]:
    """Yield the edits that add the field, and fill it where a value of the type is written."""
    each = [f"&{name} ()" if name.startswith("'") else name for name in names]
    target = each[0] if len(each) == 1 else f"({', '.join(each)})"
    body = item.child_by_field_name("body")
    is_tuple = body is not None and body.type == "ordered_field_declaration_list"
    if body is None:
        at = item.end_byte - 1 if text_of(item).endswith(";") else item.end_byte
        yield case.text.edit(at, at, f"({_MARKER}<{target}>)")
    else:
        yield _last(case.text, body, f"{_MARKER}<{target}>" if is_tuple else f"{_FIELD}: {_MARKER}<{target}>")
    for text, _ in files(case):
        yield from _made(text, owner, is_tuple=is_tuple, is_unit=body is None)


def _last(text: Text, body: Node, words: str) -> Edit:
    """Give the edit that adds a last element to a list in brackets."""
    inside = [one for one in body.named_children if "comment" not in one.type]
    at = inside[-1].end_byte if inside else body.start_byte + 1
    rest = text.at(at, body.end_byte - 1)
    if inside and rest.lstrip().startswith(","):
        at += rest.index(",") + 1
        lead = f"\n{text.indent(inside[-1].start_byte)}" if "\n" in rest else " "
        return text.edit(at, at, f"{lead}{words},")
    if inside:
        return text.edit(at, at, f", {words}")
    return text.edit(at, at, words if body.type == "ordered_field_declaration_list" else f" {words} ")


def _made(text: Text, owner: str, *, is_tuple: bool, is_unit: bool) -> Iterator[Edit]:
    """Yield the edits that fill the new field where a value is made."""
    for node in walk(text.tree.root_node):
        if node.type == "struct_expression" and not is_tuple and _names(node, "name", owner):
            body = node.child_by_field_name("body")
            if body is not None and not any(one.type == "base_field_initializer" for one in body.named_children):
                yield _last(text, body, f"{_FIELD}: {_MARKER}")
        elif node.type == "call_expression" and is_tuple and _names(node, "function", owner):
            arguments = node.child_by_field_name("arguments")
            if arguments is not None and (inside := arguments.named_children):
                yield text.edit(inside[-1].end_byte, inside[-1].end_byte, f", {_MARKER}")
        elif is_unit and node.type == "identifier" and text_of(node) == owner and _parent_kind(node) in _VALUES:
            yield text.edit(node.end_byte, node.end_byte, f"({_MARKER})")


def _parent_kind(node: Node) -> str:
    return node.parent.type if node.parent is not None else ""


def _names(node: Node, part: str, owner: str) -> bool:
    """Say whether a struct literal or a call makes a value of the type."""
    head = re.split(r"::<|<", text_of(node.child_by_field_name(part)))[0].rpartition("::")[2]
    return head == owner or (head == "Self" and _in_impl(node, owner))


def _in_impl(node: Node, owner: str) -> bool:
    while node.parent is not None and node.type != "impl_item":
        node = node.parent
    of_type = text_of(node.child_by_field_name("type")) if node.type == "impl_item" else ""
    return of_type.partition("<")[0].rpartition("::")[2] == owner
