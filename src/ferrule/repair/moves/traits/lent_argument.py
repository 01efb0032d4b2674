"""A trait that the types have for a reference to the argument, and not for the argument itself: it is borrowed."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.types.expressions import exact, filled

ID: Final = "borrow-for-trait"
CODES: Final = frozenset({"E0277"})
_LACKS: Final = re.compile(r"^the trait bound `.+: (?:\w+::)*(?P<name>\w+)<(?P<given>[^&].*)>` is not satisfied")
_PATHS: Final = frozenset({"field_expression", "scoped_identifier", "generic_function"})
"""What a call may name before its arguments; the error may be at a part of it."""
_MOST: Final = 3


def propose(case: Case) -> Iterator[Offer]:
    """Borrow the argument that the error is at; then another one of the same call, whose type may be the trait's."""
    lacks = _LACKS.match(case.error.message)
    if lacks is None or not _is_for_reference(case, lacks["name"]):
        return
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    for rank, argument in _arguments(node):
        words = f"`{lacks['name']}` is there for `&{lacks['given']}`: borrow"
        yield case.replace(rank, words, (argument.start_byte, argument.end_byte, filled("&{}", argument)))


def _is_for_reference(case: Case, name: str) -> bool:
    """Say whether the compiler lists an impl of the trait for a reference."""
    listed = rf"implements `(?:\w+::)*{name}<&|trait `(?:\w+::)*{name}<&[^`\n]*` is implemented"
    return re.search(listed, case.words) is not None


def _arguments(node: Node | None) -> Iterator[tuple[int, Node]]:
    """Yield what the call is given that is no reference by its form, with the rank of a borrow of it."""
    above = node.parent if node is not None else None
    if node is None or above is None:
        return
    while above is not None and above.type in _PATHS:
        above = above.parent
    if above is not None and above.type == "call_expression":
        above = above.child_by_field_name("arguments")
    if above is None or above.type != "arguments" or len(above.named_children) > _MOST:
        return
    given = [one for one in above.named_children if one.type not in {"reference_expression", "closure_expression"}]
    yield from sorted(((SURE if one == node else SURE + 1, one) for one in given), key=lambda one: one[0])
