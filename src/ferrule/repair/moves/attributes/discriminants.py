"""Numbers of enum variants that are taken twice, too large, or need a type of their own (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.attributes.attribute import arguments_of, attributes_of, name_of
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "renumber-variant"
CODES: Final = frozenset({"E0081", "E0370", "E0732"})
_WIDER: Final = {"i8": "i16", "i16": "i32", "i32": "i64", "u8": "u16", "u16": "u32", "u32": "u64"}
_EXPLICIT: Final = re.compile(r"explicitly set `(\w+) = (-?\d+)`")
_NUMBER: Final = re.compile(r"-?\s*(?:0x[\da-fA-F_]+|0b[01_]+|0o[0-7_]+|\d[\d_]*)$")


def propose(case: Case) -> Iterator[Offer]:
    """Give a doubled number's later owner the next free one; say the integer type where variants hold data."""
    node = enclosing(case.node, "enum_item")
    body = node.child_by_field_name("body") if node is not None else None
    if node is None or body is None:
        return
    if case.code == "E0732":
        line = case.text.indent(node.start_byte)
        start = node.start_byte
        message = "variants with data and numbers need their type: the one that numbers have anyway"
        yield case.replace(LIKELY, message, (start, start, f"#[repr(isize)]\n{line}"))
        return
    if case.code == "E0370":
        yield from _widened(case, node)
        yield from _told(case)
        return
    variants = [child for child in body.named_children if child.type == "enum_variant"]
    values = _values(variants)
    if None in values:
        return
    for number in range(len(variants) - 1, 0, -1):
        value = variants[number].child_by_field_name("value")
        if values[number] not in values[:number]:
            continue
        if value is not None:
            yield from _renumbered(case, values, number, value)
        elif values[number - 1] not in values[: number - 1]:
            free = max(one for one in values if one is not None) + 1
            at = variants[number].end_byte
            message = f"`{values[number]}` is taken: the next free number is `{free}`"
            yield case.replace(LIKELY, message, (at, at, f" = {free}"))


def _widened(case: Case, node: Node) -> Iterator[Offer]:
    """Yield a type of the numbers in which the next one has room too."""
    for attribute in attributes_of(case.text, node.start_byte):
        for argument in arguments_of(case.text, attribute) if name_of(attribute) == "repr" else ():
            wider = _WIDER.get(argument.text)
            if wider is not None:
                message = f"the numbers do not fit `{argument.text}`: they are of `{wider}`"
                yield case.replace(LIKELY, message, (argument.start, argument.end, wider))


def _told(case: Case) -> Iterator[Offer]:
    """Yield the number that the compiler names: counting begins again at the lower end."""
    told = _EXPLICIT.search(case.words)
    if told is not None and case.found == told[1]:
        at = case.spot.byte_end
        yield case.replace(POSSIBLE, "after the last number comes the first one", (at, at, f" = {told[2]}"))


def _values(variants: list[Node]) -> list[int | None]:
    """Give the number of each variant; None from the first one that is no plain number on."""
    found: list[int | None] = []
    following: int | None = 0
    for variant in variants:
        value = variant.child_by_field_name("value")
        if value is not None:
            words = text_of(value).replace(" ", "")
            following = int(words.replace("_", ""), 0) if _plain(words) else None
        found.append(following)
        following = following + 1 if following is not None else None
    return found


def _plain(words: str) -> bool:
    return _NUMBER.match(words) is not None and (not words.lstrip("-").startswith("0") or words[1:2] in "xbo")


def _renumbered(case: Case, values: list[int | None], number: int, value: Node) -> Iterator[Offer]:
    taken = {one for one in values if one is not None}
    before, free = values[number - 1] or 0, (values[number] or 0) + 1
    while free in taken:
        free += 1
    message = f"`{values[number]}` is taken: the next free number is `{free}`"
    yield case.replace(LIKELY, message, (value.start_byte, value.end_byte, str(free)))
    if before + 1 not in taken and before + 1 != free:
        words = (value.start_byte, value.end_byte, str(before + 1))
        yield case.replace(POSSIBLE, f"`{before + 1}` follows the variant before", words)
