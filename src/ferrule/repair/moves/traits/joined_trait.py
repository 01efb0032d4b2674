"""`dyn A + B`: a trait of its own that stands for both, as the compiler's help says."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.listed import split_at
from ferrule.repair.moves.traits.own import head
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS, enclosing

ID: Final = "join-traits"
CODES: Final = frozenset({"E0225"})
_AUTO: Final = frozenset({"Send", "Sync", "Unpin", "UnwindSafe", "RefUnwindSafe"})


def propose(case: Case) -> Iterator[Offer]:
    """Drop `Sized`, which no trait object is; else make one trait of all, for every type that has all of them."""
    node = enclosing(case.node, "bounded_type", "dynamic_type", "trait_bounds")
    while node is not None and node.parent is not None and node.parent.type in {"bounded_type", "dynamic_type"}:
        node = node.parent
    if node is None:
        return
    parts = split_at(text_of(node).removeprefix("dyn ").strip(), "+")
    traits = [part for part in parts if not part.startswith("'") and head(part) not in _AUTO]
    rest = [part for part in parts if part not in traits]
    kept = [part for part in traits if head(part) != "Sized"]
    if len(kept) < len(traits) and len(kept) == 1:
        part = (node.start_byte, node.end_byte, "dyn " + " + ".join(part for part in parts if head(part) != "Sized"))
        yield case.replace(SURE, "a trait object is never `Sized`", part)
        return
    name = "".join(re.sub(r"\W.*", "", head(part)) for part in kept)
    item = node
    while item.parent is not None and not (
        item.type in ITEMS and item.parent.type in {"source_file", "declaration_list"}
    ):
        item = item.parent
    if len(kept) < 2 or any(re.search(r"[<']", part) for part in kept) or _taken(case.text, name):
        return
    indent = case.text.indent(item.start_byte)
    bounds = " + ".join(kept)
    words = f"trait {name}: {bounds} {{}}\n\n{indent}impl<T: {bounds} + ?Sized> {name} for T {{}}\n\n{indent}"
    use = (node.start_byte, node.end_byte, "dyn " + " + ".join((name, *rest)))
    yield case.replace(LIKELY, f"`{name}` stands for both traits", (item.start_byte, item.start_byte, words), use)


def _taken(text: Text, name: str) -> bool:
    return any(item.name == name for item in text.items)
