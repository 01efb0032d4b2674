"""A foreign trait that shows a foreign type: a type of this crate around a reference has it, and is shown instead."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tree_sitter import Node

from ferrule.edits.changes import edited
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.ownership.given import name_of, shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import head, own_trait
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.variables import captured

ID: Final = "show-wrapped"
CODES: Final = frozenset({"E0117"})
RANK: Final = 84
_MOST: Final = 40
_SHOWN: Final = frozenset({"Display", "Debug", "LowerHex", "UpperHex", "Binary", "Octal", "LowerExp"})
_FORMATS: Final = re.compile(r"^(?:print|println|eprint|eprintln|format|write|writeln|panic)_$")


def propose(case: Case) -> Iterator[Offer]:
    """Declare the type before the impl, let it have the trait, and put it around each value that is shown."""
    impl = enclosing(shown(case.text).node(case.spot.byte_start, case.spot.byte_end), "impl_item")
    of_type = impl.child_by_field_name("type") if impl is not None else None
    trait = impl.child_by_field_name("trait") if impl is not None else None
    if impl is None or of_type is None or trait is None or impl.child_by_field_name("type_parameters") is not None:
        return
    name = f"Shown{''.join(re.findall(r'[A-Za-z]+', head(text_of(of_type)).title()))}"
    taken = any(one.item.name == name for one in placed_items(case))
    if head(text_of(trait)) not in _SHOWN or own_trait(case, head(text_of(trait))) is not None or taken:
        return
    parts = _impl(case, impl, of_type, name)
    values = list(_values(case, parts, text_of(of_type))) if parts else []
    if values and len(values) <= _MOST:
        parts += [part for node, kind in values for part in _wrapped(node, kind, name)]
        words = f"`{text_of(of_type)}` is not of this crate: a type around a reference to it is shown"
        yield case.offer(RANK, words, as_edits(shown(case.text), parts))


def _impl(case: Case, impl: Node, of_type: Node, name: str) -> list[Part]:
    """Give the edits of the impl; none where it needs more of the type than a look at it."""
    body, line = impl.child_by_field_name("body"), case.text.indent(impl.start_byte)
    declared = f"struct {name}<'a>(&'a {text_of(of_type)});\n\n{line}"
    parts: list[Part] = [
        (impl.start_byte, impl.start_byte, declared),
        (of_type.start_byte, of_type.end_byte, f"{name}<'_>"),
    ]
    for one in walk(body) if body is not None else ():
        above = one.parent
        if one.type == "type_identifier" and text_of(one) == "Self":
            return []
        if one.type == "self" and above is not None and above.type != "self_parameter":
            parts.append((one.start_byte, one.end_byte, "self.0"))
    return parts


def _values(case: Case, parts: list[Part], of_type: str) -> Iterator[tuple[Node, str]]:
    """Yield what is shown and is of the type, each with its own type; asked of the compiler without the impl."""
    text = shown(case.text)
    places = [(one.start_byte, one.end_byte) for one in _formatted(text)]
    changes = edited(case.root, as_edits(text, parts), case.changes)
    new = replace(case.text, source=changes[case.text.absolute], parsed=None)
    moved = [tuple(_shifted(at, parts) for at in place) for place in places]
    told = case.probe(new, [(start, end) for start, end in moved]) if moved else ()
    plain = re.sub(r"\b\w+::|\s", "", of_type)
    for node, kind in zip(_formatted(text), told, strict=False):
        words = re.sub(r"\b\w+::|\s", "", kind)
        if words.lstrip("&") == plain and words.count("&") <= 1:
            yield node, words


def _formatted(text: Text) -> Iterator[Node]:
    """Yield what is shown by macros that format, and what `to_string` is called on."""
    for node in walk(text.tree.root_node):
        if node.type != "call_expression":
            continue
        called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        values = given.named_children if given is not None else []
        if _FORMATS.match(text_of(called)):
            texts = [at for at, one in enumerate(values) if one.type == "string_literal" and not captured(one)]
            yield from (one for one in values[texts[0] + 1 :] if one.type != "assignment_expression") if texts else ()
        elif name_of(node) == "to_string" and called is not None:
            value = called.child_by_field_name("value")
            yield from (value,) if value is not None and not values else ()


def _shifted(at: int, parts: list[Part]) -> int:
    """Give where a place lies after the edits before it."""
    return at + sum(len(words.encode()) - (end - start) for start, end, words in parts if end <= at)


def _wrapped(node: Node, kind: str, name: str) -> list[Part]:
    opening = f"{name}(" if kind.startswith("&") else f"{name}(&"
    return [(node.start_byte, node.start_byte, opening), (node.end_byte, node.end_byte, ")")]
