"""`?` on a value whose error or whose kind does not fit what the function returns: the conversion is written out."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.own import head, own_type
from ferrule.syntax.tree import enclosing

ID: Final = "convert-error"
CODES: Final = frozenset({"E0277"})
_COULD_NOT: Final = re.compile(r"^`\?` couldn't convert the error to `([^`]+)`|^`\?` couldn't convert the error: ")
_IS: Final = re.compile(r"has type `Result<.*, ([^`]+)>`")
_ON_OPTION: Final = "can only be used on `Result`s, not `Option`s"


def propose(case: Case) -> Iterator[Offer]:
    """Offer the constructor of the error type that takes the error, or the form that the function's type asks for."""
    node = enclosing(case.node, "try_expression")
    if node is None or case.found != "?":
        return
    at = case.spot.byte_start
    if _ON_OPTION in case.error.message and re.search(r"returns a `Result<[^`]*, \(\)>`", case.error.rendered):
        yield case.replace(SURE, "without a value, the error is `()`", (at, at, ".ok_or(())"))
    else:
        for rank, call in _conversions(case):
            yield case.replace(rank, f"the error is turned into the function's: `{call}`", (at, at, call))


def _conversions(case: Case) -> Iterator[tuple[int, str]]:
    wanted = _COULD_NOT.match(case.error.message)
    given = _IS.search(case.words)
    if not wanted or not wanted[1]:
        return
    target = wanted[1]
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
