"""A number where the field of `self` with this number is meant: `0.len()` for `self.0.len()`."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.names.surroundings import fields_of, method_around, owner_of, takes_self, type_name
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "tuple-field-of-self"
CODES: Final = frozenset(
    {"E0070", "E0067", "E0277", "E0308", "E0599", "E0608", "E0610", "E0614", "E0689", "E0716", "E0515"}
)
_WITHIN: Final = ("expression_statement", "let_declaration", "block", "match_arm", "token_tree")
_RECEIVES: Final = frozenset({"field_expression", "index_expression", "assignment_expression", "reference_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Put `self.` before the first such number around the error that nobody would write there."""
    method = method_around(case.node)
    owner = owner_of(method) if method is not None else None
    if method is None or owner is None or not takes_self(method):
        return
    fields = {field for _, field in fields_of(case, type_name(owner)) if field.isdigit()}
    for number in _numbers(case):
        if text_of(number) in fields and (_is_place(number) or _is_all(case, number)):
            start = number.start_byte
            yield case.replace(
                SURE, f"`self.{text_of(number)}` is a field, a number is no place", (start, start, "self.")
            )
            return


def _numbers(case: Case) -> Iterator[Node]:
    """Yield the whole numbers inside of the statement of the error, those at its place first."""
    around = enclosing(case.node, *_WITHIN)
    inside = [case.node, *([around] if around is not None else [])]
    while inside:
        node = inside.pop(0)
        if node.type == "integer_literal":
            yield node
        elif node.type != "closure_expression" or node == case.node:
            inside.extend(node.named_children)


def _is_place(number: Node) -> bool:
    """Say whether a number stands where a value is kept: before a dot or an index, left of `=`, behind `&mut`."""
    around = number.parent
    if around is None or around.type not in _RECEIVES:
        return False
    if around.type == "reference_expression":
        return any(child.type == "mutable_specifier" for child in around.children)
    return around.named_children[0] == number


def _is_all(case: Case, number: Node) -> bool:
    """Say whether the number, or a reference to it, is all that has the wrong type."""
    return case.found.lstrip("&").strip() == text_of(number) and case.code in {"E0308", "E0277"}
