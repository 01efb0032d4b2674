"""Which type a value must have by what is done with it later, and which types are at hand (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import known_items
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import binding, function_around, return_type, walk
from ferrule.repair.moves.types.typewords import bare, read_type, spoken
from ferrule.syntax.items import text_of

_SUMMED: Final = re.compile(r"cannot satisfy `_: (?:Sum|Product)<(?P<of>[^`]+)>`")
_FROM: Final = re.compile(r"cannot satisfy `_: From<&(?:'\w+ )?str>`")
_OWNED: Final = frozenset({"&", "&mut"})
_SUMS: Final = frozenset({"sum", "product"})
_MOST: Final = 6
_CONTAINERS: Final = frozenset({"Result", "Option", "Vec", "Self", "Box"})


def used_as(case: Case, node: Node) -> Iterator[str]:
    """Yield the types that later uses of the variable ask for: another binding, an argument, the value returned."""
    let = node
    while let.parent is not None and let.type != "let_declaration":
        let = let.parent
    pattern = let.child_by_field_name("pattern") if let.type == "let_declaration" else None
    function = function_around(let)
    if pattern is None or function is None:
        return
    name = text_of(pattern).removeprefix("mut ")
    for use in walk(function):
        if use.type == "identifier" and text_of(use) == name and use.start_byte >= let.end_byte and binding(use) == let:
            yield from _asked(case, use, function)


def hinted(case: Case) -> Iterator[str]:
    """Yield the types that a note of the compiler speaks of."""
    said = _SUMMED.search(case.error.rendered)
    if said is not None and (told := spoken(bare(read_type(said["of"])).text)):
        yield told
    if _FROM.search(case.error.rendered):
        yield "String"


def summed(case: Case, node: Node) -> Iterator[str]:
    """Yield the type of what a variable is the sum or the product of."""
    let = node
    while let.parent is not None and let.type != "let_declaration":
        let = let.parent
    value = let.child_by_field_name("value") if let.type == "let_declaration" else None
    called = value.child_by_field_name("function") if value is not None else None
    inner = called.child_by_field_name("value") if called is not None else None
    if value is None or inner is None or text_of(called.child_by_field_name("field") if called else None) not in _SUMS:
        return
    source, first = case.text.source, b".next().unwrap()"
    opened = b"".join((source[: inner.end_byte], first, source[value.end_byte :]))
    place = (value.start_byte, inner.end_byte + len(first))
    for told in case.probe(Text(case.text.path, case.text.absolute, opened), [place]):
        if of_type := spoken(bare(read_type(told)).text):
            yield of_type


def types_around(node: Node) -> list[str]:
    """Give the types written in the function, those of its answer and its generic parameters first, nearest next."""
    function = function_around(node)
    if function is None:
        return []
    answer = read_type(return_type(function))
    told = [spoken(part.text) for part in (*answer.args, answer) if part.text]
    near = sorted(walk(function), key=lambda one: abs(one.start_byte - node.start_byte))
    told += [text_of(one) for one in near if one.type in {"primitive_type", "type_identifier"}]
    return [one for one in dict.fromkeys(told) if one and one not in _CONTAINERS][:_MOST]


def _asked(case: Case, use: Node, function: Node) -> Iterator[str]:
    above, is_borrowed = use.parent, False
    if above is not None and above.type == "reference_expression":
        use, above, is_borrowed = above, above.parent, True
    if above is None:
        return
    if above.type == "let_declaration" and above.child_by_field_name("value") == use:
        yield from _plain(text_of(above.child_by_field_name("type")), is_borrowed=is_borrowed)
    elif above.type == "arguments" and above.parent is not None:
        yield from _parameter(case, above, use, is_borrowed=is_borrowed)
    elif above.type == "return_expression" or above == function.child_by_field_name("body"):
        is_value = above.named_children[-1:] == [use]
        yield from _plain(return_type(function) if is_value else "", is_borrowed=is_borrowed)


def _parameter(case: Case, arguments: Node, use: Node, *, is_borrowed: bool) -> Iterator[str]:
    called = arguments.parent.child_by_field_name("function") if arguments.parent is not None else None
    name = text_of(called).rpartition("::")[2].rpartition(".")[2]
    found = [one.item for one in known_items(case) if one.item.kind == "fn" and one.item.name == name]
    at = arguments.named_children.index(use)
    if len(found) == 1:
        params = [param for param in found[0].params if param.pattern != "self"]
        if at < len(params):
            yield from _plain(params[at].type, is_borrowed=is_borrowed)


def _plain(told: str, *, is_borrowed: bool) -> Iterator[str]:
    """Yield a type, that behind the borrow for a borrowed value."""
    of_type = read_type(told)
    if is_borrowed:
        of_type = of_type.args[0] if of_type.head in _OWNED else read_type("")
    if of_type.text and spoken(of_type.text) and not of_type.text.startswith(("dyn ", "[")):
        yield of_type.text
