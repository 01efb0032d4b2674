"""The types that are asked for where an expression stands, as far as the text around it says."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.names.surroundings import head
from ferrule.syntax.items import text_of

_WORD: Final = re.compile(r"\b[A-Za-z]\w*\b")
_NO_TYPE: Final = frozenset(
    {"mut", "dyn", "impl", "for", "where", "as", "Some", "Ok", "Err", "static", "crate", "super"}
)
_FUNCTIONS: Final = frozenset({"function_item", "closure_expression"})


def expected_names(case: Case) -> Iterator[str]:
    """Yield the names in the types that are written for what the place of the error is part of, the nearest first."""
    seen = set()
    for words in _types(case):
        for name in _WORD.findall(re.sub(r"'\w+", "", words)):
            if name not in seen and name not in _NO_TYPE:
                seen.add(name)
                yield name


def _types(case: Case) -> Iterator[str]:
    node: Node | None = case.node
    while node is not None and node.parent is not None:
        around = node.parent
        if around.type == "let_declaration" and node == around.child_by_field_name("value"):
            yield text_of(around.child_by_field_name("type"))
        elif around.type == "field_initializer":
            yield from _field(case, around)
        elif around.type == "arguments":
            yield from _parameter(case, around, node)
        elif around.type in {"const_item", "static_item"}:
            yield text_of(around.child_by_field_name("type"))
        elif around.type in _FUNCTIONS:
            yield text_of(around.child_by_field_name("return_type"))
        elif around.type == "impl_item":
            yield text_of(around.child_by_field_name("type"))
        node = around


def _field(case: Case, initializer: Node) -> Iterator[str]:
    """Yield the type of the field that is initialised."""
    built = initializer.parent.parent if initializer.parent is not None else None
    name = text_of(initializer.child_by_field_name("field"))
    of_type = head(text_of(built.child_by_field_name("name")) if built is not None else "")
    for placed in placed_items(case):
        if placed.item.fields and placed.item.name == of_type:
            yield from (field.type for field in placed.item.fields if field.name == name)


def _parameter(case: Case, arguments: Node, argument: Node) -> Iterator[str]:
    """Yield the type of the parameter that an argument is for, of functions of the crate with that name."""
    call = arguments.parent
    function = call.child_by_field_name("function") if call is not None else None
    name = re.split(r"::|\.", text_of(function))[-1].strip()
    at = next((n for n, one in enumerate(arguments.named_children) if one == argument), 0)
    for placed in placed_items(case):
        if placed.item.name != name:
            continue
        params = [one.type for one in placed.item.params if one.pattern != "self"]
        yield from chain(params[at : at + 1], (one.type for one in placed.item.fields[at : at + 1]))
