"""A member of a trait impl that the trait does not have."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.names.surroundings import head, members
from ferrule.repair.moves.nearest import nearest
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "stray-member"
CODES: Final = frozenset({"E0407", "E0437", "E0438"})
_FORMS: Final = ("function_item", "const_item", "type_item")


def propose(case: Case) -> Iterator[Offer]:
    """Give it the name that the trait has and the impl lacks; else move it to an impl of the type itself."""
    member = enclosing(case.node, *_FORMS)
    impl = enclosing(member, "impl_item")
    trait = text_of(impl.child_by_field_name("trait")) if impl is not None else ""
    if member is None or impl is None or not trait:
        return
    yield from _renamed(case, member, impl, head(trait))
    if member.type != "type_item":
        yield from _moved(case, member, impl)


def _renamed(case: Case, member: Node, impl: Node, trait: str) -> Iterator[Offer]:
    body, name = impl.child_by_field_name("body"), member.child_by_field_name("name")
    if body is None or name is None:
        return
    there = {text_of(one.child_by_field_name("name")) for one in body.named_children}
    kind = {"function_item": "fn", "const_item": "const", "type_item": "type"}[member.type]
    wanted = [one for owner, one in members(case, trait) if owner.kind == "trait" and one.kind == kind]
    missing = [one.name for one in wanted if one.name not in there and one.body is None]
    for other in nearest(text_of(name), missing):
        change = (name.start_byte, name.end_byte, other)
        yield case.replace(SURE, f"`{trait}` asks for `{other}`, which is missing here", change)
    if len(missing) == 1 and len(wanted) > 0 and not nearest(text_of(name), missing):
        change = (name.start_byte, name.end_byte, missing[0])
        yield case.replace(POSSIBLE, f"`{trait}` asks for `{missing[0]}` only", change)


def _moved(case: Case, member: Node, impl: Node) -> Iterator[Offer]:
    """Yield the move of a member with its comments and attributes into an impl of its own behind this one."""
    generics = text_of(impl.child_by_field_name("type_parameters"))
    where = next((text_of(child) for child in impl.named_children if child.type == "where_clause"), "")
    start = _lead(member)
    words = case.text.at(start, member.end_byte)
    indent = case.text.indent(impl.start_byte)
    inner = case.text.indent(start) or f"{indent}    "
    of_type = text_of(impl.child_by_field_name("type"))
    space = f" {where}" if where else ""
    block = f"\n\n{indent}impl{generics} {of_type}{space} {{\n{inner}{words}\n{indent}}}"
    gap = case.text.source[member.end_byte :]
    end = member.end_byte + len(gap) - len(gap.lstrip(b" \t"))
    end += case.text.source[end : end + 1] == b"\n" and not case.text.source[:start].rstrip(b" \t").endswith(b"{")
    message = "the trait has no such member: it belongs to the type itself"
    yield case.replace(LIKELY, message, (start, end, ""), (impl.end_byte, impl.end_byte, block))


def _lead(member: Node) -> int:
    """Give where the attributes and the documentation of a member begin."""
    first = member
    while (before := first.prev_named_sibling) is not None:
        if before.type != "attribute_item" and not text_of(before).startswith(("///", "/**")):
            break
        first = before
    return first.start_byte
