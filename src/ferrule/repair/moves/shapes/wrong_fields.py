"""Fields that a literal or a pattern names, and the type does not have, or twice: another name, or none."""

from collections.abc import Iterator, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.repair.moves.nearest import nearest
from ferrule.repair.moves.shapes.lists import elements, removal
from ferrule.repair.moves.shapes.other_literals import field_name
from ferrule.repair.moves.shapes.owners import declared
from ferrule.repair.moves.shapes.scope import enclosing
from ferrule.syntax.items import Item, text_of

ID: Final = "fit-field"
CODES: Final = frozenset({"E0560", "E0559", "E0026", "E0062", "E0025"})
_ELEMENTS: Final = ("field_initializer", "shorthand_field_initializer", "field_pattern")
_MOST: Final = 3


def propose(case: Case) -> Iterator[Offer]:
    """Give the field the name of one that is missing; leave it out where none is."""
    element = enclosing(case.node, *_ELEMENTS)
    whole = enclosing(case.node, "struct_expression", "struct_pattern")
    if element is None or whole is None:
        return
    inside = _elements(whole)
    if element not in inside:
        return
    item = declared(case, text_of(whole.child_by_field_name("name") or whole.child_by_field_name("type")), whole)
    if item is None:
        return
    if item.is_tuple:
        yield from _as_tuple(case, whole, inside, item)
        return
    given = {_name(one) for one in inside}
    missing = [one.name for one in item.fields if one.name not in given]
    near = [name for name in nearest(_name(element), missing) if name in missing]
    for number, name in enumerate(dict.fromkeys([*near, *missing[:_MOST]])):
        rank = LIKELY if name in near or len(missing) == 1 else POSSIBLE + 1 + number
        yield case.replace(rank, f"the field that is missing is `{name}`", _renamed(element, name))
    if _may_go(element, inside, missing):
        rank = LAST if missing and element.type == "field_pattern" else POSSIBLE
        yield case.replace(rank, "there is no such field: leave it out", removal(element))


def _elements(whole: Node) -> tuple[Node, ...]:
    body = whole.child_by_field_name("body") or whole
    return tuple(one for one in elements(body) if one.type in {*_ELEMENTS, "base_field_initializer"})


def _name(element: Node) -> str:
    """Give the field that an element of a literal or of a pattern names."""
    if element.type == "field_pattern":
        return text_of(element.child_by_field_name("name"))
    return field_name(element)


def _renamed(element: Node, name: str) -> tuple[int, int, str]:
    """Give the edit that names another field and keeps value or binding."""
    value = element.child_by_field_name("value") or element.child_by_field_name("pattern")
    own = element.child_by_field_name("field") or element.child_by_field_name("name")
    if value is not None and own is not None:
        if text_of(value) == name and element.type == "field_initializer":
            return element.start_byte, element.end_byte, name
        return own.start_byte, own.end_byte, name
    return element.start_byte, element.end_byte, f"{name}: {text_of(element)}"


def _may_go(element: Node, inside: Sequence[Node], missing: Sequence[str]) -> bool:
    """Say whether leaving an element out breaks nothing: the literal stays whole, the name it binds is not needed."""
    if element.type == "field_pattern":
        return True
    return not missing or any(one.type == "base_field_initializer" for one in inside)


def _as_tuple(case: Case, whole: Node, inside: Sequence[Node], item: Item) -> Iterator[Offer]:
    """Write a literal or pattern of a tuple struct with parentheses, the values in their order."""
    if len(inside) != len(item.fields) or any(one.type == "base_field_initializer" for one in inside):
        return
    by_name = {_name(one): one for one in inside}
    ordered = [by_name.get(str(at)) for at in range(len(inside))]
    chosen = [one for one in ordered if one is not None] if None not in ordered else list(inside)
    values = [text_of(one.child_by_field_name("value") or one.child_by_field_name("pattern") or one) for one in chosen]
    name = whole.child_by_field_name("name") or whole.child_by_field_name("type")
    if name is not None:
        words = f"({', '.join(values)})"
        yield case.replace(LIKELY, "its fields have no names", (name.end_byte, whole.end_byte, words))
