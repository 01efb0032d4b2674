"""Fields that own what they borrowed: what is put into them, and how they are read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.design.holders import Holder
from ferrule.repair.moves.design.kept_values import kept
from ferrule.repair.moves.design.lending import is_called, is_written, lent, lent_option
from ferrule.repair.moves.design.taken_objects import Taken
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import TYPES, head
from ferrule.repair.moves.types.declared import owner_around
from ferrule.repair.moves.types.expressions import filled, walk
from ferrule.syntax.items import text_of

_FILLING: Final = frozenset({"push", "insert", "push_back", "push_front", "entry", "replace", "get_or_insert"})
_TAKES: Final = frozenset({"first", "last", "get", "iter", "values", "keys", "peek", "front", "back"})
_COPYING: Final = frozenset({"copied", "cloned"})


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields that own their data from now on."""

    kinds: dict[tuple[str, str, str], Node]
    """The type as it was written, by type of the crate, variant and field."""
    alone: frozenset[str]
    """Names of fields that no other type of the crate has."""
    taken: Taken = field(default_factory=Taken)
    """What is found out on the way of parameters that take a box."""

    @staticmethod
    def of(owning: dict[str, Holder], case: Case) -> "Fields":
        """Give the fields of these types."""
        kinds = {(name, *key): kind for name, one in owning.items() for key, kind in one.fields.items()}
        mine = {(name, field) for name, _, field in kinds}
        others = {
            one.name
            for placed in placed_items(case)
            if placed.item.kind in TYPES
            for one in placed.item.fields
            if (placed.item.name, one.name) not in mine
        }
        return Fields(kinds, frozenset(field for _, field in mine if field not in others))

    def at(self, node: Node) -> Node | None:
        """Give the type of the field that an expression such as `x.f` reads; None for any other field."""
        name = text_of(node.child_by_field_name("field"))
        is_self = text_of(node.child_by_field_name("value")) == "self"
        owner = owner_around(node) if is_self else ""
        found = [kind for (one, variant, field), kind in self.kinds.items()
                 if field == name and not variant and owner in {"", one}]  # fmt: skip
        return found[0] if found and (owner or (name in self.alone and len(found) == 1)) else None


def constructed(text: Text, fields: Fields) -> Iterator[Part]:
    """Yield the edits of what is put into the fields: in literals, constructors, assignments and lists."""
    for node in walk(text.tree.root_node):
        if node.type == "struct_expression":
            yield from _literal(node, fields)
        elif node.type == "call_expression":
            yield from _called(node, fields)
        elif node.type == "assignment_expression":
            left = node.child_by_field_name("left")
            kind = fields.at(left) if left is not None and left.type == "field_expression" else None
            if kind is not None:
                yield from kept(node.child_by_field_name("right"), kind, fields.taken)


def read(text: Text, fields: Fields) -> Iterator[Part]:
    """Yield the edits of where the fields are read."""
    for node in walk(text.tree.root_node):
        kind = fields.at(node) if node.type == "field_expression" else None
        if kind is None or is_called(node):
            continue
        if kind.type == "reference_type":
            yield from lent(node, kind.child_by_field_name("type"))
        elif head(text_of(kind)) == "Option":
            inner = next((one for one in walk(kind) if one.type == "reference_type"), None)
            yield from lent_option(node, inner.child_by_field_name("type") if inner is not None else None)
        elif kind.type == "tuple_type":
            yield from _of_tuple(node, kind)
        else:
            yield from _of_list(node, kind)


def _of_tuple(node: Node, kind: Node) -> list[Part]:
    """Give the edits for a tuple, or for one of its parts."""
    above = node.parent
    if above is None or above.type != "field_expression":
        return lent(node, None)
    place = text_of(above.child_by_field_name("field"))
    part = kind.named_children[int(place)] if place.isdigit() and int(place) < kind.named_child_count else None
    return lent(above, part.child_by_field_name("type")) if part is not None and part.type == "reference_type" else []


def _of_list(node: Node, kind: Node) -> Iterator[Part]:
    """Yield the edits for an element that is read by its place, for a search, and for one that was copied out."""
    listed, above = kind.child_by_field_name("type_arguments"), node.parent
    element = listed.named_children[0] if listed is not None and listed.named_child_count == 1 else None
    inner = element.child_by_field_name("type") if element is not None and element.type == "reference_type" else None
    if inner is not None and above is not None and above.type == "index_expression" and above.named_children[0] == node:
        yield from () if above.named_children[-1].type == "range_expression" else lent(above, inner)
        return
    called = _call_on(node)
    given = called[1].child_by_field_name("arguments") if called is not None and called[0] == "contains" else None
    wanted = given.named_children[0] if given is not None and given.named_child_count == 1 else None
    if called is not None and wanted is not None and wanted.type == "reference_expression" and text_of(inner) == "str":
        place = wanted.child_by_field_name("value")
        if place is not None:
            yield place.start_byte, place.end_byte, filled("{}.to_string()", place)
        return
    yield from _uncopied(node)


def _uncopied(node: Node) -> Iterator[Part]:
    """Yield the edit of `list.first().copied()`: what the list holds is lent and no longer copied."""
    taken = _call_on(node)
    if taken is None or taken[0] not in _TAKES:
        return
    again = _call_on(taken[1])
    if again is not None and again[0] in _COPYING:
        yield taken[1].end_byte, again[1].end_byte, ""
    elif not is_written(node) and again is not None and again[0] == "unwrap":
        above = again[1].parent
        if above is not None and above.type == "unary_expression" and text_of(above).startswith("*"):
            yield above.start_byte, above.start_byte + 1, ""


def _call_on(node: Node) -> tuple[str, Node] | None:
    """Give the method that is called on an expression, and the call."""
    field = node.parent
    call = field.parent if field is not None and field.type == "field_expression" else None
    if field is None or call is None or call.type != "call_expression":
        return None
    return text_of(field.child_by_field_name("field")), call


def _literal(node: Node, fields: Fields) -> Iterator[Part]:
    name, variant = _named(node.child_by_field_name("name"), node)
    body = node.child_by_field_name("body")
    for one in body.named_children if body is not None else []:
        short = one.type == "shorthand_field_initializer"
        key = text_of(one) if short else text_of(one.child_by_field_name("field"))
        kind = fields.kinds.get((name, variant, key)) or fields.kinds.get((variant, "", key))
        if kind is None:
            continue
        value = one.named_children[0] if short else one.child_by_field_name("value")
        for start, end, words in kept(value, kind, fields.taken):
            is_whole = value is not None and (start, end) == (value.start_byte, value.end_byte)
            if short and is_whole:
                yield start, end, f"{key}: {words}"
            elif words == key and is_whole:
                yield one.start_byte, end, words
            else:
                yield start, end, words


def _called(node: Node, fields: Fields) -> Iterator[Part]:
    called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    if called is None or given is None:
        return
    if called.type == "field_expression":
        target = called.child_by_field_name("value")
        kind = fields.at(target) if target is not None and target.type == "field_expression" else None
        if kind is not None and text_of(called.child_by_field_name("field")) in _FILLING:
            yield from _filled(given, kind, fields)
        return
    name, variant = _named(called, node)
    for number, value in enumerate(one for one in given.named_children if "comment" not in one.type):
        key = str(number)
        kind = fields.kinds.get((name, variant, key)) or fields.kinds.get((variant, "", key))
        if kind is not None:
            yield from kept(value, kind, fields.taken)


def _filled(given: Node, kind: Node, fields: Fields) -> Iterator[Part]:
    """Yield the edits of what is put into a list or a map."""
    listed = kind.child_by_field_name("type_arguments")
    kinds = [one for one in listed.named_children if one.type != "lifetime"] if listed is not None else []
    values = [one for one in given.named_children if "comment" not in one.type]
    for value, one in zip(values[-len(kinds) :], kinds, strict=False):
        yield from kept(value, one, fields.taken)


def _named(path: Node | None, near: Node) -> tuple[str, str]:
    """Give the type and the variant that a path names; the variant alone where the type is not written."""
    words = [one.partition("<")[0] for one in text_of(path).split("::") if one and not one.startswith("<")]
    words = [owner_around(near) if one == "Self" else one for one in words]
    if len(words) > 1 and words[-2][:1].isupper():
        return words[-2], words[-1]
    return ("", words[-1]) if words else ("", "")
