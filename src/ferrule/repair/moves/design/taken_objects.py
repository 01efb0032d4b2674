"""Objects that were lent and are owned now: nobody can copy them, so they are given away (P15)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from ferrule.repair.moves.lifetimes.owned import Part, owned_type
from ferrule.repair.moves.ownership.given import name_of
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function, variable_of

_OBJECTS = frozenset({"dynamic_type", "bounded_type"})


@dataclass(slots=True)
class Taken:
    """The parameters that take a box from now on."""

    places: dict[str, int] = field(default_factory=dict)
    """By the name of the function, the place among the arguments of its calls."""
    failed: bool = False
    """A value cannot be given away where it stands."""


def is_object(kind: Node) -> bool:
    """Say whether a type is a reference to a trait object."""
    inner = kind.child_by_field_name("type") if kind.type == "reference_type" else None
    return inner is not None and inner.type in _OBJECTS


def boxed(value: Node, taken: Taken) -> Iterator[Part]:
    """Yield the edits that put a box where a reference to an object was put: at the place, or in the parameter."""
    place = value.child_by_field_name("value") if value.type == "reference_expression" else None
    if place is not None:
        yield value.start_byte, value.end_byte, _in_box(place)
        return
    variable, function = variable_of(value) if value.type == "identifier" else None, around_function(value)
    parameter = variable.declaration if variable is not None and len(variable.uses) == 1 else None
    kind = parameter.child_by_field_name("type") if parameter is not None and parameter.type == "parameter" else None
    if kind is None or parameter is None or function is None or not is_object(kind):
        taken.failed = True
        return
    listed = function.child_by_field_name("parameters")
    given = [one for one in listed.named_children if one.type in {"parameter", "self_parameter"}] if listed else []
    is_method = bool(given) and given[0].type == "self_parameter"
    taken.places[text_of(function.child_by_field_name("name"))] = given.index(parameter) - is_method
    yield kind.start_byte, kind.end_byte, owned_type(kind)


def given_away(text: Text, taken: Taken) -> Iterator[Part]:
    """Yield the edits of the calls: what was lent to a parameter that takes a box is given to it in one."""
    for node in walk(text.tree.root_node):
        name = name_of(node) if node.type == "call_expression" else ""
        listed = node.child_by_field_name("arguments") if name in taken.places else None
        given = [one for one in listed.named_children if "comment" not in one.type] if listed is not None else []
        if listed is None or taken.places[name] >= len(given):
            continue
        value = given[taken.places[name]]
        place = value.child_by_field_name("value") if value.type == "reference_expression" else None
        if place is None:
            taken.failed = True
        else:
            yield value.start_byte, value.end_byte, _in_box(place)


def _in_box(place: Node) -> str:
    """Give the box of what was lent: of `*x` it is `x` itself, which was one already."""
    inner = place.named_children[-1] if place.type == "unary_expression" and place.named_children else None
    return text_of(inner) if inner is not None and text_of(place).startswith("*") else f"Box::new({text_of(place)})"
