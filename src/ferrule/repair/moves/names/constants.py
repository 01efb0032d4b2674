"""A `let` with a fixed value as a constant."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

Part = tuple[int, int, str]
_SUFFIX: Final = re.compile(r"(?:[iu](?:8|16|32|64|128|size)|f32|f64)$")


def as_constant(case: Case, name: str, before: int, of_type: str = "") -> Iterator[tuple[Part, ...]]:
    """Yield the edits that make the nearest `let` of this name above a place a `const` in capitals.

    `of_type` is the type where the use asks for one; empty lets the literal say it.
    """
    declaration = _declaration(case.node, name, before)
    if declaration is None:
        return
    block, value = declaration.parent, declaration.child_by_field_name("value")
    written = text_of(declaration.child_by_field_name("type"))
    if block is None or value is None or any(c.type == "mutable_specifier" for c in declaration.named_children):
        return
    for kind in [written] if written else [of_type] if of_type else _types(value):
        upper = name.upper()
        head = (declaration.start_byte, value.start_byte, f"const {upper}: {kind} = ")
        end = block.end_byte
        uses = _uses(case.text.source, name, declaration.end_byte, end)
        yield (head, *((at, at + len(name), upper) for at in uses))


def _declaration(node: Node, name: str, before: int) -> Node | None:
    block = enclosing(node, "block")
    while block is not None:
        for one in reversed(block.named_children):
            is_let = one.type == "let_declaration" and one.end_byte <= before
            if is_let and text_of(one.child_by_field_name("pattern")) == name:
                return one
        block = enclosing(block.parent, "block")
    return None


def _types(value: Node) -> Iterator[str]:
    """Yield the types that a literal may have; none for anything else."""
    words = text_of(value)
    if value.type == "integer_literal":
        suffix = _SUFFIX.search(words)
        yield from [suffix[0]] if suffix else ["i32", "usize", "u32", "u64"]
    elif value.type == "float_literal":
        suffix = _SUFFIX.search(words)
        yield suffix[0] if suffix else "f64"
    elif value.type in {"string_literal", "raw_string_literal"} and not words.startswith(("b", "c")):
        yield "&str"
    elif value.type in {"boolean_literal", "char_literal"}:
        yield {"boolean_literal": "bool", "char_literal": "char"}[value.type]


def _uses(source: bytes, name: str, start: int, end: int) -> list[int]:
    found = re.finditer(rb"(?<![\w.])" + re.escape(name.encode()) + rb"(?!\w)(?!\s*:[^:])", source[start:end])
    return [start + one.start() for one in found]
