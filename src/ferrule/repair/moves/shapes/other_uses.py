"""What the rest of the file does in the same place: other calls of a function, other values of a type."""

from collections import Counter
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.shapes.lists import elements
from ferrule.repair.moves.shapes.scope import locals_at
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function

_ENOUGH = 2
_WRAPPERS = frozenset({"Some", "Ok", "Err"})
CONSTANT = frozenset({
    "integer_literal", "float_literal", "string_literal", "char_literal", "boolean_literal", "raw_string_literal",
    "unit_expression",
})  # fmt: skip


def argument_elsewhere(case: Case, call: Node, at: int) -> str | None:
    """Give the argument of this number that the other calls of the same name agree on; None where they do not.

    Only what has the same meaning here counts: constants, and expressions all of whose names are in scope. Calls in the
    same function are asked first.
    """
    name, around = called_name(call), around_function(call)
    if name in _WRAPPERS:
        return None  # what else is wrapped says nothing
    wanted = len(elements(call.child_by_field_name("arguments") or call)) + 1
    near: list[str] = []
    far: list[str] = []
    for other in walk(case.text.tree.root_node, "call_expression"):
        arguments = other.child_by_field_name("arguments")
        if other == call or arguments is None or called_name(other) != name:
            continue
        inside = elements(arguments)
        if at < len(inside) and len(inside) >= wanted:
            within = around is not None and around.start_byte <= other.start_byte < around.end_byte
            (near if within else far).append(text_of(inside[at]) if usable(inside[at], call) else "")
    return agreed(near) or agreed([*near, *far])


def agreed(found: Sequence[str]) -> str | None:
    """Give what nearly all say, when at least two do; None where there is no such thing."""
    most, times = next(iter(Counter(found).most_common(1)), ("", 0))
    return most if most and times >= _ENOUGH and times * 4 >= len(found) * 3 else None


def called_name(call: Node) -> str:
    """Give the last name of what is called."""
    called = call.child_by_field_name("function")
    if called is not None and called.type == "generic_function":
        called = called.child_by_field_name("function")
    if called is not None and called.type in {"field_expression", "scoped_identifier"}:
        called = called.child_by_field_name("field" if called.type == "field_expression" else "name")
    return text_of(called)


def usable(value: Node, place: Node) -> bool:
    """Say whether an expression from elsewhere can be written at a place with the same meaning."""
    if value.type in CONSTANT or value.end_byte - value.start_byte > 60:
        return value.type in CONSTANT
    known = {one.name for one in locals_at(place)}
    names = [one for kind in ("identifier", "self") for one in walk(value, kind)]
    return all(_constant_name(one) or text_of(one) in known for one in names)


def walk(node: Node, kind: str) -> Iterator[Node]:
    """Yield all nodes of a kind, in order."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.type == kind:
            yield one
        waiting.extend(reversed(one.named_children))


def _constant_name(name: Node) -> bool:
    """Say whether a name is that of an item: a constant, a variant, part of a path, what is called."""
    around = name.parent
    if text_of(name)[:1].isupper() or around is None:
        return True
    return around.type == "scoped_identifier" or around.child_by_field_name("function") == name
