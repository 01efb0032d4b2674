"""What could stand where a value of some type or name is missing: variables, fields of `self`, by evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Phase
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import known_items
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.at_hand import Given, gathered, of_self
from ferrule.repair.moves.shapes.becoming import becoming
from ferrule.repair.moves.shapes.fitting import BORROWED, MADE, UNKNOWN, fitted, is_plain_number, only_value
from ferrule.repair.moves.shapes.owners import self_type
from ferrule.repair.moves.shapes.scope import Local, locals_at
from ferrule.repair.moves.text import Text

_MOST: Final = 6
_PROBED: Final = 24
_SELF: Final = re.compile(r"\bSelf\b")


@dataclass(frozen=True, slots=True)
class Want:
    """A value that is missing."""

    name: str
    """Of the parameter or field; empty where it is not known."""
    type: str
    """Empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value for it."""

    rank: int
    text: str


def choices(
    case: Case, node: Node, wants: Sequence[Want], taken: frozenset[str], more: Sequence[Sequence[Choice]] = ()
) -> list[list[Choice]]:
    """Give the choices for each want, best first.

    Args:
        case: the error.
        node: the expression in which the value is missing.
        wants: what is missing.
        taken: what stands in the same list.
        more: for each want choices that are known from elsewhere.
    """
    wants = [replace(want, type=unaliased(case, want.type)) for want in wants]
    known = _typed(case, node, locals_at(node), wants)
    filled = gathered(node)
    given = [
        Given(one.name, one.type, one.name, 0 if one.name in filled else one.uses, one.name in taken)
        for one in known
        if one.name != "self"
    ]
    given += of_self(case, node, [want.name for want in wants], taken)
    found = []
    for at, want in enumerate(wants):
        extra = list(more[at]) if at < len(more) else []
        ranked = sorted([*extra, *_ranked(want, given)], key=lambda choice: choice.rank)
        found.append(list({choice.text: choice for choice in reversed(ranked)}.values())[::-1])
    return found


def combined(found: Sequence[Sequence[Choice]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield ways to fill all wants at once with their rank: the best of each, then another one in one place.

    Nothing when there is no choice for one of them.
    """
    if not found or not all(found):
        return
    best: list[Choice] = []
    for one in found:
        free = [choice for choice in one if choice.text not in {other.text for other in best}]
        best.append((free or list(one))[0])
    seen = {tuple(one.text for one in best)}
    yield max(one.rank for one in best), tuple(one.text for one in best)
    for at, one in enumerate(found):
        for choice in one:
            other = [*best[:at], choice, *best[at + 1 :]]
            words = tuple(each.text for each in other)
            if words not in seen and len(seen) < _MOST:
                seen.add(words)
                yield max(each.rank for each in other) + 1, words


def unaliased(case: Case, words: str) -> str:
    """Give the type behind an alias of this crate; any other as it is."""
    if not words.isidentifier() or is_plain_number(words):
        return words
    found = (one.item.returns for one in known_items(case) if one.item.kind == "type" and one.item.name == words)
    return next((of_type for of_type in found if of_type), words)


def _ranked(want: Want, given: Sequence[Given]) -> Iterator[Choice]:
    if (only := only_value(want.type)) is not None:
        yield Choice(LIKELY - 4, only)
    fits = [(one, fit) for one in given if (fit := _fit(want, one)) is not None]
    exact = [one for one, (sure, _) in fits if sure <= BORROWED and not one.taken]
    for number, (one, (sure, words)) in enumerate(sorted(fits, key=lambda fit: fit[0].uses)):
        rank = _rank(want, one, sure, is_only=exact == [one])
        if rank is not None:
            yield Choice(rank + min(number, 5) * (rank > LIKELY + 3), words)


def _fit(want: Want, one: Given) -> tuple[int, str] | None:
    """Give how well a value fits; one of the very name may fit by a type with two names."""
    fit = fitted(want.type, one.type, one.text)
    is_list = want.type.startswith("[") and one.type.startswith("[")  # a length may be written in many ways
    is_named = one.name == want.name and (one.uses == 0 or is_list)
    made = becoming(want.type, one.type, one.text) if fit is None else None
    if made is not None and (one.uses == 0 or not made.endswith(".into()")):
        return MADE, made
    return (UNKNOWN, one.text) if fit is None and is_named else fit


def _rank(want: Want, one: Given, sure: int, *, is_only: bool) -> int | None:
    """Give how likely a value at hand is meant; None where nothing speaks for it but a common type."""
    if one.text == "self" and (sure > BORROWED or want.name == "self"):
        return None if sure > BORROWED else POSSIBLE  # a receiver stands before the dot
    if one.taken and is_plain_number(want.type):
        return None
    if sure == MADE and one.uses:
        return POSSIBLE
    if one.uses == 0:
        return (LIKELY - 4 if sure <= BORROWED else LIKELY + 4) + sure
    if want.name and one.name == want.name.lstrip("_"):
        return LIKELY - (2 if one.text.startswith("self.") else 6) + sure
    if is_plain_number(want.type) and not want.name:
        return None
    if is_only and not one.taken:
        return LAST if is_plain_number(want.type) else LIKELY + 3
    if one.taken or is_plain_number(want.type) or sure > BORROWED:
        return LAST + 5 if sure <= BORROWED and not is_plain_number(want.type) else None
    return POSSIBLE + sure


def _typed(case: Case, node: Node, found: Sequence[Local], wants: Sequence[Want]) -> list[Local]:
    """Give the variables with their types, as the compiler tells them where none is written."""
    own = self_type(node)
    written = [replace(one, type=_SELF.sub(own or "Self", one.type)) for one in found]
    open_ones = [one for one in written if not one.type and one.name != "self"][:_PROBED]
    hidden = any(error.phase in {Phase.PARSE, Phase.RESOLVE} for error in case.errors)
    if not open_ones or hidden or len(written) == 1 or not any(want.type for want in wants):
        return written
    source, start = case.text.source, node.start_byte
    before, places = b"{ ", []
    for one in open_ones:
        places.append((start + len(before), start + len(before) + len(one.name.encode())))
        before += one.name.encode() + b"; "
    opened = b"".join((source[:start], before, source[start : node.end_byte], b" }", source[node.end_byte :]))
    types = case.probe(Text(case.text.path, case.text.absolute, opened), places)
    known = {one.name: of_type for one, of_type in zip(open_ones, types, strict=True)}
    return [replace(one, type=one.type or known.get(one.name, "")) for one in written]
