"""Which functions of the crate a call by name may mean, as far as what it is called on tells (P16)."""

import re
from typing import Final

from ferrule.repair.moves.borrows.places import Place
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed, placed_items

_OF_STD: Final = re.compile(
    r"^(?:std::\w+::)*(?:Vec|VecDeque|HashMap|HashSet|BTreeMap|BTreeSet|BinaryHeap|String|Option|\[|[iu]\d+|usize|&?str)\b"
)


def own_functions(case: Case, name: str, on: Place | None) -> list[Placed]:
    """Give the functions of this name; none where it is called on a field that holds a type of the library."""
    own = [one for one in placed_items(case) if one.item.kind == "fn" and one.item.name == name]
    if not own or on is None or len(on) < len(("self", "field")) or not on[-1].isidentifier():
        return own
    written = [
        field.type
        for one in placed_items(case)
        for field in one.item.fields
        if one.item.kind in {"struct", "variant"} and field.name == on[-1]
    ]
    is_library = bool(written) and all(_OF_STD.match(one) for one in written)
    of_trait = any(one.item.of_trait for one in placed_items(case) if one.item.kind == "impl" and _has(one, name))
    return [] if is_library and not of_trait else own


def _has(impl: Placed, name: str) -> bool:
    return any(member.name == name for member in impl.item.members)
