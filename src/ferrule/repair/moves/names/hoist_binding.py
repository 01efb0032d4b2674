"""A variable that is used behind the block in which it was bound."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "hoist-binding"
CODES: Final = frozenset({"E0425"})
_STATEMENTS: Final = frozenset({"block"})
_CLOSED: Final = frozenset({"closure_expression", "function_item", "async_block"})


def propose(case: Case) -> Iterator[Offer]:
    """Declare it before the outermost block that the use does not share, and assign to it where it was bound."""
    name, use = case.found, case.node
    function = enclosing(use, "function_item")
    if function is None or not any("different scope in the same function" in spot.note for spot in case.error.spots):
        return
    for block in _blocks(use, function):
        found = [one for one in _bindings(block, name) if one.end_byte <= use.start_byte]
        before = next((one for one in block.named_children if found and one.end_byte >= found[0].end_byte), None)
        if before is None or any(_parts(one) is None for one in found):
            continue
        yield _hoisted(case, name, found, before)
        return


def _blocks(use: Node, function: Node) -> Iterator[Node]:
    """Yield the blocks around the use, the innermost first."""
    block = enclosing(use, "block")
    while block is not None and block.start_byte >= function.start_byte:
        yield block
        block = enclosing(block.parent, "block")


def _bindings(node: Node, name: str) -> Iterator[Node]:
    """Yield the plain `let` of this name in the blocks below."""
    for child in node.named_children:
        if child.type == "let_declaration" and _bound(child) == name:
            yield child
        elif child.type not in _CLOSED:
            yield from _bindings(child, name)


def _bound(declaration: Node) -> str:
    pattern = declaration.child_by_field_name("pattern")
    return text_of(pattern) if pattern is not None and pattern.type == "identifier" else ""


def _parts(declaration: Node) -> tuple[Node, Node] | None:
    """Give pattern and value of a `let`; None without a value."""
    pattern, value = declaration.child_by_field_name("pattern"), declaration.child_by_field_name("value")
    return (pattern, value) if pattern is not None and value is not None else None


def _hoisted(case: Case, name: str, found: list[Node], before: Node) -> Offer:
    of_type = next((text_of(one.child_by_field_name("type")) for one in found if one.child_by_field_name("type")), "")
    changes = any(child.type == "mutable_specifier" for one in found for child in one.named_children)
    parts = []
    for one in found:
        both = _parts(one)
        if both is not None:
            parts.append((one.start_byte, both[1].start_byte, f"{name} = "))
    indent = case.text.indent(before.start_byte)
    words = f"let {'mut ' if changes else ''}{name}{f': {of_type}' if of_type else ''};\n{indent}"
    message = f"`{name}` ends with its block: declare it before"
    return case.replace(LIKELY, message, (before.start_byte, before.start_byte, words), *parts)
