"""A constant or function of a trait, reached through the type parameter that the trait bounds (P16)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.names.surroundings import NAME, has_receiver, head, is_after_path, members
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "through-parameter"
CODES: Final = frozenset({"E0423", "E0425", "E0790"})
_BOUND: Final = re.compile(r"\b([A-Z]\w*)\s*:\s*([^,<>]+(?:<[^<>]*>)?)")


def propose(case: Case) -> Iterator[Offer]:
    """Put the parameter before the name, where one alone is bound by the trait that has it."""
    if case.code == "E0423":
        yield from _by_path(case)
        return
    path = enclosing(case.node, "scoped_identifier", "block")
    trait = ""
    start, end, name = case.spot.byte_start, case.spot.byte_end, case.found
    if case.code == "E0790" and path is not None and path.type == "scoped_identifier":
        trait = head(text_of(path.child_by_field_name("path")))
        start, end, name = path.start_byte, path.end_byte, text_of(path.child_by_field_name("name"))
    elif case.code == "E0790" or is_after_path(case):
        return
    if not NAME.fullmatch(name):
        return
    found = {parameter for parameter, bound in _bounds(case.node) if trait in {"", bound} and _has(case, bound, name)}
    if len(found) == 1:
        [parameter] = found
        yield case.replace(SURE, f"`{name}` belongs to `{parameter}`", (start, end, f"{parameter}::{name}"))


def _by_path(case: Case) -> Iterator[Offer]:
    """Write `::` behind a type parameter; what a type has is no field of it."""
    if "found type parameter" in case.error.message and case.text.at(case.spot.byte_end, case.spot.byte_end + 1) == ".":
        place = (case.spot.byte_end, case.spot.byte_end + 1, "::")
        yield case.replace(SURE, "what a type has stands behind `::`", place)


def _bounds(node: Node) -> Iterator[tuple[str, str]]:
    """Yield the type parameters of the function and of the impl around a place, each with the traits that bound it."""
    around = enclosing(node, "function_item")
    while around is not None:
        where = [text_of(child) for child in around.named_children if child.type == "where_clause"]
        for words in (text_of(around.child_by_field_name("type_parameters")), *where):
            for parameter, bounds in _BOUND.findall(words):
                yield from ((parameter, head(one)) for one in bounds.split("+"))
        around = enclosing(around.parent, "impl_item")


def _has(case: Case, trait: str, name: str) -> bool:
    return any(
        owner.kind == "trait" and one.name == name and not has_receiver(one) for owner, one in members(case, trait)
    )
