"""A cast that `as` cannot do: the conversion that does it."""

import itertools
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.conversions import ways
from ferrule.repair.moves.types.convert_value import fits
from ferrule.repair.moves.types.expressions import exact, filled
from ferrule.repair.moves.types.own_conversions import own_ways
from ferrule.repair.moves.types.typewords import INTEGERS, read_type, spoken
from ferrule.syntax.items import text_of

ID: Final = "convert-instead-of-cast"
CODES: Final = frozenset({"E0604", "E0605", "E0606", "E0607", "E0054"})
_MOST: Final = 5


def propose(case: Case) -> Iterator[Offer]:
    """Put a conversion from the value's type to that of the cast in its place."""
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    if node is None or node.type != "type_cast_expression" or not case.quoted:
        return
    value, target = node.child_by_field_name("value"), node.child_by_field_name("type")
    if value is None or target is None:
        return
    found = read_type(case.quoted[-1] if case.code == "E0604" else case.quoted[0])
    wanted = read_type(text_of(target))
    place = (node.start_byte, node.end_byte)
    if found.is_reference and wanted.head in INTEGERS and spoken(found.args[0].text):
        pointer = "*const" if found.head == "&" else "*mut"
        new = filled(f"{{}} as {pointer} {found.args[0].text} as {wanted.head}", value)
        yield case.replace(LIKELY, "the address of a value is that of a pointer to it", (*place, new))
    known = itertools.chain(own_ways(case, wanted, found), ways(wanted, found))
    chosen = (way for way in known if fits(way, node) and not way.template.startswith(f"{{}} as {wanted.text}"))
    chosen = (way for way in chosen if not way.template.endswith((".cast()", "{}.into()")))  # the cast says the type
    for way in itertools.islice(chosen, _MOST):
        words = f"`as` cannot make `{wanted.text}` of `{found.text}`: {way.template.replace('{}', 'it')}"
        yield case.replace(max(way.rank, LIKELY), words, (*place, filled(way.template, value)))
