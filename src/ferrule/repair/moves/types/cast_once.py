"""A value that is taken for another type in several places: it is cast once, where it is named (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Finding, Spot
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.conversions import FIRST, ways
from ferrule.repair.moves.types.convert_value import value_of
from ferrule.repair.moves.types.expressions import exact, filled
from ferrule.repair.moves.types.numbers import keeps
from ferrule.repair.moves.types.pairs import Pair, pair_of
from ferrule.repair.moves.types.typewords import INTEGERS, SOME_INTEGER, Type
from ferrule.syntax.tree import LITERALS

ID: Final = "cast-once"
CODES: Final = frozenset({"E0308"})
_WRAPPED: Final = frozenset({"Some({})", "Ok({})", "Err({})"})
_MATCHED: Final = re.compile(r"this expression has type `([^`]+)`")


def propose(case: Case) -> Iterator[Offer]:
    """Cast what is matched to the type of the patterns, and what a variable holds to that of its uses."""
    pair = pair_of(case.error)
    if pair is None:
        return
    yield from _matched(case, pair)
    yield from _named(case)
    yield from _first(case, pair)


def _matched(case: Case, pair: Pair) -> Iterator[Offer]:
    spot = next((one for one in case.error.spots if _MATCHED.search(one.label) and one.path == case.spot.path), None)
    node = exact(case.text, spot.byte_start, spot.byte_end) if spot is not None else None
    is_pattern = node is not None and not node.start_byte <= pair.start < node.end_byte
    if node is None or spot is None or not is_pattern or not _casts(pair.expected, pair.found):
        return
    same = [one for one in case.errors if any(other.byte_start == spot.byte_start for other in one.spots)]
    if len(same) > 1:
        words = f"what is matched is taken for a `{pair.found.text}`"
        edit = (node.start_byte, node.end_byte, filled(f"{{}} as {pair.found.text}", node))
        yield case.replace(_rank(pair.expected, pair.found), words, edit)


def _named(case: Case) -> Iterator[Offer]:
    """Cast where a variable gets its value: one use says to what, and at others it is compared with numbers."""
    here = _variable(case, case.error) or _compared(case, case.error)
    if here is None or not any(_compared(case, one) == here for one in case.errors):
        return
    pairs = [pair for one in case.errors if _variable(case, one) == here and (pair := pair_of(one)) is not None]
    for pair in {pair.expected.text: pair for pair in pairs if _casts(pair.found, pair.expected)}.values():
        edit = (here.start_byte, here.end_byte, filled(f"{{}} as {pair.expected.text}", here))
        yield case.replace(_rank(pair.found, pair.expected), f"it is used as `{pair.expected.text}` throughout", edit)


def _first(case: Case, pair: Pair) -> Iterator[Offer]:
    """Wrap the first value of a variable to which others are given that are wrapped, or that is handed on as such."""
    due = (one for one in case.error.spots if "due to this value" in one.label and one.path == case.spot.path)
    spot = next(due, None)
    node = exact(case.text, spot.byte_start, spot.byte_end) if spot is not None else _variable(case, case.error)
    if node is None:
        return
    wanted, given = (pair.found, pair.expected) if spot is not None else (pair.expected, pair.found)
    others = [one for one in case.errors if any("due to" in spot.label and _is_at(spot, node) for spot in one.spots)]
    for way in ways(wanted, given) if others and len(case.errors) > 1 else ():
        if way.template in _WRAPPED:
            edit = (node.start_byte, node.end_byte, filled(way.template, node))
            yield case.replace(FIRST, f"the other values are wrapped: `{filled(way.template, node)}`", edit)


def _is_at(spot: Spot, node: Node) -> bool:
    return (spot.byte_start, spot.byte_end) == (node.start_byte, node.end_byte)


def _variable(case: Case, error: Finding) -> Node | None:
    """Give the value of the variable at which an error stands; None where it stands at something else."""
    node = _at(case, error)
    return value_of(node) if node is not None else None


def _compared(case: Case, error: Finding) -> Node | None:
    """Give the value of the variable beside which the number at the place of an error stands."""
    node = _at(case, error)
    outer = node.parent if node is not None and node.type in LITERALS else None
    left = outer.child_by_field_name("left") if outer is not None and outer.type == "binary_expression" else None
    return value_of(left) if left is not None else None


def _at(case: Case, error: Finding) -> Node | None:
    spot = next((one for one in error.spots if one.primary), None)
    is_here = spot is not None and spot.path == case.spot.path and error.rule in CODES
    return exact(case.text, spot.byte_start, spot.byte_end) if spot is not None and is_here else None


def _casts(given: Type, wanted: Type) -> bool:
    """Say whether `as` makes the one of the other."""
    numbers = INTEGERS | {SOME_INTEGER}
    if wanted.head == "char":
        return given.head == "u8"
    return wanted.head in INTEGERS and given.head in numbers | {"char", "bool"} and wanted.head != given.head


def _rank(given: Type, wanted: Type) -> int:
    """Put a cast that loses nothing first: another one takes different values for one."""
    is_kept = wanted.head == "char" or keeps(wanted.head, given.head)
    return FIRST if is_kept else LIKELY
