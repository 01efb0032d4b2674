"""A declaration that names the wrong type: annotation, parameter, return type, field, constant or cast."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.declared import Written, declared, field_types, owner_around, written
from ferrule.repair.moves.types.expressions import around, exact, function_around
from ferrule.repair.moves.types.numbers import keeps
from ferrule.repair.moves.types.operands import operands
from ferrule.repair.moves.types.pairs import Pair, evidence, pair_of
from ferrule.repair.moves.types.typewords import Type, apart, bare, is_number, read_type, same, spoken, transplanted
from ferrule.syntax.items import text_of

ID: Final = "retype-declaration"
CODES: Final = frozenset({"E0308", "E0277", "E0271", "E0369"})
_WHERE: Final = ("expected due to this", "because of return type", "because of the type of", "due to the type of this")
_MOST: Final = 4
_UNCUT: Final = BEFORE - 31
"""Before what the compiler is sure of, although a cast costs something."""
_AFTER_ALL: Final = LAST + 5


def propose(case: Case) -> Iterator[Offer]:
    """Write the other type where one of the two is declared; of numbers only where several places speak for it."""
    once: set[tuple[str, int, str]] = set()
    for pair, node in _pairs(case):
        rank = _rank(case, pair)
        places = sorted(_places(case, pair, node), key=lambda one: -_pointed_at(case, one[0]))
        for place, old, new in places:
            if rank == LAST and _is_castable(pair) and place.what != "the cast":
                continue  # one use alone does not say that a declaration is wrong
            told = _new_type(place, old, new)
            key = (place.text.path, place.start, told)
            if "!" in {told, place.type} or told in {"", "()", place.type} or key in once or len(once) >= _MOST:
                continue
            once.add(key)
            words = f"{place.what} is `{place.type}`: `{told}`"
            edit = place.text.edit(place.start, place.end, told)
            # Several iterators that yield another item than is promised tell nothing about any one promise.
            known_outside = (rank not in {BEFORE, LAST} or case.code == "E0271") and _is_public_signature(place)
            here = _of_cast(old, new) if place.what == "the cast" else _AFTER_ALL if known_outside else rank
            here = BEFORE if place.what == "the return type" and _hands_on(pair, node) else here
            yield case.offer(here, words, (edit,))


def _hands_on(pair: Pair, node: Node) -> bool:
    """Say whether a function gives the character, or the byte, that its namesake gives it: no cast cuts that off."""
    function = around(node, {"function_item"})
    name = text_of(function.child_by_field_name("name")) if function is not None else ""
    is_letter = {pair.expected.head, pair.found.head} == {"char", "u8"}
    return is_letter and bool(name) and re.search(rf"(?:\.|::){re.escape(name)}\(", text_of(node)) is not None


def _of_cast(old: Type, new: Type) -> int:
    """Give the rank of another target for a cast: what it has cut off does not come back by a conversion."""
    return _UNCUT if keeps(bare(new).head, bare(old).head) else BEFORE


def _pairs(case: Case) -> Iterator[tuple[Pair, Node]]:
    pair = pair_of(case.error)
    node = exact(case.text, pair.start, pair.end) if pair is not None else None
    if pair is not None and node is not None:
        yield pair, node
    seen = operands(case.text, case.error)
    if seen is not None and pair is None:
        operation, left, right = seen
        for side, expected, found in (("right", left, right), ("left", right, left)):
            here = operation.child_by_field_name(side)
            if here is not None:
                yield Pair(expected, found, here.start_byte, here.end_byte), here


def _rank(case: Case, pair: Pair) -> int:
    """Give how sure it is that a declaration is wrong, and not a use of it."""
    if evidence(case.errors, pair) > 1:
        return BEFORE
    one, other = apart(bare(pair.expected), bare(pair.found))
    if is_number(one) and is_number(other):
        return LAST
    if pair.found.head in {"Option", "Result"} and pair.found.args and same(pair.expected, bare(pair.found.args[0])):
        return LAST
    return LIKELY + 3 if not {"()", "_"} & {pair.expected.head, pair.found.head} else POSSIBLE


def _is_public_signature(place: Written) -> bool:
    """Say whether a type belongs to the head of a function that others may call: a public one, or one of a trait."""
    node = place.text.node(place.start, place.end)
    function = around(node, {"function_item", "function_signature_item"})
    body = function.child_by_field_name("body") if function is not None else None
    if function is None or (body is not None and place.start >= body.start_byte):
        return False
    impl = around(function, {"impl_item", "trait_item"})
    of_trait = impl is not None and (impl.type == "trait_item" or impl.child_by_field_name("trait") is not None)
    return of_trait or any(child.type == "visibility_modifier" for child in function.children)


def _pointed_at(case: Case, place: Written) -> int:
    """Count the errors that point at a declaration: one that several of them speak of is rather wrong."""
    return sum(
        any(one.path == place.text.path and one.byte_start <= place.start < one.byte_end for one in error.spots)
        for error in case.errors
    )


def _is_castable(pair: Pair) -> bool:
    """Say whether the value can be converted where it is used."""
    return is_number(bare(pair.expected)) and is_number(bare(pair.found))


def _places(case: Case, pair: Pair, node: Node) -> Iterator[tuple[Written, Type, Type]]:
    """Yield written types, with the one they name now and the one that would fit."""
    for place in _expecting(case, node):
        yield place, pair.expected, pair.found
        yield from ((inner, pair.expected, pair.found) for inner in _through_self(place))
    for place in declared(case, case.text, node):
        yield place, pair.found, pair.expected


def _expecting(case: Case, node: Node) -> Iterator[Written]:
    for spot in case.error.spots:
        if not spot.primary and spot.path == case.spot.path and any(words in spot.label for words in _WHERE):
            place = exact(case.text, spot.byte_start, spot.byte_end)
            if place is not None and (place.type.endswith("_type") or place.type == "type_identifier"):
                what = "the return type" if "return" in spot.label else "the annotation"
                yield from written(case.text, place, what)
            elif place is not None:
                yield from declared(case, case.text, place)
    yield from _parameter(case)
    above = node.parent
    if above is None:
        return
    yield from _answered(case, above)
    if above.type == "field_initializer":
        literal = around(above, {"struct_expression"})
        name = text_of(literal.child_by_field_name("name")) if literal is not None else ""
        owner = owner_around(node) if name == "Self" else name.rpartition("::")[2].partition("<")[0]
        yield from field_types(case, text_of(above.child_by_field_name("field")), owner)
    elif above.type in {"binary_expression", "assignment_expression", "compound_assignment_expr"}:
        sides = (above.child_by_field_name("left"), above.child_by_field_name("right"))
        yield from (place for side in sides if side != node for place in declared(case, case.text, side))
    elif above.type in {"const_item", "static_item", "let_declaration"}:
        yield from written(case.text, above.child_by_field_name("type"), "the annotation")
    elif case.code == "E0271":
        yield from written(case.text, node, "the bound")


def _answered(case: Case, arguments: Node) -> Iterator[Written]:
    """Yield the return type of a function whose answer `Ok(x)` or `Some(x)` holds the value."""
    call = arguments.parent if arguments.type == "arguments" else None
    called = text_of(call.child_by_field_name("function")) if call is not None else ""
    function = function_around(call) if call is not None and called in {"Ok", "Some", "Err"} else None
    if call is None or call.parent is None or function is None:
        return
    if call.parent.type == "return_expression" or call.parent == function.child_by_field_name("body"):
        yield from written(case.text, function.child_by_field_name("return_type"), "the return type")


def _parameter(case: Case) -> Iterator[Written]:
    """Yield the type of the parameter that a remark of the compiler points at."""
    for spot in case.error.spots:
        if not spot.note or "defined here" not in spot.note or spot.primary:
            continue
        text = case.open(spot.path)
        place = exact(text, spot.byte_start, spot.byte_end) if text is not None else None
        if text is not None and place is not None and place.type == "parameter":
            yield from written(text, place.child_by_field_name("type"), "the parameter")


def _new_type(place: Written, old: Type, new: Type) -> str:
    """Give what is to be written at a place; empty where the old type is no part of it, or is there twice."""
    here = read_type(place.type)
    if here.text == old.text and (wrapped := _around_old(old, new)):
        return wrapped
    if here.head == old.head and len(here.args) == len(old.args):
        return transplanted(place.type, old, new)
    inner_old, inner_new = apart(old, new)
    told = spoken(inner_new.text)
    part = re.compile(rf"(?<![\w:]){re.escape(inner_old.text)}(?!\w)")
    return part.sub(lambda _: told, place.type) if told and len(part.findall(place.type)) == 1 else ""


def _around_old(old: Type, new: Type) -> str:
    """Give the wrapper of what a value is now: `Option<_>` where a `u32` is declared asks for `Option<u32>`."""
    is_open = new.head == "Option" and len(new.args) == 1 and new.args[0].head in {"_", "{integer}", "{float}"}
    told = spoken(old.text)
    return f"{new.head}<{told}>" if is_open and told and old.head != new.head else ""


def _through_self(place: Written) -> Iterator[Written]:
    """Yield the associated type of the impl that a written type such as `Option<Self::Item>` speaks of."""
    impl = around(place.text.node(place.start, place.end), {"impl_item"})
    body = impl.child_by_field_name("body") if impl is not None else None
    named = re.findall(r"\bSelf::(\w+)", place.type)
    for item in body.named_children if body is not None else ():
        if item.type in {"type_item", "associated_type"} and text_of(item.child_by_field_name("name")) in named:
            yield from written(place.text, item.child_by_field_name("type"), "the associated type")
