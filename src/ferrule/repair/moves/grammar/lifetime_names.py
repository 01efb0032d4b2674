"""Names that a lifetime cannot have where it stands: a keyword's, and one that a constant cannot declare."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.syntax.tree import enclosing

ID: Final = "rename-lifetime"
CODES: Final = frozenset({"", "E0261"})
_NAME: Final = re.compile(r"'[a-z]\w*$")
_SHORT: Final = "abcdefgh"


def propose(case: Case) -> Iterator[Offer]:
    """Give it another name in the whole file; write `'static` in the type of a constant."""
    if _NAME.match(case.found) is None:
        return
    if case.code:
        item = enclosing(case.node, "const_item", "static_item", "function_item", "impl_item", "trait_item")
        if item is not None and item.type in {"const_item", "static_item"}:
            span = (case.spot.byte_start, case.spot.byte_end, "'static")
            yield case.replace(LIKELY, "what a constant borrows lives as long as the program", span)
    elif "cannot use keyword names" in case.error.message:
        source = case.text.source
        known = {found[1] for found in re.finditer(rb"'(\w+)(?!')", source)}
        new = next((letter for letter in _SHORT if letter.encode() not in known), None)
        places = list(re.finditer(re.escape(case.found).encode() + rb"(?![\w'])", source))
        if new is not None and len(places) < len(source):
            parts = ((*place.span(), f"'{new}") for place in places)
            yield case.replace(SURE, f"`{case.found}` is a keyword: `'{new}`", *parts)
