"""`Copy` on a type that cannot be copied: it goes, from the derives or as an impl of its own."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import node_of
from ferrule.syntax.items import Item
from ferrule.syntax.tree import enclosing

ID: Final = "drop-copy"
CODES: Final = frozenset({"E0204", "E0184", "E0206"})


def propose(case: Case) -> Iterator[Offer]:
    """Take `Copy` off the derives that the error points at, or remove the impl of it when nothing is in it."""
    message = "the type cannot be copied: it is not `Copy`"
    item = case.text.item(case.spot.byte_start)
    part = derived_part(case.text, item, "Copy") if item is not None and "Copy" in item.derives else None
    if part is not None:
        yield case.replace(LIKELY, message, part)
        return
    node = enclosing(case.node, "impl_item")
    body = node.child_by_field_name("body") if node is not None else None
    if node is not None and body is not None and not body.named_children:
        yield case.replace(LIKELY, message, whole_lines(case.text, node.start_byte, node.end_byte))


def whole_lines(text: Text, start: int, end: int) -> tuple[int, int, str]:
    """Give the removal of a range, with its line where nothing else stands on it."""
    first = text.source.rfind(b"\n", 0, start) + 1
    last = text.source.find(b"\n", end)
    last = len(text.source) if last < 0 else last + 1
    rest = text.source[end:last].strip()
    if text.source[first:start].strip() or (rest and not rest.startswith(b"//")):
        return start, end, ""
    return first, last, ""


def derived_part(text: Text, item: Item, trait: str) -> tuple[int, int, str] | None:
    """Give the removal of one trait from the derives of an item, of the whole attribute when it is the only one."""
    node = node_of(text, item)
    before = node.prev_named_sibling if node is not None else None
    name = re.escape(trait.encode())
    while before is not None and before.type in {"attribute_item", "line_comment", "block_comment"}:
        words = before.text or b""
        found = (
            re.search(rb"(?<=[(,\s])(?:\w+::)*%s(?=\s*[,)])" % name, words) if words.startswith(b"#[derive") else None
        )
        if found:
            return _unlisted(text, before, before.start_byte + found.start(), before.start_byte + found.end())
        before = before.prev_named_sibling
    return None


def _unlisted(text: Text, attribute: Node, start: int, end: int) -> tuple[int, int, str]:
    source = text.source
    after = re.match(rb"\s*,\s*(?=\w)", source[end : attribute.end_byte])
    if after:
        return start, end + after.end(), ""
    before = re.search(rb"\s*,\s*$", source[attribute.start_byte : start])
    if before:
        return start - len(before[0]), end, ""
    rest = re.match(rb"[ \t]*(?:\r?\n[ \t]*)?", source[attribute.end_byte :])
    return attribute.start_byte, attribute.end_byte + (rest.end() if rest else 0), ""
