"""Patterns with more or fewer parts than the value has: tuples, tuple structs, slices of arrays."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.lists import insertion
from ferrule.repair.moves.shapes.scope import count_name, enclosing
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import bound_names

ID: Final = "fit-pattern"
CODES: Final = frozenset({"E0023", "E0527", "E0528", "E0529", "E0308"})
_KINDS: Final = ("tuple_struct_pattern", "slice_pattern", "tuple_pattern")
_COUNTS: Final = (
    re.compile(r"this pattern has (?P<have>\d+) fields?, but the corresponding .* has (?P<want>\d+) fields?"),
    re.compile(r"pattern requires (?:at least )?(?P<have>\d+) elements? but array has (?P<want>\d+)"),
    re.compile(r"expected a tuple with (?P<want>\d+) elements?, found one with (?P<have>\d+) elements?"),
)
_MOST_ADDED: Final = 6


def propose(case: Case) -> Iterator[Offer]:
    """Leave out the parts too much that nobody uses; put `_` where parts are missing."""
    pattern = enclosing(case.node, *_KINDS)
    if pattern is None:
        return
    if case.code == "E0529":
        yield from _as_tuple(case, pattern)
        return
    counts = next((found for one in _COUNTS if (found := one.search(case.words)) is not None), None)
    rest = [one for one in _parts(pattern) if _is_rest(one)]
    inside = tuple(one for one in _parts(pattern) if one not in rest)
    if counts is None or len(inside) != int(counts["have"]):
        return
    extra = int(counts["have"]) - int(counts["want"])
    if extra > 0:
        for rank, gone in ((LIKELY, _unused(pattern, inside)[:extra]), (POSSIBLE, list(inside[-extra:]))):
            if len(gone) == extra:
                kept = [text_of(one) for one in _parts(pattern) if one not in gone]
                yield case.replace(rank, "the value has fewer parts", _rewritten(pattern, _parts(pattern), kept))
    elif pattern.type == "slice_pattern":
        yield case.replace(LIKELY, "the array is longer", insertion(case.text, pattern, len(inside), ".."))
    elif -extra <= _MOST_ADDED and pattern.type == "tuple_pattern":
        new = ", ".join("_" for _ in range(-extra))
        yield case.replace(LIKELY, "the value has more parts", insertion(case.text, pattern, len(inside), new))


def _parts(pattern: Node) -> tuple[Node, ...]:
    """Give the parts of a pattern; its path is none of them, `_` is."""
    path = pattern.child_by_field_name("type")
    named = [child for child in pattern.children if child.is_named or child.type == "_"]
    return tuple(child for child in named if child != path and child.type not in {"line_comment", "block_comment"})


def _is_rest(part: Node) -> bool:
    """Say whether a part of a pattern takes all the others: `..` or `rest @ ..`."""
    return part.type == "remaining_field_pattern" or text_of(part).replace(" ", "").endswith("@..")


def _unused(pattern: Node, inside: Sequence[Node]) -> list[Node]:
    """Give the parts that bind nothing, then those whose names nobody uses, each from the end."""
    names = {one.id: [text_of(name) for name in bound_names(one)] for one in inside}
    arm = enclosing(pattern, "match_arm", "block", "closure_expression") or pattern
    words = text_of(arm)
    idle = [one for one in inside if one.type == "_"]
    free = [one for one in inside if names[one.id] and all(count_name(name, words) == 1 for name in names[one.id])]
    return [*reversed(idle), *reversed(free)]


def _rewritten(pattern: Node, inside: Sequence[Node], kept: Sequence[str]) -> tuple[int, int, str]:
    words = ", ".join(kept) + ("," if len(kept) == 1 and pattern.type == "tuple_pattern" else "")
    return inside[0].start_byte, inside[-1].end_byte, words


def _as_tuple(case: Case, pattern: Node) -> Iterator[Offer]:
    """Write a slice pattern on a tuple as what it is."""
    if pattern.type == "slice_pattern" and re.search(r"found `&?\(", case.error.message):
        words = text_of(pattern)[1:-1]
        yield case.replace(LIKELY, "the value is a tuple", (pattern.start_byte, pattern.end_byte, f"({words})"))
