"""Values that go into a field that owns its data: moved where nothing needs them later, else copied (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.design.lending import view
from ferrule.repair.moves.design.taken_objects import Taken, boxed, is_object
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.lifetimes.owning import Owning
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import loop_around
from ferrule.syntax.variables import around_function, variable_of

_OWNED_MAKERS: Final = frozenset({
    "to_string", "to_owned", "to_uppercase", "to_lowercase", "clone", "collect", "replace", "join", "to_vec", "repeat",
    "concat",
})  # fmt: skip


def kept(value: Node | None, kind: Node, taken: Taken) -> Iterator[Part]:
    """Yield the edits that make a value owned: itself where its last use is here, else a copy of it."""
    if value is None or _is_empty(value):
        return
    elements = _elements(value)
    listed = kind.child_by_field_name("type_arguments")
    if elements is not None and listed is not None and listed.named_child_count == 1:
        for one in elements:
            yield from kept(one, listed.named_children[0], taken)
        return
    if is_object(kind):
        yield from boxed(value, taken)
        return
    owning = Owning(
        tuple((one.start_byte, one.end_byte) for one in walk(value) if _is_last(one) or _is_temporary(one, kind))
    )
    variable = variable_of(value) if value.type == "identifier" else None
    if variable is not None and variable.value is not None and not _is_empty(variable.value):
        owning.holders.add(variable.name)  # it is made elsewhere, and turned into owned values here
    owning.value(value, kind)
    yield from owning.parts


def _is_empty(value: Node) -> bool:
    """Say whether a value is a list or an option without anything in it."""
    words = text_of(value)
    return (
        words in {"None", "&*&*[]", "vec![]", "[]"}
        or words.endswith(("::new()", "default()"))
        or "::with_capacity(" in words
    )


def _elements(value: Node) -> list[Node] | None:
    """Give what stands in `vec![..]`; None for any other expression."""
    if not text_of(value).startswith("&*&*["):
        return None
    listed = next((one for one in walk(value) if one.type == "array_expression"), None)
    has_length = listed is None or listed.child_by_field_name("length") is not None
    return None if listed is None or has_length else [one for one in listed.named_children if "comment" not in one.type]


def _is_last(node: Node) -> bool:
    """Say whether a reference is to a variable that owns its value, and nothing uses that variable later."""
    place = node.child_by_field_name("value") if node.type == "reference_expression" else None
    if node.type == "call_expression" and text_of(node).endswith((".as_str()", ".as_slice()")):
        called = node.child_by_field_name("function")
        place = called.child_by_field_name("value") if called is not None else None
    variable = variable_of(place) if place is not None and place.type == "identifier" else None
    function = around_function(node)
    made = variable.value if variable is not None else None
    if variable is None or made is None or place is None or function is None or not _is_made(made):
        return False
    inner = loop_around(node, function)
    is_again = inner is not None and not inner.start_byte <= variable.declaration.start_byte < inner.end_byte
    return not is_again and variable.uses[-1] == place


def _is_temporary(node: Node, kind: Node) -> bool:
    """Say whether a reference is to a value that is made right there, and not to a reference to something."""
    value = node.child_by_field_name("value") if node.type == "reference_expression" else None
    if value is None or value.type not in {"call_expression", "macro_invocation", "struct_expression"}:
        return False
    return _is_made(value) or not view(kind.child_by_field_name("type"))


def _is_made(value: Node) -> bool:
    """Say whether an expression gives a new value of its own."""
    words = text_of(value)
    called = value.child_by_field_name("function") if value.type == "call_expression" else None
    if called is not None and called.type == "generic_function":
        called = called.child_by_field_name("function")
    name = text_of(called.child_by_field_name("field")) if called is not None else ""
    made = words.startswith(("format!", "format_(", "vec!", "&*&*[", "String::", "Vec::", "Box::"))
    return made or name in _OWNED_MAKERS
