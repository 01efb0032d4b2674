"""What a type error expected and what it found instead, read from the compiler's words (P05)."""

import re
from dataclasses import dataclass
from typing import Final

from ferrule.facts.finding import Finding, Spot
from ferrule.repair.moves.types.typewords import SOME_FLOAT, SOME_INTEGER, Type, apart, read_type

_LABEL: Final = re.compile(r"expected (?P<expected>.+?), (?:but it returns|found) (?P<found>.+?)$")
_RETURNS: Final = re.compile(
    r"expected `[^`]+` to (?:return|be an \w+ that \w+) `(?P<expected>.+?)`, but it \w+ `(?P<found>.+)`$"
)
_WHOLE: Final = re.compile(
    r"expected [a-z -]*`(?P<expected>[^\n]+?)`(?: \([^\n]*\))?\n[ =|]*(?:note:)? *found [a-z -]*`(?P<found>[^\n]+?)`"
    r"(?: \([^\n]*\))?(?:\n|$)"
)
_INDEXED: Final = re.compile(r"the type `(?:\[.*\]|str|.*Vec<.*)` cannot be indexed by `(?P<found>[^`]+)`")
_QUOTED: Final = re.compile(r"^[a-z -]*`(?P<type>.+)`$")
_OPERANDS: Final = re.compile(
    r"no implementation for `(?P<left>.+?) (?P<op>[-+*/%&|^<>=!]+) (?P<right>.+?)`(?: and `.*`)?$"
)
_WORDS: Final = {"integer": SOME_INTEGER, "floating-point number": SOME_FLOAT, "unit type": "()"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two types that do not fit, at one place."""

    expected: Type
    found: Type
    start: int
    end: int
    """Byte offsets of the expression that has the wrong type, the end exclusive."""

    @property
    def words(self) -> tuple[str, str]:
        """Both as they are written."""
        return self.expected.text, self.found.text


def pair_of(error: Finding) -> Pair | None:
    """Give the pair of an error at its first primary place; None where the words name no two types."""
    spot = next((spot for spot in error.spots if spot.primary), None)
    if spot is None:
        return None
    index = _INDEXED.search(error.message)
    if index is not None:
        return Pair(read_type("usize"), read_type(index["found"]), spot.byte_start, spot.byte_end)
    expected, found = labelled(spot.label)
    message = _RETURNS.search(error.message)
    if message and not (expected and found):
        expected, found = message["expected"], message["found"]
    whole = _WHOLE.search(error.rendered)
    if whole:
        expected = whole["expected"] if _is_cut(expected) else expected
        found = whole["found"] if _is_cut(found) else found
    if not expected or not found:
        return None
    return Pair(read_type(expected), read_type(found), spot.byte_start, spot.byte_end)


def labelled(label: str) -> tuple[str, str]:
    """Give the types of a label such as "expected `u8`, found integer"; empty for one that is told only by its kind."""
    said = _LABEL.search(label)
    return (_named(said["expected"]), _named(said["found"])) if said else ("", "")


def operands_of(error: Finding) -> tuple[Spot, str, str, str] | None:
    """Give place, operator and both types of an operation that is not implemented; None for another error."""
    for spot in error.spots:
        if spot.primary and (said := _OPERANDS.search(spot.label)):
            return spot, said["op"].removesuffix("=") or "=", said["left"], said["right"]
    return None


def evidence(errors: tuple[Finding, ...], pair: Pair) -> int:
    """Count the places at which these two types, in whatever order, do not fit."""
    both = {part.text for part in apart(pair.expected, pair.found)}
    places = set()
    for error in errors:
        other = pair_of(error)
        if other is not None and {part.text for part in apart(other.expected, other.found)} == both:
            places.add((error.path, other.start))
    return len(places)


def _named(words: str) -> str:
    quoted = _QUOTED.match(words.strip())
    return quoted["type"] if quoted else _WORDS.get(words.strip(), "")


def _is_cut(text: str) -> bool:
    return not text or "..." in text
