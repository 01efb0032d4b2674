"""Two things of one name: the same item twice, or two bindings in one pattern or parameter list."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE, SURE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS, enclosing, tokens

ID: Final = "one-of-two"
CODES: Final = frozenset({"E0428", "E0415", "E0416"})


def propose(case: Case) -> Iterator[Offer]:
    """Drop the second of two equal items; give a binding or an item that nobody speaks of a name of its own."""
    if case.code == "E0428":
        yield from _items(case)
    else:
        yield from _bindings(case)


def _items(case: Case) -> Iterator[Offer]:
    second = enclosing(case.node, *ITEMS)
    first_at = next((s for s in case.error.spots if not s.primary and "previous definition" in s.label), None)
    if second is None or first_at is None or first_at.path != case.spot.path:
        return
    first = enclosing(case.text.node(first_at.byte_start, first_at.byte_end), *ITEMS)
    name = second.child_by_field_name("name")
    if first is None or name is None or first == second:
        return
    if _tokens(first) == _tokens(second):
        end = second.end_byte + (case.text.source[second.end_byte : second.end_byte + 1] == b"\n")
        yield case.replace(SURE, f"`{text_of(name)}` is there twice, word for word", (second.start_byte, end, ""))
    elif _mentions(case, text_of(name)) == len({first.start_byte, second.start_byte}):
        new = _free(case, text_of(name))
        change = (name.start_byte, name.end_byte, new)
        yield case.replace(LAST, f"nobody speaks of `{text_of(name)}`: the second one gets its own name", change)


def _bindings(case: Case) -> Iterator[Offer]:
    name = case.found
    holder = enclosing(
        case.node, "function_item", "closure_expression", "match_arm", "let_declaration", "for_expression"
    )
    if holder is None or not name.isidentifier():
        return
    scope = enclosing(holder, "block", "function_item") if holder.type == "let_declaration" else holder
    uses = len(re.findall(rf"(?<![\w.]){re.escape(name)}(?!\w)", text_of(scope)))
    start, end = case.spot.byte_start, case.spot.byte_end
    if uses == 2:
        new = f"_{name}" if case.code == "E0415" else "_"
        rank = LIKELY if case.code == "E0416" else POSSIBLE
        yield case.replace(rank, f"nobody speaks of `{name}`: the second one needs no name", (start, end, new))
        if case.code == "E0415":
            yield case.replace(LIKELY, f"two parameters are called `{name}`", (start, end, _free(case, name)))


def _tokens(node: Node) -> list[bytes]:
    return [token.text for token in tokens(node.text or b"")]


def _mentions(case: Case, name: str) -> int:
    """Count how often the crate has this name."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)".encode())
    return sum(len(word.findall(text.source)) for text, _ in files(case))


def _free(case: Case, name: str) -> str:
    """Give a name like this one that the file does not have."""
    return next(new for number in range(2, 100) if (new := f"{name}{number}").encode() not in case.text.source)
