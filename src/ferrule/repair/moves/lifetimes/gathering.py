"""Variables that gather values: what is put into them, and how they begin (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.lifetimes.owned import Part, own_types
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import Variable

_GATHERING: Final = frozenset({"push", "insert", "entry", "push_back", "push_front", "replace", "get_or_insert"})
_TEXTS: Final = frozenset({"string_literal", "raw_string_literal"})
_EMPTY: Final = re.compile(r"None|(?:vec!|&\*&\*)\s*\[\s*\]")
_MADE: Final = re.compile(r".*::\s*(?:new|default|with_capacity)", re.DOTALL)
"""How a collection begins with nothing in it: what another call gives may hold what is only lent."""


def gathered(holder: Variable) -> Iterator[tuple[int, Node]]:
    """Yield what is put into a collection or assigned to a variable, each with its place among the arguments."""
    for use in holder.uses:
        above = use.parent
        if above is None:
            continue
        if above.type == "assignment_expression" and above.child_by_field_name("left") == use:
            right = above.child_by_field_name("right")
            if right is not None:
                yield 0, right
        call = above.parent if above.type == "field_expression" else None
        if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == above:
            arguments = call.child_by_field_name("arguments")
            if text_of(above.child_by_field_name("field")) in _GATHERING and arguments is not None:
                yield from enumerate(arguments.named_children)


def parts_of(node: Node) -> list[Node]:
    """Give what stands in `Some(x)` and in tuples."""
    if node.type == "tuple_expression":
        return [one for part in node.named_children for one in parts_of(part)]
    arguments = node.child_by_field_name("arguments") if node.type == "call_expression" else None
    if arguments is not None and text_of(node.child_by_field_name("function")) in {"Some", "Ok"}:
        return [one for part in arguments.named_children for one in parts_of(part)]
    return [node]


def starting(holder: Variable) -> list[Part] | None:
    """Give the edits of the `let`: its type, and a text it begins with; None where it begins with something else."""
    written, value = holder.declaration.child_by_field_name("type"), holder.value
    parts = own_types(written) if written is not None else []
    if value is not None and value.type in _TEXTS:
        text = "String::new()" if text_of(value) == '""' else f"{text_of(value)}.to_string()"
        return [*parts, (value.start_byte, value.end_byte, text)]
    return parts if value is None or _is_empty(value) else None


def _is_empty(value: Node) -> bool:
    call = value.child_by_field_name("function") if value.type == "call_expression" else None
    is_made = call is not None and call.type == "scoped_identifier" and bool(_MADE.fullmatch(text_of(call)))
    return is_made or bool(_EMPTY.fullmatch(text_of(value)))
