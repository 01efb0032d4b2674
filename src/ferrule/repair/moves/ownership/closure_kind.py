"""A closure changes what it captured, or gives it away, and a bound forbids that: the bound is relaxed (P19)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import Item
from ferrule.syntax.variables import around_function

ID: Final = "closure-kind"
CODES: Final = frozenset({"E0525", "E0594", "E0596", "E0507", "E0382"})
_ONLY: Final = re.compile(r"a closure that implements the `(\w+)` trait, but this closure only implements `(\w+)`")
_IN_BOX: Final = re.compile(r"\bdyn\s+Fn\s*\([^()]*\)(?:\s*->\s*[\w&<>:' ]+)?")
_ASKED: Final = re.compile(r"change this to (accept|return) `(\w+)` instead of `(\w+)`")
_ONCE: Final = "is made to be an `FnOnce` closure here"
_KIND: Final = re.compile(rb"\b(Fn|FnMut|FnOnce)\b(?=\s*\()")
_MOST: Final = 12


def propose(case: Case) -> Iterator[Offer]:
    """Change the bound of the function that takes the closure, or the type that returns it."""
    if found := _ONLY.search(case.error.message):
        yield from _bound(case, "required by this bound", found[1], found[2])
        yield from _returned(case, found[1], found[2])
        return
    if "captured variable in a `Fn` closure" in case.error.message and not case.spots("change this to"):
        yield from _boxed(case)
    for spot in case.error.spots:
        text = case.open(spot.path)
        if text is None:
            continue
        if asked := _ASKED.search(spot.label):
            yield from _asked(case, text, spot.byte_start, spot.byte_end, (asked[3], asked[2]))
        elif _ONCE in spot.label:
            for rank, kind in ((SURE, "Fn"), (SURE + 1, "FnMut")):
                yield from _changed(case, text, spot.byte_start, ("FnOnce", kind), rank)


def _bound(case: Case, label: str, old: str, new: str) -> Iterator[Offer]:
    for spot in case.spots(label):
        text = case.open(spot.path)
        if text is not None and spot.note:
            yield from _changed(case, text, spot.byte_start, (old, new), SURE)


def _returned(case: Case, old: str, new: str) -> Iterator[Offer]:
    function = around_function(case.node)
    of_type = function.child_by_field_name("return_type") if function is not None else None
    found = re.search(rb"\bdyn\s+(%s)\b" % old.encode(), of_type.text or b"") if of_type is not None else None
    if found and of_type is not None:
        start = of_type.start_byte + found.start(1)
        yield case.replace(LIKELY, _message(old, new), (start, start + len(old), new))


def _asked(case: Case, text: Text, start: int, end: int, kinds: tuple[str, str]) -> Iterator[Offer]:
    """Yield the change of a written kind, or of the bound of the type parameter that stands there."""
    old, new = kinds
    words = text.source[start:end]
    written = next((one for one in _KIND.finditer(words) if one[1].decode() == old), None)
    if written:
        yield from _changed(case, text, start + written.start(1), kinds, SURE)
        return
    item = text.item(start)
    head = text.source[item.start : item.body[0]] if item is not None and item.body else b""
    name = re.escape(words.strip())
    bound = re.search(rb"\b%s\s*:[^,>{]*?\b(%s)\s*\(" % (name, old.encode()), head)
    if bound and item is not None:
        yield from _changed(case, text, item.start + bound.start(1), (old, new), SURE)


def _changed(case: Case, text: Text, near: int, kinds: tuple[str, str], rank: int) -> Iterator[Offer]:
    """Yield the change of the first written kind at a place or after it, with `mut` for what is called then."""
    old, new = kinds
    found = next((one for one in _KIND.finditer(text.source, near) if one[1].decode() == old), None)
    if found is None or found.start() > near + len(b"for<'a> ") * 4:
        return
    edits = [text.edit(found.start(1), found.end(1), new)]
    item = text.item(near)
    if new == "FnMut" and item is not None:
        edits += _mutable(text, item, text.source[: found.start()])
    yield case.offer(rank, _message(old, new), edits)


def _mutable(text: Text, item: Item, before: bytes) -> Iterator[Edit]:
    """Yield `mut` for the parameter whose type is the closure's."""
    generic = re.search(rb"(\w+)\s*:\s*(?:for<[^>]*>\s*)?$", before)
    name = generic[1].decode() if generic else ""
    for one in item.params:
        is_it = one.type == name or (one.type.startswith("impl ") and before.rstrip().endswith(b"impl"))
        if one.pattern.isidentifier() and is_it:
            yield text.edit(one.start, one.start, "mut ")


def _boxed(case: Case) -> Iterator[Offer]:
    """Yield the change of the only kind of boxed closure that the crate has, wherever it is written."""
    places = [(text, found) for text, _ in files(case) for found in _IN_BOX.finditer(text.source.decode("latin-1"))]
    if places and len({"".join(found[0].split()) for _, found in places}) == 1 and len(places) <= _MOST:
        edits = []
        for text, found in places:
            at = found.start() + found[0].index("Fn")
            edits.append(text.edit(at, at + len("Fn"), "FnMut"))
        yield case.offer(LIKELY, _message("Fn", "FnMut"), edits)


def _message(old: str, new: str) -> str:
    done = {"FnMut": "what it captures is changed", "FnOnce": "what it captures is given away"}
    return f"{done.get(new, 'it is called again')}: `{new}` in the place of `{old}`"
