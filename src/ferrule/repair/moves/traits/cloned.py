"""A collection of values from an iterator over references, or over something that converts to them."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.receiver import receiver_end

ID: Final = "convert-elements"
CODES: Final = frozenset({"E0277"})
_BUILT: Final = re.compile(
    r"^a (?:value|slice) of type `([^`]+)` cannot be built (?:from|since) "
    r"(?:an iterator over elements of type )?`([^`]+)`"
)
_NUMBER: Final = re.compile(r"^(?:[iu](?:8|16|32|64|128|size)|f32|f64|bool|char|\{integer\}|\{float\})$")
_ELEMENT: Final = re.compile(r"<(.+)>$")


_SUMMED: Final = re.compile(r"^a value of type `([^`]+)` cannot be made by (?:summing|multiplying).* type `([^`]+)`")
_WHOLE: Final = re.compile(r"^(?:std::result::)?(Result|Option)<(.+?)(?:, [^,<>]+(?:<[^<>]*>)?)?>$")
_CALL: Final = re.compile(rb"\s*\(\s*\)")
_WIDER: Final = {"f64": {"i8", "i16", "i32", "u8", "u16", "u32", "f32"}, "f32": {"i8", "i16", "u8", "u16"}}
"""Number types, and those that turn into them without a loss."""


def propose(case: Case) -> Iterator[Offer]:
    """Convert the elements right before they are collected."""
    built, summed = _BUILT.match(case.error.message), _SUMMED.match(case.error.message)
    at = receiver_end(case)
    if summed is not None and at is not None:
        for call in _numbers(summed[1], summed[2]):
            yield case.replace(LIKELY, f"the elements are not what is summed: `{call}` converts them", (at, at, call))
    inside = _ELEMENT.search(built[1]) if built else None
    if built is None or at is None or inside is None:
        return
    for rank, call in _calls(inside[1], built[2]):
        yield case.replace(rank, f"the elements are not what is collected: `{call}` converts them", (at, at, call))
    yield from _whole(case, built[1], built[2], inside[1])


def _whole(case: Case, wanted: str, given: str, inside: str) -> Iterator[Offer]:
    """Offer to collect all results as one, and to hand a failure on to the caller."""
    found, call = _WHOLE.match(given), _CALL.match(case.text.source, case.spot.byte_end)
    if found and call and case.found == "collect" and found[2] == inside:
        arguments = f"{wanted}, _" if found[1] == "Result" else wanted
        words = f"::<{found[1]}<{arguments}>>()?"
        part = (case.spot.byte_end, call.end(), words)
        yield case.replace(LIKELY, "one failure fails all: it is handed on to the caller", part)


def _numbers(wanted: str, given: str) -> Iterator[str]:
    """Yield the call that turns the elements of a sum into its type."""
    plain = given.removeprefix("&")
    star = "*" if plain != given else ""
    if not _NUMBER.match(wanted) or not _NUMBER.match(plain) or plain in {wanted, "bool", "char"} or "{" in plain:
        return
    if plain in _WIDER.get(wanted, ()):
        yield f".map(|element| {wanted}::from({star}element))"
    else:
        yield f".map(|element| {star}element as {wanted})"


def _calls(wanted: str, given: str) -> Iterator[tuple[int, str]]:
    plain = given.removeprefix("&").removeprefix("mut ")
    if given != plain and plain == wanted:
        yield SURE, ".copied()" if _NUMBER.match(plain) else ".cloned()"
    elif wanted == "String" and plain in {"str", "char", "&str", "String"}:
        yield LIKELY, ".map(|element| element.to_string())"
    elif _NUMBER.match(wanted) and plain == wanted:
        yield SURE, ".copied()"
    elif given != plain and plain.startswith("&") and plain.lstrip("&") == wanted.lstrip("&"):
        yield LIKELY, ".copied()"
