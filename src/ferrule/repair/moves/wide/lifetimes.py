"""The lifetimes in the declarations near the error: tied, named otherwise, left out, or longer than another."""

import re
from collections.abc import Iterator
from itertools import permutations
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Phase
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import ancestors, walk
from ferrule.repair.moves.wide.nearby import APART, FIRST, marked
from ferrule.syntax.items import text_of

ID: Final = "wide-lifetime"
CODES: Final = frozenset({ANY})
_MOST: Final = 40
_SPOKEN: Final = re.compile(r"lifetime|live long|borrow|'\w+\b(?!')|outlive")
_OWNERS: Final = frozenset({
    "function_item", "function_signature_item", "impl_item", "struct_item", "enum_item", "trait_item", "type_item",
    "const_item", "static_item", "associated_type",
})  # fmt: skip
_STATIC: Final = "'static"


def propose(case: Case) -> Iterator[Offer]:
    """Yield each single change of a lifetime in the signatures that the error points into, the nearest first.

    One that is declared nowhere (E0261) stands for something: another one in its place would only hide that.
    """
    if case.error.phase is Phase.PARSE or case.code == "E0261" or not _SPOKEN.search(case.words):
        return
    offers: list[Offer] = []
    seen: set[tuple[str, int]] = set()
    for near in marked(case):
        owners = [one for one in (near.node, *ancestors(near.node)) if one.type in _OWNERS]
        for steps, owner in enumerate(owners):
            if (near.text.path, owner.start_byte) not in seen:
                seen.add((near.text.path, owner.start_byte))
                offers += _changed(case, near.text, owner, FIRST + APART * (near.apart + steps))
    yield from sorted(offers, key=lambda one: one.rank)[:_MOST]


def _changed(case: Case, text: Text, owner: Node, rank: int) -> Iterator[Offer]:
    declared = tuple(dict.fromkeys(_declared(owner)))
    is_constant = owner.type in {"const_item", "static_item"}
    known = (*declared, _STATIC) if is_constant else declared  # of a caller nobody may ask for what lives for ever
    for one in _header(owner):
        if one.type == "lifetime" and not _declares(one):
            yield from _renamed(case, text, one, known, rank)
        elif one.type == "reference_type" and not any(child.type == "lifetime" for child in one.children):
            for name in known:
                edit = text.edit(one.start_byte + 1, one.start_byte + 1, f"{name} ")
                doubt = 4 if name == _STATIC else 2
                yield case.offer(rank + doubt, f"the borrow lives for `{name}`", (edit,))
    listed = owner.child_by_field_name("type_parameters")
    for longer, other in permutations(_own(listed), 2):
        edit = text.edit(longer.end_byte, longer.end_byte, f"{_plus(longer)}{_name(other)}")
        yield case.offer(rank + 3, f"`{_name(longer)}` lives as long as `{_name(other)}`", (edit,))


def _renamed(case: Case, text: Text, one: Node, known: tuple[str, ...], rank: int) -> Iterator[Offer]:
    old, above = text_of(one), one.parent
    for name in known:
        if name != old:
            edit = text.edit(one.start_byte, one.end_byte, name)
            doubt = 5 if name == _STATIC else 3
            yield case.offer(rank + doubt, f"`{name}` instead of `{old}`", (edit,))
    if above is not None and above.type in {"reference_type", "self_parameter"}:
        end = one.end_byte + (text.source[one.end_byte : one.end_byte + 1] == b" ")
        yield case.offer(rank + 2, f"the borrow need not live for `{old}`", (text.edit(one.start_byte, end, ""),))
    elif above is not None and above.type == "type_arguments":
        yield case.offer(rank + 2, f"it need not be `{old}`", (text.edit(one.start_byte, one.end_byte, "'_"),))


def _header(owner: Node) -> Iterator[Node]:
    """Yield the nodes of an item without its body and what it asks for; of a struct or an enum the fields, too."""
    body = owner.child_by_field_name("body")
    is_shape = owner.type in {"struct_item", "enum_item"}
    for part in owner.named_children:
        if part.type != "where_clause" and (part != body or is_shape):
            yield from walk(part)


def _declared(owner: Node) -> Iterator[str]:
    for one in (owner, *ancestors(owner)):
        yield from (_name(part) for part in _own(one.child_by_field_name("type_parameters")))


def _own(listed: Node | None) -> list[Node]:
    return [one for one in (listed.named_children if listed is not None else ()) if one.type == "lifetime_parameter"]


def _name(parameter: Node) -> str:
    return text_of(parameter.child_by_field_name("name"))


def _plus(parameter: Node) -> str:
    return " + " if parameter.child_by_field_name("bounds") is not None else ": "


def _declares(lifetime: Node) -> bool:
    above = lifetime.parent
    is_name = above is not None and above.type == "lifetime_parameter" and above.child_by_field_name("name") == lifetime
    return is_name or (above is not None and above.type in {"label", "for_lifetimes"})
