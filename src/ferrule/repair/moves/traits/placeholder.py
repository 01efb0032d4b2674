"""A `_` in a signature: the type that the other declaration, the callers or the values tell."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.counterpart import member, pair_at
from ferrule.repair.moves.traits.own import impls, node_of
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "fill-placeholder"
CODES: Final = frozenset({"E0121"})
_OPEN: Final = re.compile(r"\{integer\}|\{float\}|[_{\[]?(?:closure|fn item|impl)\b|\{|(?<!\w)_(?!\w)")
_MOST: Final = 2


def propose(case: Case) -> Iterator[Offer]:
    """Write the type that stands in the same place of the trait or its impls, or that is given for it."""
    if case.found != "_":
        return
    function = enclosing(case.node, "function_item", "function_signature_item")
    slot = _slot(case.node, function) if function is not None else None
    if function is not None and slot is not None:
        whole, number = slot
        for words in list(dict.fromkeys(_declared(case, function, number)))[:_MOST]:
            part = (whole.start_byte, whole.end_byte, words)
            yield case.replace(SURE, f"the other declaration says `{words}`", part)
        if text_of(whole) == "_" and number >= 0:
            yield from _returned(case, function, number)
            yield from _offers(case, _arguments(case, function, number))
        return
    field = enclosing(case.node, "field_declaration")
    if field is not None and text_of(field.child_by_field_name("type")) == "_":
        yield from _offers(case, _fields(case, field))


def _slot(node: Node, function: Node) -> tuple[Node, int] | None:
    """Give the type around a place and the number of its parameter without `self`; -1 for the return type."""
    returns = function.child_by_field_name("return_type")
    if returns is not None and returns.start_byte <= node.start_byte < returns.end_byte:
        return returns, -1
    for number, one in enumerate(_parameters(function)):
        of_type = one.child_by_field_name("type")
        if of_type is not None and of_type.start_byte <= node.start_byte < of_type.end_byte:
            return of_type, number
    return None


def _parameters(function: Node) -> list[Node]:
    listed = function.child_by_field_name("parameters")
    found = listed.named_children if listed is not None else []
    return [one for one in found if one.type == "parameter" and text_of(one.child_by_field_name("pattern")) != "self"]


def _declared(case: Case, function: Node, number: int) -> Iterator[str]:
    """Yield what the trait, or an impl of the trait, writes in the same place."""
    pair = pair_at(case)
    trait = enclosing(function, "trait_item")
    others: list[tuple[Node | None, bool]] = [(pair.theirs, True)] if pair is not None else []
    if trait is not None and trait.child_by_field_name("type_parameters") is None:
        name = text_of(function.child_by_field_name("name"))
        bodies = [node_of(one.text, one.item) for one in impls(case, text_of(trait.child_by_field_name("name")))]
        others += [(member(one, name), False) for one in bodies if one is not None]
    for other, is_trait in others:
        if other is None:
            continue
        listed = _parameters(other)
        if number >= len(listed):
            continue
        of_type = other.child_by_field_name("return_type") if number < 0 else listed[number].child_by_field_name("type")
        words = text_of(of_type)
        if words and not re.search(r"(?<!\w)_(?!\w)", words):
            yield pair.here(words) if is_trait and pair is not None else words


def _returned(case: Case, function: Node, number: int) -> Iterator[Offer]:
    """Yield the return type for a parameter that is given back as it is."""
    body, returns = function.child_by_field_name("body"), text_of(function.child_by_field_name("return_type"))
    name = text_of(_parameters(function)[number].child_by_field_name("pattern")).removeprefix("mut ")
    last = body.named_children[-1] if body is not None and body.named_children else None
    if returns and "_" not in returns and last is not None and text_of(last) == name:
        part = (case.spot.byte_start, case.spot.byte_end, returns)
        yield case.replace(LIKELY, f"it is given back as `{returns}`", part)


def _arguments(case: Case, function: Node, number: int) -> Iterator[tuple[Text, Node]]:
    """Yield what callers hand over for a parameter."""
    name = text_of(function.child_by_field_name("name"))
    taken = function.child_by_field_name("parameters")
    has_self = taken is not None and len([one for one in taken.named_children if one.type == "self_parameter"])
    for text, _ in files(case):
        for node in walk(text.tree.root_node):
            called = node.child_by_field_name("function") if node.type == "call_expression" else None
            listed = node.child_by_field_name("arguments") if called is not None else None
            if called is None or listed is None:
                continue
            is_method = called.type == "field_expression"
            last = text_of(called.child_by_field_name("field" if is_method else "name") or called)
            place = number + (1 if has_self and not is_method else 0)
            if last == name and place < len(listed.named_children):
                yield text, listed.named_children[place]


def _fields(case: Case, field: Node) -> Iterator[tuple[Text, Node]]:
    """Yield the values that literals give for a field."""
    owner, name = enclosing(field, "struct_item"), text_of(field.child_by_field_name("name"))
    kind = text_of(owner.child_by_field_name("name")) if owner is not None else ""
    for text, _ in files(case):
        for node in walk(text.tree.root_node):
            literal = enclosing(node, "struct_expression") if node.type == "field_initializer" else None
            value = node.child_by_field_name("value") if literal is not None else None
            if literal is None or value is None or text_of(node.child_by_field_name("field")) != name:
                continue
            if text_of(literal.child_by_field_name("name")).rpartition("::")[2] in {kind, "Self"}:
                yield text, value


def _offers(case: Case, given: Iterator[tuple[Text, Node]]) -> Iterator[Offer]:
    """Yield the types of what is given; a number without a type is one as it is counted without a reason."""
    found = [(text, node) for text, node in given if text.path == case.text.path]
    places = sorted({(node.start_byte, node.end_byte) for _, node in found})
    types = case.probe(case.text, places) if places else ()
    known = [one.replace("{integer}", "i32").replace("{float}", "f64").replace("&'static ", "&") for one in types]
    whole = [one for one in dict.fromkeys(known) if one and not _OPEN.search(one)]
    for words in whole[:_MOST]:
        rank = LIKELY if len(whole) == 1 else POSSIBLE
        span = (case.spot.byte_start, case.spot.byte_end, words)
        yield case.replace(rank, f"what is given for it is `{words}`", span)
