"""A function of another language with type parameters: it has one type, the one that it is called with."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import POSSIBLE
from ferrule.repair.moves.types.expressions import walk
from ferrule.repair.moves.types.generic_lists import name_of, uses
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "one-foreign-type"
CODES: Final = frozenset({"E0044"})
_LIKE: Final = re.compile(r"concrete types? like `(\w+)`")


def propose(case: Case) -> Iterator[Offer]:
    """Put the type of the arguments in place of a parameter; where nobody calls it, the one that rustc names."""
    function = enclosing(case.node, "function_signature_item", "function_item")
    listed = function.child_by_field_name("type_parameters") if function is not None else None
    if function is None or listed is None:
        return
    types = [one for one in listed.named_children if one.type == "type_parameter"]
    if len(types) != 1 or any(one.type == "const_parameter" for one in listed.named_children):
        return
    name = name_of(types[0])
    lifetimes = [text_of(one) for one in listed.named_children if one not in types]
    head = (listed.start_byte, listed.end_byte, f"<{', '.join(lifetimes)}>" if lifetimes else "")
    for given in list(dict.fromkeys(_given(case, function, name)))[:2]:
        parts = [(one.start_byte, one.end_byte, given) for one in uses(function, name, listed)]
        yield case.replace(POSSIBLE, f"a foreign function has one type: `{given}`", head, *parts)


def _given(case: Case, function: Node, name: str) -> Iterator[str]:
    """Yield the types that callers give for a parameter, read off the first argument that has one."""
    taken = function.child_by_field_name("parameters")
    parameters = [one for one in taken.named_children if one.type == "parameter"] if taken is not None else []
    at, form = next(
        (
            (place, re.sub(r"\s+", " ", text_of(one.child_by_field_name("type"))))
            for place, one in enumerate(parameters)
            if re.search(rf"\b{name}\b", text_of(one.child_by_field_name("type")))
        ),
        (-1, ""),
    )
    shape = re.compile(re.escape(form).replace(re.escape(name), r"(.+)") + "$")
    calls = [
        list(arguments.named_children)
        for node in walk(case.text.tree.root_node)
        if node.type == "call_expression"
        and text_of(node.child_by_field_name("function")) == text_of(function.child_by_field_name("name"))
        and (arguments := node.child_by_field_name("arguments")) is not None
    ]
    places = [(call[at].start_byte, call[at].end_byte) for call in calls if 0 <= at < len(call)]
    if not calls:
        told = _LIKE.search(case.words)
        yield told[1] if told is not None else "u32"
    for found in case.probe(case.text, places) if places else ():
        whole = shape.match(found.replace("{integer}", "i32").replace("{float}", "f64"))
        if whole is not None:
            yield whole[1]
