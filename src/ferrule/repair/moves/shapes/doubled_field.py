"""A field that is taken twice, where the value has no such field: `self.0.0` for `self.0`."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.scope import enclosing
from ferrule.syntax.items import text_of

ID: Final = "take-field-once"
CODES: Final = frozenset({"E0609", "E0610", "E0616"})


def propose(case: Case) -> Iterator[Offer]:
    """Take the field once."""
    access = enclosing(case.node, "field_expression")
    value = access.child_by_field_name("value") if access is not None else None
    if access is None or value is None or value.type != "field_expression":
        return
    name, inner = (text_of(one.child_by_field_name("field")) for one in (access, value))
    if name == inner or (name.isdigit() and inner.isdigit()):
        rank = LIKELY if name == inner else POSSIBLE
        yield case.replace(rank, f"there is no `{name}` in `{inner}`", (value.end_byte, access.end_byte, ""))
