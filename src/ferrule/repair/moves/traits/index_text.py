"""Text that is indexed by a number: its characters are counted, or its bytes."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "index-text"
CODES: Final = frozenset({"E0277"})
_INDEXED: Final = re.compile(
    r"^the type `(?:str|String|(?:\w+::)*String)` cannot be indexed by `(?:\{integer\}|[iu]\w+)`"
)


def propose(case: Case) -> Iterator[Offer]:
    """Offer the character at the place, then the byte; the type that is wanted tells which is meant."""
    node = enclosing(case.node, "index_expression")
    if node is None or len(node.named_children) != 2 or not _INDEXED.match(case.error.message):
        return
    value, place = node.named_children
    start, end, words = value.end_byte, node.end_byte, text_of(place)
    parts = (start, end, f".chars().nth({words}).unwrap()"), (start, end, f".as_bytes()[{words}]")
    yield case.replace(LIKELY, "the character at this place", parts[0])
    yield case.replace(LIKELY + 1, "the byte at this place", parts[1])
