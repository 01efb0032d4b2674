"""`Drop` for some of a type's forms only: the impl takes the generics of the type, or the type its bounds."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.generics import bound_part, bounds_of, parameters, where_clause
from ferrule.repair.moves.traits.own import head, node_of, own_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "whole-drop"
CODES: Final = frozenset({"E0366", "E0367"})


def propose(case: Case) -> Iterator[Offer]:
    """Rewrite the head of the impl from the type's declaration; then try the type with the bounds of the impl."""
    impl = enclosing(case.node, "impl_item")
    of_type = impl.child_by_field_name("type") if impl is not None else None
    placed = own_type(case, head(text_of(of_type))) if of_type is not None else None
    home = node_of(placed.text, placed.item) if placed is not None else None
    trait = impl.child_by_field_name("trait") if impl is not None else None
    if impl is None or of_type is None or placed is None or home is None or trait is None:
        return
    if case.code == "E0366" and _counts_on(impl, home):
        return
    generics, names = _generics(home)
    clause = where_clause(impl)
    end = clause.end_byte if clause is not None else of_type.end_byte
    wanted = text_of(where_clause(home))
    words = f"impl{generics} {text_of(trait)} for {placed.item.name}{names}" + (f" {wanted}" if wanted else "")
    yield case.replace(SURE, "a type is dropped in one way, whatever its parameters are", (impl.start_byte, end, words))
    parts = [
        part
        for name in parameters(home)
        if name in parameters(impl) and (part := bound_part(home, name, bounds_of(impl, name))) is not None
    ]
    if parts:
        edits = (placed.text.edit(*part) for part in parts)
        yield case.offer(LIKELY, "the type asks for what its `drop` needs", edits)


def _counts_on(impl: Node, home: Node) -> bool:
    """Say whether the impl works with a field whose type is one of the parameters: for each of them it cannot."""
    fields, body = home.child_by_field_name("body"), text_of(impl.child_by_field_name("body"))
    for place, field in enumerate(fields.named_children if fields is not None else ()):
        name = text_of(field.child_by_field_name("name")) or str(place)
        of_type = text_of(field.child_by_field_name("type")) or text_of(field)
        is_open = any(re.search(rf"\b{re.escape(one)}\b", of_type) for one in parameters(home))
        if is_open and re.search(rf"\bself\s*\.\s*{name}\b", body):
            return True
    return False


def _generics(home: Node) -> tuple[str, str]:
    """Give the parameters of a type as an impl declares them, and as it uses them."""
    listed = home.child_by_field_name("type_parameters")
    if listed is None:
        return "", ""
    declared = [re.sub(r"\s*=[^=<>]*$", "", text_of(one)) for one in listed.named_children]
    names = [text_of(one.child_by_field_name("name")) for one in listed.named_children]
    return f"<{', '.join(declared)}>", f"<{', '.join(names)}>"
