"""`.await` in a function that is not `async` (P05)."""

from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.tree import enclosing

ID: Final = "make-async"
CODES: Final = frozenset({"E0728"})
_QUALIFIERS: Final = frozenset({"visibility_modifier"})


def propose(case: Case) -> Iterator[Offer]:
    """Make the closure or the function around it `async`; `main` cannot be."""
    node = enclosing(case.node, "function_item", "closure_expression")
    if node is None or case.crate.edition < 2018:
        return
    if node.type == "closure_expression":
        start = node.start_byte
        yield case.replace(LIKELY, "only what is `async` can wait: the closure is", (start, start, "async "))
        return
    item = case.text.item(node.start_byte)
    if item is None or item.name == "main":
        return
    first = next((child for child in node.children if child.type not in _QUALIFIERS), None)
    if first is not None:
        start = first.start_byte
        yield case.replace(LIKELY, "only what is `async` can wait: the function is", (start, start, "async "))
