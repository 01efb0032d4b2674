"""A type that holds itself with ever larger arguments: it holds itself as it is."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.expressions import walk
from ferrule.repair.moves.types.generic_lists import name_of
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "hold-same-type"
CODES: Final = frozenset({"E0320"})
_KINDS: Final = frozenset({"struct", "enum"})


def propose(case: Case) -> Iterator[Offer]:
    """Give the type inside the parameters of the type around."""
    names = [words.partition("<")[0].rpartition("::")[2] for words in case.quoted]
    for placed in placed_items(case):
        item = placed.item
        if item.kind not in _KINDS or item.name not in names or item.body is None:
            continue
        node = enclosing(placed.text.node(item.name_start, item.name_end), "struct_item", "enum_item")
        listed = node.child_by_field_name("type_parameters") if node is not None else None
        body = node.child_by_field_name("body") if node is not None else None
        if listed is None or body is None:
            continue
        own = f"<{', '.join(name_of(one) for one in listed.named_children)}>"
        edits = [
            placed.text.edit(one.start_byte, one.end_byte, own)
            for inner in walk(body)
            if inner.type == "generic_type" and text_of(inner.child_by_field_name("type")) == item.name
            if (one := inner.child_by_field_name("type_arguments")) is not None and text_of(one) != own
        ]
        if edits:
            yield case.offer(LIKELY, f"`{item.name}` would hold endlessly many types: it holds itself", edits)
