"""`?` on a value whose error or whose kind does not fit what the function returns: the conversion is written out."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.own import head, own_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "convert-error"
CODES: Final = frozenset({"E0277", "E0271"})
_COULD_NOT: Final = re.compile(r"^`\?` couldn't convert the error to `([^`]+)`|^`\?` couldn't convert the error: ")
_IS: Final = re.compile(r"has type `Result<.*, ([^`]+)>`")
_PARSED: Final = re.compile(r"^type mismatch resolving `<(.+) as (?:[\w:]+::)?FromStr>::Err == (.+)`$")
_FOUND: Final = re.compile(r"expected `[^`]+`, found `([^`]+)`")
_ON_OPTION: Final = "can only be used on `Result`s, not `Option`s"


def propose(case: Case) -> Iterator[Offer]:
    """Offer the constructor of the error type that takes the error, or the form that the function's type asks for."""
    node = enclosing(case.node, "try_expression")
    if node is None or not node.named_children or (case.found != "?" and case.code == "E0277"):
        return
    at = node.named_children[0].end_byte
    if _ON_OPTION in case.error.message and re.search(r"returns a `Result<[^`]*, \(\)>`", case.error.rendered):
        yield case.replace(SURE, "without a value, the error is `()`", (at, at, ".ok_or(())"))
    else:
        for rank, call in _conversions(case):
            words = f"the error is turned into the function's: `{call}`"
            yield case.replace(rank, words, *_parsed(case, node), (at, at, call))


def _parsed(case: Case, mark: Node) -> Iterator[tuple[int, int, str]]:
    """Yield the edit that says what a text is parsed to: behind `map_err` nothing else says it any more."""
    called = mark.named_children[0].child_by_field_name("function")
    if called is None or text_of(called.child_by_field_name("field")) != "parse":
        return
    parsed = _PARSED.search(case.error.message)
    above = mark.parent
    told = parsed[1] if parsed else ""
    if not told and above is not None and above.type == "let_declaration":
        told = text_of(above.child_by_field_name("type"))
    elif not told and above is not None and above.type == "arguments" and text_of(above.parent).startswith("Ok("):
        function = enclosing(mark, "function_item")
        returns = text_of(function.child_by_field_name("return_type")) if function is not None else ""
        told = returns.partition("<")[2].rpartition(",")[0]
    if told:
        yield called.end_byte, called.end_byte, f"::<{told}>"


def _conversions(case: Case) -> Iterator[tuple[int, str]]:
    parsed = _PARSED.search(case.error.message)
    wanted = _COULD_NOT.match(case.error.message)
    given = _FOUND.search(case.words) if parsed else _IS.search(case.words)
    target = parsed[2] if parsed else wanted[1] if wanted else None
    if not target:
        return
    if head(target) == "String":
        yield LIKELY, ".map_err(|error| error.to_string())"
        return
    placed = own_type(case, head(target))
    if placed is None or given is None:
        return
    for rank, made in _constructors(placed, head(target), given[1]):
        yield rank, f".map_err({made})"


def _constructors(placed: Placed, name: str, given: str) -> Iterator[tuple[int, str]]:
    """Yield the variants, or the struct, that hold just one value of the error's type."""
    item = placed.item
    path = name if item.kind == "struct" else f"{name}::"
    for one in (item, *item.members):
        fields = one.fields
        if len(fields) != 1:
            continue
        made = path if one is item else path + one.name
        boxed = head(fields[0].type) == "Box" and head(fields[0].type.partition("<")[2].rstrip(">")) == head(given)
        if head(fields[0].type) == head(given):
            yield SURE, made if one.is_tuple else f"|{fields[0].name}| {made} {{ {fields[0].name} }}"
        elif boxed and one.is_tuple:
            yield LIKELY, f"|error| {made}(Box::new(error))"
        elif fields[0].type == "String" and one.is_tuple:
            yield LIKELY, f"|error| {made}(error.to_string())"
