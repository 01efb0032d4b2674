"""Whole rewrites that mean the same and say it in other words: what they no longer name is no loss (P16).

Each is recognised by all of its words, on both sides, and only for an error of a borrow; everything else stays refused.
"""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.guard.asked import Asked
from ferrule.repair.guard.sketch import Sketch

_CODES: Final = frozenset({"E0499", "E0500", "E0501", "E0502", "E0503", "E0505", "E0506"})
_PLACE: Final = r"(?:self|\w+)(?: \. \w+)*"
_LOOP: Final = re.compile(
    rf"for (?P<pattern>[^{{}}]+?) in (?:& )?(?P<list>{_PLACE})(?: \. (?:iter|keys) \( \))?(?: \. enumerate \( \))? "
    r"\{ if (?P<condition>[^{}]+) \{ (?P<rest>.*?)(?P=list) \. remove \( (?:[&*] )*\w+ \) ;? ?\} \}"
)
_ENTRY: Final = re.compile(rf"(?P<map>{_PLACE}) \. entry \( (?P<key>[^{{}}]+?) \) \. or_insert_with \( \| \| ")
_OPTION: Final = re.compile(rf"(?P<place>{_PLACE}) \. get_or_insert_with \( \| \| ")
_TWICE: Final = re.compile(rf"let (?P<name>\w+) = & mut (?P<place>{_PLACE}[^;{{}}()]*?) ; ")
_FOUND: Final = re.compile(r"match (?P<asked>[^{}]+) \{ (?:[^{}]*?)Some \( (?P<name>[a-z_]\w*) \) => (?P=name) ,")

_SWAP: Final = re.compile(
    rf"(?:(?:std|core) :: )?(?:mem :: )?swap \( & mut (?P<list>{_PLACE}) \[ (?P<one>[^\[\],]+) \] , "
    r"& mut (?P=list) \[ (?P<other>[^\[\],]+) \] \)"
)


def rewritten(before: Sketch, after: Sketch, asked: Asked) -> frozenset[int]:
    """Give the tokens of the old text that belong to such a rewrite; none where no error of a borrow asks for it."""
    if not asked.has(_CODES):
        return frozenset()
    old, new = _Words(before), _Words(after).text
    return frozenset(
        at for find in (_retained, _computed, _named_once, _asked_again, _swapped) for at in find(old, new)
    )


class _Words:
    """The tokens of a text in a row, and which of them lies where."""

    def __init__(self, sketch: Sketch) -> None:
        words = [word.text for word in sketch.words]
        self.text = " ".join((*words, ""))
        self._starts: dict[int, int] = {}
        at = 0
        for number, word in enumerate(words):
            self._starts[at] = number
            at += len(word) + 1

    def within(self, start: int, end: int) -> range:
        """Give the tokens of a part of the text."""
        first = self._starts.get(start, 0)
        return range(first, first + len(self.text[start:end].split(" ")) - (self.text[end - 1 : end] == " "))


def _retained(old: _Words, new: str) -> Iterator[int]:
    """Give a loop that only removes what meets a condition, where `retain` asks just that and does just the rest."""
    for found in _LOOP.finditer(old.text):
        owner, condition, rest = found["list"], found["condition"], found["rest"]
        head = rf"{re.escape(owner)} \. retain \( \| [^|]+ \| "
        ways = rf"! \( {re.escape(condition)} \) \)"
        if rest:
            ways = rf"\{{ if {re.escape(condition)} \{{ {re.escape(rest)}return false ; \}} true \}} \)"
        if re.search(head + ways, new) and not re.search(head + ways, old.text):
            yield from old.within(*found.span())


def _computed(old: _Words, new: str) -> Iterator[int]:
    """Give `entry(..).or_insert_with(..)`, where the same is computed for a key that is not there, and put in."""
    for found in _ENTRY.finditer(old.text):
        body, name = _closed(old.text, found.end()), re.escape(found["map"])
        way = rf"if ! {name} \. contains_key \( [^{{}}]+? \) \{{ let (\w+) = {re.escape(body)}; {name} \. insert \( "
        way += rf"{re.escape(found['key'])}(?: \. clone \( \))? , \1 \) ; \}}"
        if body and re.search(way, new) and re.search(rf"{name} \. get_mut \( [^{{}}]+? \) \. unwrap \( \)", new):
            yield from old.within(found.start(), found.end() + len(body))
    for found in _OPTION.finditer(old.text):
        body, name = _closed(old.text, found.end()), re.escape(found["place"])
        way = rf"if {name} \. is_none \( \) \{{ let (\w+) = {re.escape(body)}; {name} = Some \( \1 \) ; \}}"
        if body and re.search(way, new) and re.search(rf"{name} \. as_mut \( \) \. unwrap \( \)", new):
            yield from old.within(found.start(), found.end() + len(body))


def _named_once(old: _Words, new: str) -> Iterator[int]:
    """Give a second `let` of the same place, and the uses of its name, where the first name stands for both."""
    for first in _TWICE.finditer(old.text):
        for second in _TWICE.finditer(old.text, first.end()):
            if second["place"] != first["place"] or second["name"] == first["name"]:
                continue
            rest = re.sub(rf"(?<!\. )\b{second['name']}\b", first["name"], old.text[second.end() :])
            if new == old.text[: second.start()] + rest:
                yield from old.within(*second.span())


def _asked_again(old: _Words, new: str) -> Iterator[int]:
    """Give an arm that hands on what was found, where the same is asked for again."""
    for found in _FOUND.finditer(old.text):
        asked = found["asked"]
        lent = re.fullmatch(rf"& (mut )?({_PLACE})", asked)
        way = f"{lent[2]} . {'as_mut' if lent[1] else 'as_ref'} ( )" if lent else asked
        if f"match {asked} {{" in new and f"Some ( _ ) => {way} . unwrap ( ) ," in new and (lent or "get" in asked):
            yield from old.within(found.start("name") - len("Some ( "), found.end())


def _swapped(old: _Words, new: str) -> Iterator[int]:
    """Give two elements that change places, where the list does it: for one and the same it does nothing, either."""
    for found in _SWAP.finditer(old.text):
        if f"{found['list']} . swap ( {found['one']} , {found['other']} )" in new:
            yield from old.within(*found.span())


def _closed(text: str, start: int) -> str:
    """Give what stands before the bracket that closes one which is open at a place; empty where none does."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth < 0:
            return text[start:at]
    return ""
