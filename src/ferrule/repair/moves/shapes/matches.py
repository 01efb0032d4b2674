"""A `match` as values: its arms with what they match and do, and the patterns that the compiler misses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.shapes.lists import split
from ferrule.repair.moves.shapes.owners import declared
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import bound_names

_MISSED: Final = re.compile(r"`([^`]+)`")
_PATHS: Final = frozenset({"identifier", "scoped_identifier", "type_identifier", "scoped_type_identifier"})
_PLAIN: Final = frozenset({"tuple_struct_pattern", "struct_pattern"})


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm of a match."""

    node: Node
    pattern: str
    variants: tuple[str, ...]
    """The last names of the paths in it, one for each alternative; empty ones for what is no path."""
    prefix: str
    """What stands before the name in the first path, such as `Self::`."""
    binds: tuple[str, ...]
    body: str
    guarded: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """A pattern without an arm."""

    words: str
    """As the compiler writes it."""
    variant: str
    """Empty for a pattern that is no path with or without fields."""
    names: tuple[str, ...]
    """Of its fields; numbers for those of a tuple."""
    braces: bool = False


def match_at(case: Case) -> Node | None:
    """Give the match whose value the error points at; None where it is none."""
    node: Node | None = case.node
    while node is not None:
        if node.type == "match_expression":
            value = node.child_by_field_name("value")
            if value is not None and value.start_byte <= case.spot.byte_start and case.spot.byte_end <= value.end_byte:
                return node
        node = node.parent
    return None


def arms_of(found: Node) -> tuple[Arm, ...]:
    """Give the arms of a match, in order."""
    body = found.child_by_field_name("body")
    return tuple(_arm(one) for one in (body.named_children if body is not None else []) if one.type == "match_arm")


def missed(case: Case, found: Node) -> tuple[Missed, ...]:
    """Give what no arm covers; empty where the compiler does not name all of it.

    Of an enum it marks each variant at its definition, of other types it writes at most three patterns.
    """
    labels = [spot.label for spot in case.error.spots if spot.primary and "not covered" in spot.label]
    said = _MISSED.findall(labels[0]) if labels else _MISSED.findall(case.error.message)
    if not labels or " more not covered" not in labels[0]:
        return tuple(_missed(case, words, found) for words in said)
    marked = [spot for spot in case.error.spots if spot.label == "not covered"]
    names = [text.at(spot.byte_start, spot.byte_end) for spot in marked if (text := case.open(spot.path)) is not None]
    prefix = said[0].rpartition("::")[0] if said else ""
    return tuple(_missed(case, f"{prefix}::{name}" if prefix else name, found) for name in names)


def added(text: Text, found: Node, after: Arm | None, lines: str) -> tuple[int, int, str]:
    """Give the edit that puts an arm behind another one, or at the top."""
    body = found.child_by_field_name("body") or found
    if after is None:
        indent = text.indent(found.start_byte) + "    "
        inside = arms_of(found)
        if inside:
            at = inside[0].node.start_byte
            return at, at, f"{lines},{_break(text, body, inside[0].node)}"
        return body.start_byte + 1, body.end_byte - 1, f"\n{indent}{lines},\n{text.indent(found.start_byte)}"
    words = text_of(after.node)
    gap = _break(text, body, after.node)
    comma = "" if words.endswith(",") or (after.body.endswith("}") and gap != " ") else ","
    return after.node.end_byte, after.node.end_byte, f"{comma}{gap}{lines},"


def _break(text: Text, body: Node, arm: Node) -> str:
    return " " if arm.start_point.row == body.start_point.row else "\n" + text.indent(arm.start_byte)


def _arm(node: Node) -> Arm:
    pattern, value = node.child_by_field_name("pattern"), node.child_by_field_name("value")
    inner = pattern.named_children[0] if pattern is not None and pattern.named_children else pattern
    ends = list(_alternatives(inner)) if inner is not None else []
    paths = [_path(one) for one in ends]
    prefix, colons, _ = paths[0].rpartition("::") if paths else ("", "", "")
    guard = pattern.child_by_field_name("condition") if pattern is not None else None
    return Arm(
        node,
        text_of(inner),
        tuple(path.rpartition("::")[2] for path in paths),
        prefix + colons,
        tuple(dict.fromkeys(text_of(name) for name in bound_names(inner) if not text_of(name)[:1].isupper())),
        text_of(value),
        guard is not None,
    )


def _alternatives(pattern: Node) -> Iterator[Node]:
    if pattern.type in {"or_pattern", "reference_pattern", "captured_pattern", "ref_pattern"}:
        for child in pattern.named_children:
            yield from _alternatives(child)
    else:
        yield pattern


def _path(pattern: Node) -> str:
    named = pattern.child_by_field_name("type") if pattern.type in _PLAIN else pattern
    is_path = named is not None and named.type in {
        "identifier",
        "scoped_identifier",
        "type_identifier",
        "scoped_type_identifier",
    }
    words = "".join(text_of(named).split()) if is_path else ""
    return words if words.rpartition("::")[2][:1].isupper() else ""


def _missed(case: Case, words: str, found: Node) -> Missed:
    bare = words.lstrip("&").removeprefix("mut ").strip()
    shape = re.match(r"((?:\w+(?:::<[^>]*>)?::)*[A-Z]\w*)\s*(?:\((.*)\)|(\{.*\}))?$", bare, re.DOTALL)
    if shape is None:
        return Missed(words, "", ())
    name = shape[1].rpartition("::")[2]
    if shape[2] is not None:
        inside = split(shape[2])
        is_whole = all(one == "_" for one in inside)
        return Missed(words, name, tuple(str(at) for at in range(len(inside)))) if is_whole else Missed(words, "", ())
    item = declared(case, shape[1], found)
    fields = tuple(one.name for one in item.fields) if item is not None and item.kind == "variant" else ()
    tupled = item is not None and item.is_tuple
    return Missed(words, name, fields, bool(shape[3]) or bool(fields and not tupled))
