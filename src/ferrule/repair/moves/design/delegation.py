"""The methods of a trait for an enum of its types: each asks the value inside."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.crate_index import Placed
from ferrule.repair.moves.traits.own import node_of
from ferrule.syntax.items import text_of

_METHODS: Final = frozenset({"function_item", "function_signature_item"})
_ITSELF: Final = re.compile(r"\bSelf\b")
_SELVES: Final = re.compile(r"^(?:&(?:'\w+ )?)?(?:mut )?self$")


def delegated(trait: Placed, types: list[str]) -> list[str]:
    """Give the text of each method; none at all where the enum cannot have one of the trait's members."""
    node = node_of(trait.text, trait.item)
    body = node.child_by_field_name("body") if node is not None else None
    found = []
    for one in body.named_children if body is not None else []:
        if one.type in {"line_comment", "block_comment", "attribute_item"}:
            continue
        made = _method(one, types) if one.type in _METHODS else ""
        if not made:
            return []
        found.append(made)
    return found


def _method(node: Node, types: list[str]) -> str:
    """Give one method; empty where it has no receiver, or takes another value of the same type."""
    listed, returns = node.child_by_field_name("parameters"), node.child_by_field_name("return_type")
    parameters = [one for one in listed.named_children if "comment" not in one.type] if listed is not None else []
    told = text_of(returns)
    if not parameters or parameters[0].type != "self_parameter" or not _SELVES.match(text_of(parameters[0])):
        return ""
    if re.search(r"\bSelf\b", "".join(map(text_of, parameters[1:]))) or (
        re.search(r"\bSelf\b", told) and told != "Self"
    ):
        return ""
    names, shown = [], [text_of(parameters[0])]
    for number, one in enumerate(parameters[1:]):
        pattern, kind = one.child_by_field_name("pattern"), one.child_by_field_name("type")
        plain = pattern is not None and pattern.type == "identifier" and text_of(pattern) != "_"
        names.append(text_of(pattern) if plain else f"value{number}")
        shown.append(f"{names[-1]}: {text_of(kind)}")
    name, generics = text_of(node.child_by_field_name("name")), text_of(node.child_by_field_name("type_parameters"))
    where = next((f" {text_of(one)}" for one in node.named_children if one.type == "where_clause"), "")
    head = f"fn {name}{generics}({', '.join(shown)}){f' -> {told}' if told else ''}{where}"
    before = next((f"{text_of(one)} " for one in node.named_children if one.type == "function_modifiers"), "")
    call = f"one.{name}{_turbofish(node, shown)}({', '.join(names)}){'.await' if 'async' in before else ''}"
    arms = "".join(
        f"            Self::{one}(one) => {f'Self::{one}({call})' if told == 'Self' else call},\n" for one in types
    )
    return f"    {before}{head} {{\n        match self {{\n{arms}        }}\n    }}"


def _turbofish(node: Node, shown: list[str]) -> str:
    """Give the types of a generic method where nothing but they tell them."""
    listed = node.child_by_field_name("type_parameters")
    names = [text_of(one.child_by_field_name("name")) for one in listed.named_children
             if one.type == "type_parameter"] if listed is not None else []  # fmt: skip
    told = all(any(re.search(rf"\b{name}\b", one) for one in shown) for name in names)
    return "" if told else f"::<{', '.join(names)}>"
