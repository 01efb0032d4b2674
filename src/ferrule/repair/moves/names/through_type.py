"""A variant, associated function or constant named without the type or module before it."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import POSSIBLE, SURE
from ferrule.repair.moves.names.expected import expected_names
from ferrule.repair.moves.names.spelled import prefixes
from ferrule.repair.moves.names.surroundings import (
    NAME,
    is_after_path,
    is_called,
    is_missing_often,
    type_name,
    variants,
)
from ferrule.syntax.imports import imports_of
from ferrule.syntax.items import Item, text_of
from ferrule.syntax.tree import enclosing

ID: Final = "name-through-type"
CODES: Final = frozenset({"E0405", "E0412", "E0422", "E0423", "E0425", "E0433", "E0531", "E0532", "E0574"})
_MOST: Final = 6
_MOST_SPELLED: Final = 4
_NUMBERS: Final = (
    "usize", "u8", "u16", "u32", "u64", "u128", "isize", "i8", "i16", "i32", "i64", "i128", "f32", "f64", "char",
)  # fmt: skip
_OF_NUMBERS: Final = frozenset({
    "MAX", "MIN", "BITS", "EPSILON", "INFINITY", "NEG_INFINITY", "NAN", "from", "try_from", "from_str_radix",
    "from_be_bytes", "from_le_bytes", "from_ne_bytes", "from_bits", "from_u32", "from_digit",
})  # fmt: skip
_OF_STD: Final = {
    "new": ("Vec", "String", "Box"),
    "with_capacity": ("Vec", "String"),
    "from": ("String", "Vec", "Box"),
    "default": ("Default",),
    "from_utf8": ("String", "std::str"),
    "from_utf8_lossy": ("String",),
    "from_raw": ("Box",),
    "into_raw": ("Box",),
    "from_iter": ("Vec", "String"),
    "from_str": ("String",),
}
_OPERATIONS: Final = frozenset({
    "type_cast_expression", "binary_expression", "unary_expression", "field_expression", "index_expression",
})  # fmt: skip
_CONSTRUCTING: Final = ("new_", "from_", "try_from", "with_")
"""How functions that make a value begin: a type that is not of the crate may have one, too."""


def propose(case: Case) -> Iterator[Offer]:
    """Put before the name what it belongs to: as the crate writes it elsewhere, and as the place asks for."""
    start, name = case.spot.byte_start, case.found
    if not NAME.fullmatch(name) or is_after_path(case) or case.node.type == "string_literal":
        return
    if enclosing(case.node, "use_declaration") is not None:
        return
    rank = POSSIBLE if is_missing_often(case, name) else SURE
    for prefix in islice(_prefixes(case, name), _MOST):
        yield case.replace(rank, f"`{name}` belongs to `{prefix.removesuffix('::')}`", (start, start, prefix))


def _prefixes(case: Case, name: str) -> Iterator[str]:
    found = chain(_of_variants(case, name), _of_functions(case, name) if _may_be_member(case, name) else ())
    yield from dict.fromkeys(found)


def _may_be_member(case: Case, name: str) -> bool:
    """Say whether the name can be that of an associated function or constant, or of what a module holds."""
    if case.code == "E0433" or any(
        words in case.error.message for words in ("find type", "find trait", "expected type")
    ):
        return False
    above = case.node.parent
    is_operand = above is not None and above.type in _OPERATIONS  # nobody adds, casts or reads parts of a function
    return is_called(case) or name.isupper() or not (name[:1].isupper() or is_operand)


def _of_variants(case: Case, name: str) -> Iterator[str]:
    """Yield the enums with this variant; as they are called in this file, where they have another name there."""
    known = dict.fromkeys(placed.item.name for placed, _ in variants(case, name))
    spelled = list(prefixes(case, name, called=False))
    yield from (one for one in spelled[:_MOST_SPELLED] if name[:1].isupper())
    aliases = {one.path[-1]: one.name for one in imports_of(case.text.source) if one.path}
    wanted = [*expected_names(case)]
    for enum in sorted(known, key=lambda one: wanted.index(one) if one in wanted else len(wanted)):
        yield f"{aliases.get(enum, enum)}::"


def _of_functions(case: Case, name: str) -> Iterator[str]:
    owners = _owners(case, name)
    standard = [*(_NUMBERS if name in _OF_NUMBERS else ()), *_OF_STD.get(name, ())]
    common = name in _OF_STD or name.startswith(_CONSTRUCTING)
    foreign = [one for one in expected_names(case) if one not in _NUMBERS and common and _is_foreign(case, one)]
    expected = [one for one in expected_names(case) if one in owners or one in standard or one in foreign]
    spelled = list(prefixes(case, name, called=is_called(case)))
    asked = [f"{one}::" for one in expected]
    yield from (one for one in spelled if one in asked)
    yield from asked[:2]
    yield from _parameters(case, spelled)
    yield from spelled[:_MOST_SPELLED]
    yield from (f"{one}::" for one in owners)
    yield from (f"{one}::" for one in standard)


def _owners(case: Case, name: str) -> list[str]:
    """Give the types and traits of the crate that have a member of this name and no receiver, the own one first."""
    found: dict[str, None] = {}
    around = enclosing(case.node, "impl_item", "trait_item")
    own = type_name(around) if around is not None else ""
    for placed in placed_items(case):
        if placed.item.kind in {"impl", "trait"} and any(_is_plain(one, name) for one in placed.item.members):
            found[placed.item.name] = None
    return [*(["Self"] if own in found else []), *found]


def _is_plain(member: Item, name: str) -> bool:
    return member.name == name and member.kind in {"fn", "const"}


def _is_foreign(case: Case, name: str) -> bool:
    """Say whether a type is none of the crate's own, so that its members are not known."""
    return not any(placed.item.name == name and placed.item.kind != "impl" for placed in placed_items(case))


def _parameters(case: Case, spelled: list[str]) -> Iterator[str]:
    """Yield the type parameters in scope; those that stand before the name elsewhere only."""
    around = enclosing(case.node, "function_item", "impl_item", "trait_item")
    while around is not None:
        for name in re.findall(r"[<,]\s*([A-Z]\w*)", text_of(around.child_by_field_name("type_parameters"))):
            if f"{name}::" in spelled:
                yield f"{name}::"
        around = enclosing(around.parent, "function_item", "impl_item", "trait_item")
