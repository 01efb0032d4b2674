"""A field, method, variant or associated item that is nearly called so, of a type of the crate or of std."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.names.surroundings import fields_of, head, members
from ferrule.repair.moves.nearest import nearest

ID: Final = "nearest-member"
CODES: Final = frozenset({"E0576", "E0599", "E0609", "E0610"})
_OTHER_WORDS: Final = {
    "length": "len()", "size": "len()", "count": "len()", "len": "len()",
    "append": "push", "add": "push", "push_back": "push", "put": "insert", "set": "insert",
    "has": "contains", "includes": "contains", "has_key": "contains_key",
    "substr": "get", "to_str": "as_str", "toString": "to_string", "str": "to_string",
    "upper": "to_uppercase", "lower": "to_lowercase", "toUpperCase": "to_uppercase", "toLowerCase": "to_lowercase",
    "strip": "trim", "indexOf": "find", "find_index": "position", "forEach": "for_each", "reduce": "fold",
    "select": "map", "where": "filter", "concat": "extend", "extend_from": "extend", "erase": "remove",
    "empty": "is_empty()", "isEmpty": "is_empty()", "is_empty": "is_empty()", "delete": "remove", "pow": "powi",
    "push": "push_str", "add_all": "extend", "push_all": "extend_from_slice", "clone_from": "clone",
    "front": "first", "create": "new", "back": "last", "head": "first", "tail": "last",
}  # fmt: skip
"""What other languages and other collections call it."""
_FIELDS: Final = re.compile(r"available fields? (?:is|are): ([`\d, ]+)")
_NUMBER: Final = re.compile(r"`(\d+)`")
_NO_TYPE: Final = re.compile(r"^(?:&|mut\b|'\w+|\s)+")


def propose(case: Case) -> Iterator[Offer]:
    """Offer the names of the same type first; for what is not of the crate the word that Rust has for it."""
    name = case.quoted[0] if case.quoted else ""
    if case.code == "E0609" and name[:1].isdigit():
        yield from _index(case, name)
    if not name.isidentifier() or case.found != name or len(case.quoted) < 2:
        return
    of_type = head(_NO_TYPE.sub("", case.quoted[-1]))
    known = list(dict.fromkeys(_known(case, of_type)))
    place = (case.spot.byte_start, case.spot.byte_end)
    for number, other in enumerate(nearest(name, known)):
        yield case.replace(LIKELY if number else SURE, f"`{of_type}` has `{other}`", (*place, other))
    if name in _OTHER_WORDS and name not in known:
        called = case.text.source[place[1] :].lstrip().startswith(b"(")
        other = _OTHER_WORDS[name].removesuffix("()")
        is_call = _OTHER_WORDS[name].endswith("()")
        if (called or is_call) and other != name:
            new = other if called else _OTHER_WORDS[name]
            yield case.replace(POSSIBLE, f"Rust calls it `{other}`", (*place, new))
        elif not called and is_call:
            yield case.replace(LIKELY, f"`{other}` is a method", (*place, _OTHER_WORDS[name]))


def _index(case: Case, name: str) -> Iterator[Offer]:
    """Write the number of a tuple's field as a field is written; where there is one field alone it is that one."""
    said = _FIELDS.search(case.words)
    fields = _NUMBER.findall(said[1]) if said is not None else []
    plain = name.lstrip("0_") or "0"
    place = (case.spot.byte_start, case.spot.byte_end)
    if name != plain and plain in fields and case.found == name:
        yield case.replace(SURE, f"the field is written `{plain}`", (*place, plain))
    elif fields == ["0"] and case.found == name == "1":
        yield case.replace(LAST, "there is one field alone, and fields are counted from 0", (*place, "0"))


def _known(case: Case, of_type: str) -> Iterator[str]:
    """Yield what can stand in the place: fields for a field, else members and variants."""
    if case.code in {"E0609", "E0610"}:
        yield from (field for _, field in fields_of(case, of_type))
        return
    yield from (member.name for _, member in members(case, of_type))
    for placed in placed_items(case):
        if placed.item.kind == "enum" and placed.item.name == of_type:
            yield from (one.name for one in placed.item.members)
