"""`for` over a range in a constant function, where only `while` is known (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "count-in-constant"
CODES: Final = frozenset({"E0015"})
_CHANGED: Final = re.compile(r"\bcontinue\b|\bfor\b|\bwhile\b|\bloop\b|\|")


def propose(case: Case) -> Iterator[Offer]:
    """Count by hand; a loop with `continue` or another one inside is left alone, since it may pass the count by."""
    if "`for` loop" not in case.error.message:
        return
    loop = enclosing(case.node, "for_expression")
    fields = [loop.child_by_field_name(name) if loop is not None else None for name in ("pattern", "value", "body")]
    pattern, value, body = fields
    if loop is None or pattern is None or value is None or body is None or value.type != "range_expression":
        return
    name, ends = text_of(pattern), value.named_children
    if not name.isidentifier() or name == "_" or len(ends) != 2 or _CHANGED.search(text_of(body)):
        return
    indent = case.text.indent(loop.start_byte)
    operator = "<=" if "..=" in text_of(value) else "<"
    head = f"let mut {name} = {text_of(ends[0])};\n{indent}while {name} {operator} {text_of(ends[1])} "
    last = body.end_byte - 1
    before = len(case.text.source[:last].rstrip())
    step = f"\n{indent}    {name} += 1;"
    message = "a constant function has no iterators: count by hand"
    yield case.replace(LIKELY, message, (loop.start_byte, body.start_byte, head), (before, before, step))
