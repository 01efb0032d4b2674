"""How a method uses the fields of its receiver, and its body with the fields as parameters (P16)."""

from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.design.cell_uses import is_changing, whole
from ferrule.repair.moves.design.lending import is_called, is_formatted
from ferrule.repair.moves.lifetimes.owned import COPIED, Part
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import Item, text_of

_ASSIGNING: Final = frozenset({"assignment_expression", "compound_assignment_expr"})


@dataclass(frozen=True, slots=True)
class Used:
    """One field that a method uses."""

    name: str
    type: str
    changed: bool

    @property
    def parameter(self) -> str:
        """The parameter that stands for it."""
        if self.changed:
            return f"{self.name}: &mut {self.type}"
        return f"{self.name}: {self.type}" if self.type in COPIED else f"{self.name}: &{_slim(self.type)}"

    def given(self, owner: str) -> str:
        """Give the argument for it, of an owner such as `self`."""
        mark = "&mut " if self.changed else "" if self.type in COPIED else "&"
        return f"{mark}{owner}.{self.name}"


def used_fields(case: Case, function: Node, struct: Item) -> list[Used] | None:
    """Give the fields that a method uses, in their order; None where it uses its receiver in another way."""
    body = function.child_by_field_name("body")
    types = {one.name: one.type for one in struct.fields}
    changed: dict[str, bool] = {}
    names = {text_of(one) for one in walk(body) if one.type == "identifier"} if body is not None else set()
    for one in walk(body) if body is not None else ():
        if one.type != "self":
            continue
        place = one.parent
        if place is None or place.type != "field_expression" or is_called(place):
            return None
        name = text_of(place.child_by_field_name("field"))
        if name not in types or name in names or types[name].startswith("&"):
            return None
        changed[name] = changed.get(name, False) or _changes(case, place)
    return [Used(name, types[name], changed[name]) for name in types if name in changed]


def through_parameters(function: Node, used: list[Used]) -> list[Part]:
    """Give the edits of the body: each field is the parameter of its name."""
    known = {one.name: one for one in used}
    body = function.child_by_field_name("body")
    parts: list[Part] = []
    for one in walk(body) if body is not None else ():
        place = one.parent if one.type == "self" else None
        if place is not None:
            parts.append(_replaced(place, known[text_of(place.child_by_field_name("field"))]))
    return parts


def _replaced(place: Node, field: Used) -> Part:
    start, end, above = place.start_byte, place.end_byte, place.parent
    if above is None or (not field.changed and field.type in COPIED):
        return start, end, field.name
    if above.type == "reference_expression":
        is_mutable = any(one.type == "mutable_specifier" for one in above.children)
        return (start, end, f"*{field.name}") if is_mutable else (above.start_byte, end, field.name)
    first = above.named_children[0] if above.named_children else None
    if (above.type in {"field_expression", "index_expression"} and first == place) or is_formatted(place):
        return start, end, field.name
    return start, end, f"*{field.name}"


def _changes(case: Case, place: Node) -> bool:
    outer = whole(place)
    above = outer.parent
    if above is None:
        return False
    if above.type in _ASSIGNING:
        return above.child_by_field_name("left") == outer
    if above.type == "reference_expression":
        return any(one.type == "mutable_specifier" for one in above.children)
    return above.type == "field_expression" and is_changing(case, text_of(above.child_by_field_name("field")))


def _slim(of_type: str) -> str:
    if of_type == "String":
        return "str"
    return f"[{of_type[4:-1]}]" if of_type.startswith("Vec<") and of_type.endswith(">") else of_type
