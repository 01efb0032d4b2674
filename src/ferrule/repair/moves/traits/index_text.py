"""Text that is indexed by a number: its characters are counted, or its bytes."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Spot
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.traits.receiver import on_its_line, receiver_end
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "index-text"
CODES: Final = frozenset({"E0277"})
_INDEXED: Final = re.compile(
    r"^the type `(?:str|String|(?:\w+::)*String)` cannot be indexed by `(?:\{integer\}|[iu]\w+)`"
)
_CALL: Final = "introduced by this call"
_GETTERS: Final = frozenset({"get", "get_unchecked"})


def propose(case: Case) -> Iterator[Offer]:
    """Offer the character at the place and the byte; the type that is wanted tells which is meant."""
    if not _INDEXED.match(case.error.message):
        return
    called = next(iter(case.spots(_CALL)), None)
    if called is not None and called.path == case.text.path:
        yield from _got(case, called)
        return
    node = enclosing(case.node, "index_expression")
    if node is None or len(node.named_children) != 2:
        return
    value, place = node.named_children
    start, end, words = value.end_byte, node.end_byte, text_of(place)
    parts = (start, end, f".chars().nth({words}).unwrap()"), (start, end, f".as_bytes()[{words}]")
    yield case.replace(LIKELY, "the character at this place", parts[0])
    yield case.replace(LIKELY + 1, "the byte at this place", parts[1])


def _got(case: Case, called: Spot) -> Iterator[Offer]:
    """Offer the byte first: `get` gives a reference, as it does of bytes; a character would be counted to by `nth`."""
    name, end = case.text.at(called.byte_start, called.byte_end), receiver_end(case)
    if end is None or name not in _GETTERS:
        return
    bytes_of = on_its_line(case, end, ".as_bytes()")
    yield case.replace(LIKELY, "the byte at this place", (end, end, bytes_of))
    if name == "get":
        part = (called.byte_start, called.byte_end, "chars().nth")
        yield case.replace(LIKELY + 1, "the character at this place", part)
