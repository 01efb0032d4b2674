"""What a function gives back: the ends of its body and of each `return`."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.lifetimes.owning import leaves
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.tree import ITEMS

_INSIDE: Final = ITEMS | {"closure_expression", "async_block"}


def values(function: Node) -> Iterator[Node]:
    """Yield the ends of all that a function returns, in order."""
    body = function.child_by_field_name("body")
    yield from leaves(body)
    for one in walk(body) if body is not None else ():
        if one.type == "return_expression" and one.named_children and belongs(one, function):
            yield from leaves(one.named_children[0])


def belongs(node: Node, function: Node) -> bool:
    """Say whether a place is in a function itself, and not in a closure or an item inside of it."""
    above = node.parent
    while above is not None and above != function:
        if above.type in _INSIDE:
            return False
        above = above.parent
    return above is not None
