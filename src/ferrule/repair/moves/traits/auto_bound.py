"""A boxed trait object goes to another thread: its type says that it may."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.traits.header import plain
from ferrule.syntax.items import text_of

ID: Final = "send-object"
CODES: Final = frozenset({"E0277"})
_OBJECT: Final = re.compile(r"^`(\(?dyn [^`]+)` cannot be (sent|shared) between threads safely")
_MARK: Final = {"sent": "Send", "shared": "Sync"}


def propose(case: Case) -> Iterator[Offer]:
    """Add `Send` or `Sync` to the object's type, wherever the file writes it."""
    found = _OBJECT.match(case.error.message)
    if not found:
        return
    name = _bare(found[1][1:-1] if found[1].startswith("(") else found[1])
    parts = []
    for node in _objects(case.text.tree.root_node):
        words = text_of(node)
        if _bare(words) == name:
            more = f"{words} + {_MARK[found[2]]}"
            is_behind = node.parent is not None and node.parent.type in {"reference_type", "pointer_type"}
            parts.append((node.start_byte, node.end_byte, f"({more})" if is_behind else more))
    if parts:
        yield case.replace(SURE, f"the object may go to other threads: `{_MARK[found[2]]}`", *parts)


def _bare(words: str) -> str:
    """Give a trait object's type without paths, lifetimes and blanks."""
    return plain(re.sub(r"\b\w+::|\s\+\s*'\w+", "", words))


def _objects(root: Node) -> Iterator[Node]:
    """Yield the widest node of each trait object, its further bounds included."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in {"dynamic_type", "bounded_type"} and text_of(node).startswith("dyn"):
            yield node
        else:
            waiting.extend(node.named_children)
