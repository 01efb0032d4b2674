"""A `let` or a `for` whose pattern does not take every value: what is to happen with the others."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.shapes.fitting import head
from ferrule.repair.moves.shapes.leaving import early_exits, result_of
from ferrule.repair.moves.shapes.scope import enclosing
from ferrule.syntax.items import text_of

ID: Final = "let-else"
CODES: Final = frozenset({"E0005"})
_OF: Final = {"Option": "Some", "Result": "Ok"}
_WRAPPED: Final = re.compile(r"(?:Some|Ok)\((.*)\)$", re.DOTALL)


def propose(case: Case) -> Iterator[Offer]:
    """Leave the function or the loop where the pattern does not match; a `for` passes over what does not."""
    around = enclosing(case.node, "let_declaration", "for_expression")
    pattern = around.child_by_field_name("pattern") if around is not None else None
    value = around.child_by_field_name("value") if around is not None else None
    if around is None or pattern is None or value is None or case.spot.byte_end > pattern.end_byte:
        return
    wrapped = _WRAPPED.match(text_of(pattern))
    if around.type == "let_declaration":
        if wrapped is not None and _OF.get(head(result_of(around))) == text_of(pattern).partition("(")[0]:
            parts = (pattern.start_byte, pattern.end_byte, wrapped[1]), (value.end_byte, value.end_byte, "?")
            yield case.replace(LIKELY, "hand on what is not there by `?`", *parts)
        for rank, words in early_exits(around):
            said = f"where the pattern does not match: `{words}`"
            yield case.replace(rank, said, (value.end_byte, value.end_byte, f" else {{ {words} }}"))
        return
    if wrapped is not None:
        flat = (value.end_byte, value.end_byte, ".into_iter().flatten()")
        only = (pattern.start_byte, pattern.end_byte, wrapped[1])
        yield case.replace(LIKELY, "pass over the values that are not there", only, flat)
