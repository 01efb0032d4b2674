"""Generic parameters that are there twice, in the wrong order, with a reserved name or at the wrong item."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.traits.generics import predicate_part, where_clause
from ferrule.repair.moves.types.generic_lists import applied_to, fresh, name_of, parameters_at, uses, without
from ferrule.syntax.items import text_of

ID: Final = "order-generic-parameters"
CODES: Final = frozenset({"E0403", "E0128", "E0262", "E0207"})


def propose(case: Case) -> Iterator[Offer]:
    """Rename, reorder, drop or move the parameter that the error is about."""
    found = parameters_at(case.text, case.spot.byte_start)
    if found is None:
        return
    parameter, listed, item = found
    chosen = {"E0403": _duplicate, "E0128": _forward, "E0262": _reserved, "E0207": _unconstrained}
    if case.code in chosen:
        yield from chosen[case.code](case, parameter, listed, item)


def _renamed(parameter: Node, places: list[Node], name: str, new: str) -> list[tuple[int, int, str]]:
    """Give the edits that rename a parameter and its uses."""
    start = parameter.start_byte + text_of(parameter).index(name)
    return [(start, start + len(name.encode()), new), *((one.start_byte, one.end_byte, new) for one in places)]


def _duplicate(case: Case, parameter: Node, listed: Node, item: Node) -> Iterator[Offer]:
    name = name_of(parameter)
    is_lifetime = name.startswith("'")
    in_list = [one for one in listed.named_children if name_of(one) == name]
    new = fresh(item, lifetime=is_lifetime)
    if len(in_list) < 2:
        parts = _renamed(parameter, uses(item, name, parameter), name, new)
        yield case.replace(LIKELY, f"`{name}` belongs to what is around: `{new}` here", *parts)
        return
    places = [one for one in uses(item, name, listed) if one.end_byte <= _body_start(item)]
    if not is_lifetime and len(places) > 1:
        parts = _renamed(parameter, places[-1:], name, new)
        yield case.replace(LIKELY, f"`{name}` is there twice: the second is `{new}`", *parts)
    yield case.replace(LIKELY, f"`{name}` is there twice: once is enough", without(parameter, listed))


def _body_start(item: Node) -> int:
    body = item.child_by_field_name("body")
    return body.start_byte if body is not None and item.type == "function_item" else item.end_byte


def _forward(case: Case, parameter: Node, listed: Node, item: Node) -> Iterator[Offer]:
    """Put the parameter that a default speaks of before it, or its own default in its place."""
    name = case.text.at(case.spot.byte_start, case.spot.byte_end)
    later = next((one for one in listed.named_children if name_of(one) == name), None)
    if later is None or later.start_byte < parameter.start_byte:
        return
    item_name = text_of(item.child_by_field_name("name"))
    is_applied = any(True for _ in applied_to(case.text, item_name))
    first, second = (parameter.start_byte, parameter.end_byte), (later.start_byte, later.end_byte)
    swap = ((*first, text_of(later)), (*second, text_of(parameter)))
    words = f"`{name}` is declared before a default speaks of it"
    yield case.replace(POSSIBLE if is_applied else SURE, words, *swap)
    default = later.child_by_field_name("default_type")
    if default is not None:
        edit = (case.spot.byte_start, case.spot.byte_end, text_of(default))
        yield case.replace(LIKELY, f"`{name}` is not declared yet: its default", edit)


def _reserved(case: Case, parameter: Node, listed: Node, item: Node) -> Iterator[Offer]:
    name = name_of(parameter)
    new = fresh(item, lifetime=True)
    parts = _renamed(parameter, uses(item, name, listed), name, new)
    yield case.replace(SURE, f"`{name}` is reserved: `{new}`", *parts)


def _unconstrained(case: Case, parameter: Node, listed: Node, item: Node) -> Iterator[Offer]:
    """Move a parameter of an impl to the only methods that use it."""
    name = name_of(parameter)
    body = item.child_by_field_name("body")
    if body is None or item.type != "impl_item":
        return
    if item.child_by_field_name("trait") is not None:
        if not uses(item, name, listed):
            yield case.replace(LIKELY, f"nothing speaks of `{name}`: leave it out", without(parameter, listed))
        elif name.startswith("'"):
            parts = [(one.start_byte, one.end_byte, "'static") for one in uses(item, name, listed)]
            words = f"nothing is lent for `{name}`: what is given lives for ever"
            yield case.replace(POSSIBLE, words, without(parameter, listed), *parts)
        return
    outside = [one for one in uses(item, name, listed) if not body.start_byte <= one.start_byte < body.end_byte]
    methods = [one for one in body.named_children if one.type == "function_item"]
    word = re.compile(rf"(?<![\w']){re.escape(name)}\b")
    declared = [_declared_in(one, text_of(parameter)) for one in methods if word.search(text_of(one))]
    parts = [without(parameter, listed), *declared]
    clause = where_clause(item)
    if outside and clause is not None and all(clause.start_byte <= one.start_byte < clause.end_byte for one in outside):
        about = [one for one in clause.named_children if word.search(text_of(one))]
        kept = [text_of(one) for one in clause.named_children if one not in about]
        start = len(case.text.source[: clause.start_byte].rstrip())
        parts.append((start, clause.end_byte, f" where {', '.join(kept)}" if kept else ""))
        users = [one for one in methods if word.search(text_of(one))]
        parts += [predicate_part(one, text_of(said)) for one in users for said in about]
        outside = [] if len(about) == 1 else outside
    if not outside:
        yield case.replace(LIKELY, f"only methods use `{name}`: declare it there", *parts)


def _declared_in(method: Node, words: str) -> tuple[int, int, str]:
    generics = method.child_by_field_name("type_parameters")
    if generics is None:
        name = method.child_by_field_name("name")
        at = name.end_byte if name is not None else method.start_byte
        return at, at, f"<{words}>"
    inner = generics.named_children
    if words.startswith("'") and inner:
        return inner[0].start_byte, inner[0].start_byte, f"{words}, "
    at = inner[-1].end_byte if inner else generics.start_byte + 1
    return at, at, f", {words}" if inner else words
