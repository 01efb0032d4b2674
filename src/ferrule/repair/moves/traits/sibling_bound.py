"""A type parameter without a bound that its namesakes beside it have: other impls, the type, other functions."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.analogy import by_neighbour, by_number
from ferrule.repair.moves.traits.generics import (
    around,
    bound_part,
    bounds_of,
    parameters,
    predicate_part,
    predicates,
    where_clause,
)
from ferrule.repair.moves.traits.own import TYPES, head, node_of
from ferrule.syntax.items import Item, text_of

ID: Final = "sibling-bound"
CODES: Final = frozenset(
    {"E0277", "E0599", "E0220", "E0369", "E0282", "E0507", "E0508", "E0382", "E0276", "E0308", "E0618", "E0283"}
)
_MOST: Final = 4
_SAME: Final = 100
"""The weight of a namesake that belongs to the same type."""
_NAMED: Final = re.compile(r"`(?:&(?:'\w+ )?)?(?:mut )?(\w+)(?:::\w+)?(?:: [^`]*)?`|type parameter `(\w+)`|<(\w+) as ")


def propose(case: Case) -> Iterator[Offer]:
    """Offer the bounds of namesakes, those of the same type and those most often written first."""
    named = {one for found in _NAMED.findall(case.words) for one in found if one}
    for item in around(case.node):
        for name in parameters(item):
            if name in named and not bounds_of(item, name):
                yield from _offers(case, item, name)
        yield from _predicates(case, item)


def _offers(case: Case, item: Node, name: str) -> Iterator[Offer]:
    counted: Counter[tuple[str, ...]] = Counter(dict.fromkeys(by_number(item, name), 2 * _SAME))
    for other, weight in _namesakes(case, item, name):
        if bounds := bounds_of(other, name):
            counted[bounds] += weight
        if bounds := by_neighbour(item, name, other):
            counted[bounds] += 2 * weight
    for place, (bounds, weight) in enumerate(counted.most_common(_MOST)):
        part = bound_part(item, name, bounds)
        if part is not None:
            rank = SURE if weight >= _SAME else LIKELY
            yield case.replace(rank + place, f"elsewhere it is `{name}: {' + '.join(bounds)}`", part)


def _namesakes(case: Case, item: Node, name: str) -> Iterator[tuple[Node, int]]:
    """Yield items with a parameter of this name; generics of the same type weigh more than those of the file."""
    of_type = head(text_of(item.child_by_field_name("type") or item.child_by_field_name("name")))
    for placed in placed_items(case):
        other = placed.item
        is_same = (other.kind in TYPES or other.kind == "impl") and other.name == of_type
        if not _speaks_of(other, name) or not (is_same or placed.text.path == case.text.path):
            continue
        node = node_of(placed.text, other)
        if node is not None and node != item:
            yield node, _SAME if is_same else 1


def _predicates(case: Case, item: Node) -> Iterator[Offer]:
    """Offer what other items of the file ask of the same parameters behind `where`, such as `&'a T: Add`."""
    names = set(parameters(item))
    here = {left for left, _ in predicates(item)}
    counted: Counter[tuple[str, str]] = Counter()
    for placed in (one for one in case.text.items if one.generics) if where_clause(item) is not None else ():
        node = node_of(case.text, placed)
        for left, bounds in predicates(node) if node is not None and node != item else []:
            spoken = set(_WORD.findall(left))
            if left not in here and left not in names and spoken & names and _declared(f"{left}: {bounds}", item, node):
                counted[left, bounds] += 1
    for (left, bounds), _ in counted.most_common(2):
        part = predicate_part(item, f"{left}: {bounds}")
        yield case.replace(LIKELY, f"elsewhere it is `{left}: {bounds}`", part)


_WORD: Final = re.compile(r"'?\b[A-Za-z_]\w*")


def _declared(words: str, item: Node, other: Node | None) -> bool:
    """Say whether all parameters of the other item that the words name are declared here too."""
    lists = [one.child_by_field_name("type_parameters") for one in (item, other) if one is not None]
    mine, theirs = (set(_WORD.findall(re.sub(r"[:=][^,>]*", "", text_of(one)))) for one in lists)
    return (set(_WORD.findall(words)) & theirs) <= mine


def _speaks_of(item: Item, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", item.generics) is not None
