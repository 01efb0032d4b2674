"""A macro of the crate that is not in sight where it is called."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.nearest import nearest
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import Item, text_of
from ferrule.syntax.tree import ITEMS, enclosing

ID: Final = "macro-in-sight"
CODES: Final = frozenset({"", "E0433"})
_MISSING: Final = re.compile(r"cannot find macro `(\w+)` in this scope")


def propose(case: Case) -> Iterator[Offer]:
    """Move it before its first use, or let its module hand it on; correct a name that is nearly right."""
    said = _MISSING.search(case.error.message)
    if said is None:
        return
    macros = [placed for placed in placed_items(case) if placed.item.kind == "macro"]
    for placed in macros:
        if placed.item.name == said[1]:
            yield from _earlier(case, placed)
            yield from _handed_on(case, placed)
    for other in nearest(said[1], (placed.item.name for placed in macros)):
        yield case.replace(POSSIBLE, f"there is a macro `{other}`", (case.spot.byte_start, case.spot.byte_end, other))


def _earlier(case: Case, placed: Placed) -> Iterator[Offer]:
    """Yield the move of a definition before the item that calls it, in one file and one module."""
    item, text = placed.item, placed.text
    call = _outermost(case.node, item)
    if text.path != case.text.path or item.start < case.spot.byte_start or call is None:
        return
    start, end = _whole(text, item)
    words = text.at(start, item.end)
    at = _lead(call)
    message = f"`{item.name}` is defined after its use: macros are seen from their definition on"
    yield case.replace(SURE, message, (at, at, f"{words}\n\n{text.indent(at)}"), (start, end, ""))


def _outermost(node: Node, item: Item) -> Node | None:
    """Give the item around a use that stands beside the definition."""
    around = enclosing(node, *ITEMS)
    while around is not None and around.parent is not None:
        if any(child.start_byte == item.start for child in around.parent.named_children):
            return around
        around = enclosing(around.parent, *ITEMS)
    return None


def _lead(node: Node) -> int:
    while (before := node.prev_named_sibling) is not None:
        if before.type != "attribute_item" and not text_of(before).startswith(("///", "/**")):
            break
        node = before
    return node.start_byte


def _whole(text: Text, item: Item) -> tuple[int, int]:
    """Give the range of a definition with its attributes and the end of its last line."""
    start = _lead(enclosing(text.node(item.start, item.end), "macro_definition") or text.node(item.start, item.end))
    end = item.end + (text.source[item.end : item.end + 1] == b"\n")
    return start, end


def _handed_on(case: Case, placed: Placed) -> Iterator[Offer]:
    """Yield `#[macro_use]` on the outermost module of a macro, where that stands before the use."""
    if not placed.modules:
        return
    for holder in placed_items(case):
        item = holder.item
        if item.kind != "mod" or (*holder.modules, item.name) != placed.modules[: len(holder.modules) + 1]:
            continue
        if "macro_use" not in item.attributes:
            edit = holder.text.edit(item.start, item.start, f"#[macro_use]\n{holder.text.indent(item.start)}")
            yield case.offer(LIKELY, f"`{item.name}` does not hand on its macros", (edit,))
