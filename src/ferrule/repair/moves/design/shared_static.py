"""A `static mut` that safe code uses: the same value behind a lock, which every use opens (P19)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, files, placed_items
from ferrule.repair.moves.design.cell_uses import is_kept, span, whole
from ferrule.repair.moves.design.cells import LOCKING, brought_in
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.ownership.given import name_of, shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import node_of
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import variable_of

ID: Final = "lock-static"
CODES: Final = frozenset({"E0133"})
RANK: Final = 82
_MOST: Final = 60
_NAMING: Final = frozenset({"static_item", "use_declaration", "use_list", "scoped_use_list", "use_as_clause"})


def propose(case: Case) -> Iterator[Offer]:
    """Take `mut` away, put a `Mutex` around the value, and open it at each use in the crate."""
    name = text_of(_static_at(case))
    found = [one for one in placed_items(case) if one.item.kind == "static" and one.item.name == name]
    if "mutable static" not in case.error.message or len(found) != 1 or found[0].is_linked:
        return
    declared = _declared(found[0])
    reaching = _reaching(case, name)
    edits = []
    for plain, _ in files(case) if declared else ():
        text = shown(plain)
        parts = _opened(text, name, reaching)
        if parts is None:
            return
        parts += declared if text.path == found[0].text.path else []
        if text.path == found[0].text.path:
            parts += brought_in(text, LOCKING, found[0].item.start)
        edits += list(as_edits(text, parts))
    if len(edits) <= _MOST:
        yield case.offer(RANK, f"`{name}` changes and is seen by all threads: it is behind a `Mutex`", edits)


def _static_at(case: Case) -> Node | None:
    node = shown(case.text).node(case.spot.byte_start, case.spot.byte_end)
    return node if node.type == "identifier" else next((one for one in walk(node) if one.type == "identifier"), None)


def _declared(placed: Placed) -> list[Part]:
    """Give the edits of the declaration; none for one that is not `static mut X: T = value`."""
    node = node_of(shown(placed.text), placed.item)
    kind, value = (node.child_by_field_name(part) if node is not None else None for part in ("type", "value"))
    mark = next((one for one in node.children if one.type == "mutable_specifier"), None) if node is not None else None
    if mark is None or kind is None or value is None:
        return []
    after = mark.next_sibling
    return [
        (mark.start_byte, after.start_byte if after is not None else mark.end_byte, ""),
        (kind.start_byte, kind.end_byte, f"{LOCKING.name}<{text_of(kind)}>"),
        (value.start_byte, value.end_byte, f"{LOCKING.name}::new({text_of(value)})"),
    ]


def _reaching(case: Case, name: str) -> frozenset[str]:
    """Give the functions of the crate that use the static, or call one that does."""
    bodies = {one.item.name: one.text.at(one.item.start, one.item.end) for one in placed_items(case)
              if one.item.kind == "fn"}  # fmt: skip
    found: set[str] = set()
    wanted = {name}
    while wanted:
        words = re.compile(rf"\b(?:{'|'.join(map(re.escape, wanted))})\b")
        wanted = {one for one, body in bodies.items() if one not in found and words.search(body.partition("{")[2])}
        found |= wanted
    return frozenset(found)


def _opened(text: Text, name: str, reaching: frozenset[str]) -> list[Part] | None:
    """Give the edits of all uses in a file; None where the lock could be wanted while it is held, or is handed out."""
    parts: list[Part] = []
    for one in walk(text.tree.root_node):
        if one.type == "token_tree" and re.search(rf"\b{name}\b", text_of(one)):
            return None
        node = _use(one) if one.type == "identifier" and text_of(one) == name else None
        if node is None:
            continue
        if not _is_open_alone(node, name, reaching) or is_kept(node) or _is_lent(node):
            return None
        above = node.parent
        if whole(node) == node and above is not None and above.type != "field_expression":
            parts.append((node.start_byte, node.start_byte, "*"))
        parts.append((node.end_byte, node.end_byte, LOCKING.look))
    return parts


def _use(name: Node) -> Node | None:
    """Give the path that ends with a name where it is a value; None for a variable, a declaration and an import."""
    node = name
    while node.parent is not None and node.parent.type == "scoped_identifier":
        node = node.parent
    is_value = node.parent is not None and node.parent.type not in _NAMING
    return node if is_value and variable_of(name) is None else None


def _is_lent(node: Node) -> bool:
    """Say whether a reference to the value goes further than the call that it is made for."""
    above = whole(node).parent
    return (
        above is not None
        and above.type == "reference_expression"
        and (above.parent is None or above.parent.type != "arguments")
    )


def _is_open_alone(node: Node, name: str, reaching: frozenset[str]) -> bool:
    """Say whether nothing else in the statement opens the same lock, itself or in what it calls."""
    around = span(node)
    if around is None:
        return False
    uses = [one for one in walk(around) if one.type == "identifier" and text_of(one) == name]
    calls = [one for one in walk(around) if one.type == "call_expression" and name_of(one) in reaching]
    return len(uses) == 1 and not calls
