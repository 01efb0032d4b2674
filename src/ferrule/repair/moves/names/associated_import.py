"""An import of what belongs to a trait or a type: its owner is imported, and goes before the name."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "import-owner"
CODES: Final = frozenset({"E0253", "E0432", "E0658"})
_WORDS: Final = ("associated items of traits is unstable", "is not directly importable")
_NO_MODULE: Final = re.compile(r"^`(\w+)` is a (?:struct|trait|union), not a module$", re.MULTILINE)


def propose(case: Case) -> Iterator[Offer]:
    """Import the owner, and write it before every use of the name."""
    told = _NO_MODULE.search(case.words) if case.code == "E0432" else None
    if told is None and not any(words in case.error.message for words in _WORDS):
        return
    use = enclosing(case.node, "use_declaration")
    path = use.child_by_field_name("argument") if use is not None else None
    renamed = path is not None and path.type == "use_as_clause"
    full = path.child_by_field_name("path") if path is not None and renamed else path
    if use is None or path is None or full is None or full.type != "scoped_identifier":
        return
    owner, name = text_of(full.child_by_field_name("path")), text_of(full.child_by_field_name("name"))
    local = text_of(path.child_by_field_name("alias")) if renamed else name
    short = owner.rpartition("::")[2]
    if told is not None and told[1] != short:
        return
    root = use
    while root.parent is not None:
        root = root.parent
    parts = [(one.start_byte, one.end_byte, f"{short}::{name}") for one in _uses(root, local, use)]
    yield case.replace(
        LIKELY, f"`{name}` belongs to `{short}`: it is reached through it", _owner(root, use, path, owner), *parts
    )


def _owner(root: Node, use: Node, path: Node, owner: str) -> tuple[int, int, str]:
    """Give the edit that imports the owner; without one where it is at hand already."""
    wanted = re.compile(rf"\buse\s+{re.escape(owner)}\s*;")
    if "::" not in owner or wanted.search(text_of(root)):
        after = use.next_sibling
        return use.start_byte, after.start_byte if after is not None else use.end_byte, ""
    return path.start_byte, path.end_byte, owner


def _uses(root: Node, name: str, use: Node) -> Iterator[Node]:
    """Yield where the name stands alone as a value or a type."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node == use or node.type in {"use_declaration", "macro_definition"}:
            continue
        if node.type in {"identifier", "type_identifier"} and text_of(node) == name and _is_free(node):
            yield node
        waiting.extend(node.named_children)


def _is_free(node: Node) -> bool:
    above = node.parent
    if above is None or above.type in {"scoped_identifier", "scoped_type_identifier", "parameter", "let_declaration"}:
        return above is not None and above.child_by_field_name("path") == node
    return above.child_by_field_name("name") != node and above.child_by_field_name("pattern") != node
