"""A type of the workspace lacks a trait that can be derived: it derives it, and so do the own types in its fields."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.traits.deriving import NEEDS, derive_edits
from ferrule.repair.moves.traits.own import head

ID: Final = "derive-trait"
CODES: Final = frozenset({"E0277", "E0599", "E0369", "E0204", "E0275"})
_BOUND: Final = re.compile(r"`([^`\n]+?): ([\w:]+)(?:<[^`]*>)?`")
_LACKS: Final = re.compile(r"`([^`\n]+)` doesn't implement `([\w:]+)`")
_COMPARED: Final = re.compile(r"can't compare `([^`]+)` with `([^`]+)`")
_MIGHT: Final = re.compile(r"an implementation of `(\w+)(?:<[^`]*>)?` might be missing for `([^`]+)`")
_WITHOUT: Final = re.compile(r"`([^`\n]+)` does not implement `(\w+)(?:<[^`]*>)?`")
"""What rustc notes of a type of another crate, in the place of the words above."""
_CANDIDATE: Final = re.compile(r"candidate #\d+: `([\w:]+)`")
_FIELD: Final = "this field does not implement `"


def propose(case: Case) -> Iterator[Offer]:
    """Answer all that is missing in one offer; nothing where a field's type forbids it."""
    wanted = [(name, trait) for name, trait in dict.fromkeys(_wanted(case)) if trait in NEEDS]
    edits = next(filter(None, (derive_edits(one, wanted) for one in _crates(case))), None) if wanted else None
    if edits:
        traits = ", ".join(dict.fromkeys(trait for _, trait in wanted))
        yield case.offer(SURE, f"derive what is missing: {traits}", edits)


def _crates(case: Case) -> Iterator[Case]:
    """Yield the error as it is seen from its own crate, then from each library of the workspace that it is linked with.

    A test that compares a type of its library says what the library lacks.
    """
    yield case
    for name, root in case.crate.linked:
        if root.is_relative_to(case.root):
            known: dict[object, object] = case.once(("seen from", root), dict)
            yield replace(case, crate=replace(case.crate, name=name, main=root), shared=known)


def _wanted(case: Case) -> Iterator[tuple[str, str]]:
    """Yield names of types and of the traits that they lack, in the compiler's words."""
    message, words = case.error.message, case.words
    if case.code == "E0204":
        yield from _fields(case)
        return
    for name, trait in _BOUND.findall(words if case.code == "E0599" else message):
        yield head(name), head(trait)
    for name, trait in _LACKS.findall(message):
        yield head(name), head(trait)
    for name, other in _COMPARED.findall(message):
        if head(name) == head(other):
            yield head(name), "PartialOrd" if "PartialOrd" in case.error.rendered else "PartialEq"
    for trait, name in _MIGHT.findall(words):
        yield head(name), trait
    for name, trait in _WITHOUT.findall(words) if case.code == "E0369" else ():
        yield head(name), trait
    if case.code == "E0599" and len(case.quoted) > 1 and "found for" in message:
        candidates = _CANDIDATE.findall(case.error.rendered)
        if len(candidates) == 1:
            yield head(case.quoted[1]), head(candidates[0])


def _fields(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the types in the fields that keep a type from being `Copy`."""
    for spot in case.spots(_FIELD):
        if spot.path == case.text.path:
            found = case.text.at(spot.byte_start, spot.byte_end)
            for name in re.findall(r"\b[A-Z]\w*", found.partition(":")[2] or found):
                yield name, "Copy"
