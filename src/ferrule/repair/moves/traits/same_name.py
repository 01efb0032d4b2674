"""Two members of one name: the second goes where it says the same, else it gets its own name if nobody calls it.

In an impl of a trait only a repetition goes: of two different bodies nobody can tell which is meant.
"""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import LAST, SURE
from ferrule.repair.moves.traits.counterpart import members
from ferrule.repair.moves.traits.drop_copy import whole_lines
from ferrule.repair.moves.traits.header import plain
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "same-name"
CODES: Final = frozenset({"E0592", "E0201"})


def propose(case: Case) -> Iterator[Offer]:
    """Offer to remove a repetition, and to rename what nobody uses in an impl of the type itself."""
    found = list(_members(case))
    if len(found) < 2:
        return
    first, second = sorted(found, key=lambda one: one.start_byte)[:2]
    part = whole_lines(case.text, second.start_byte, second.end_byte)
    name = second.child_by_field_name("name")
    impl = enclosing(second, "impl_item")
    if plain(text_of(first)) == plain(text_of(second)):
        yield case.replace(SURE, "the same member is there twice", part)
    elif name is not None and not _of_trait(impl) and not _used(case, text_of(name)):
        fresh = f"{text_of(name)}_2" if name.type != "type_identifier" else f"{text_of(name)}2"
        edit = (name.start_byte, name.end_byte, fresh)
        yield case.replace(LAST, "nobody uses either: the second gets a name of its own", edit)


def _of_trait(impl: Node | None) -> bool:
    return impl is not None and impl.child_by_field_name("trait") is not None


def _members(case: Case) -> Iterator[Node]:
    for spot in case.error.spots:
        node = case.text.node(spot.byte_start, spot.byte_end) if spot.path == case.text.path and not spot.note else None
        impl = enclosing(node, "impl_item")
        for one in members(impl) if impl is not None else []:
            if one.start_byte <= spot.byte_start < one.end_byte:
                yield one


def _used(case: Case, name: str) -> bool:
    """Say whether something outside of definitions speaks of a name."""
    word = re.compile(rf"(?<!\bfn )(?<!\bconst )(?<!\btype )\b{re.escape(name)}\b".encode())
    strip = re.compile(rb"//[^\n]*|\"(?:[^\"\\]|\\.)*\"")
    return any(word.search(strip.sub(b"", text.source)) for text, _ in files(case))
