"""Which functions of the crate a call by name may mean, as far as what it is called on tells (P16)."""

import re
from collections import defaultdict
from typing import Final

from ferrule.repair.moves.borrows.places import Place
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed, placed_items

_OF_STD: Final = re.compile(
    r"^(?:std::\w+::)*(?:Vec|VecDeque|HashMap|HashSet|BTreeMap|BTreeSet|BinaryHeap|String|Option|\[|[iu]\d+|usize|&?str)\b"
)


def own_functions(case: Case, name: str, on: Place | None) -> list[Placed]:
    """Give the functions of this name; none where it is called on a field that holds a type of the library."""
    own = case.once("functions by name", lambda: _by_name(case)).get(name, [])
    if not own or on is None or len(on) < len(("self", "field")) or not on[-1].isidentifier():
        return own
    is_library = case.once(("held in", on[-1]), lambda: _holds_library(case, on[-1]))
    of_trait = case.once(("of a trait", name), lambda: _is_of_trait(case, name))
    return [] if is_library and not of_trait else own


def _by_name(case: Case) -> dict[str, list[Placed]]:
    found: defaultdict[str, list[Placed]] = defaultdict(list)
    for one in placed_items(case):
        if one.item.kind == "fn":
            found[one.item.name].append(one)
    return dict(found)


def _holds_library(case: Case, field: str) -> bool:
    """Say whether all fields of this name hold a type of the library."""
    holders = (one.item for one in placed_items(case) if one.item.kind in {"struct", "variant"})
    written = [one.type for item in holders for one in item.fields if one.name == field]
    return bool(written) and all(_OF_STD.match(one) for one in written)


def _is_of_trait(case: Case, name: str) -> bool:
    impls = (one.item for one in placed_items(case) if one.item.kind == "impl" and one.item.of_trait)
    return any(member.name == name for impl in impls for member in impl.members)
