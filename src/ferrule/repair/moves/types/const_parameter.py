"""A constant parameter whose type is not the one that is asked for: `const N: u32` of a type with `const N: usize`."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.traits import generics
from ferrule.syntax.items import text_of

ID: Final = "retype-constant-parameter"
CODES: Final = frozenset({"", "E0308"})
_SAID: Final = re.compile(r"the constant `(\w+)` is not of type `(\w+)`")


def propose(case: Case) -> Iterator[Offer]:
    """Declare the parameter with the type that its uses ask for."""
    said = _SAID.search(case.words)
    if said is None:
        return
    for item in generics.around(case.node):
        listed = item.child_by_field_name("type_parameters")
        for one in listed.named_children if listed is not None else []:
            of_type = one.child_by_field_name("type") if one.type == "const_parameter" else None
            if of_type is not None and text_of(one.child_by_field_name("name")) == said[1]:
                edit = (of_type.start_byte, of_type.end_byte, said[2])
                yield case.replace(LIKELY, f"`{said[1]}` is used as `{said[2]}`", edit)
                return
