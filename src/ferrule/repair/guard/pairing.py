"""Which tokens of the old text live on in the new one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

from ferrule.repair.guard.parts import Part
from ferrule.repair.guard.sketch import Sketch, Word

PLACEHOLDERS: Final = frozenset({"Default", "default", "None", "unwrap_or_default"})
"""Names that stand for no value in particular: nothing is renamed to one of them."""
_NAMES: Final = frozenset({Part.NAME, Part.CALL})
_KIN: Final = (
    {"..", "..=", "..."},
    {"&", "&&"},
    {"|", "||"},
    {"=", "=="},
    {"+", "+="},
    {"-", "-="},
    {"*", "*="},
    {"/", "/="},
)
_INTEGER: Final = re.compile(r"[iu](?:8|16|32|64|128|size)$")
_SUFFIX: Final = re.compile(r"(?:[iu](?:8|16|32|64|128|size)|f32|f64)$")
_CONTROLS: Final = ({"for", "while", "loop"}, {"if", "match"})
_HUGE: Final = 4_000_000
"""Pairs of tokens above which the comparison stops looking at frequent tokens."""


class Fate(Enum):
    """What became of a token of the old text."""

    KEPT = "kept"
    """In its place in the order."""
    MOVED = "moved"
    RENAMED = "renamed"
    """Another token of the same part stands in its place."""
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Pairing:
    """How two versions of a text hang together."""

    fates: tuple[Fate, ...]
    """One for each token of the old text."""
    added: frozenset[int]
    """Tokens of the new text that have no counterpart in order."""
    replacement: tuple[tuple[int, int], ...]
    """For each token of the old text, the range of new tokens in its place."""


def pair(before: Sketch, after: Sketch) -> Pairing:
    """Compare two versions, line by line first and then token by token."""
    old, new = before.words, after.words
    fates = [Fate.LOST] * len(old)
    places = [(0, 0)] * len(old)
    added = set(range(len(new)))
    for i, i_end, j, j_end in _hunks(old, new):
        if i_end - i == j_end - j and _texts(old[i:i_end]) == _texts(new[j:j_end]):
            fates[i:i_end] = [Fate.KEPT] * (i_end - i)
            added.difference_update(range(j, j_end))
            places[i:i_end] = [(n, n + 1) for n in range(j, j_end)]
        else:
            places[i:i_end] = [(j, j_end)] * (i_end - i)
    taken = _find_moved(old, new, fates, added)
    _find_renamed((old, new), fates, places, added - taken)
    return Pairing(tuple(fates), frozenset(added), tuple(places))


def normal(text: str) -> str:
    """Give a literal without quotes, suffix and separators, so that `1`, `1.0`, `1_u8` and `"1"` are one value."""
    if text[:1].isdigit():
        hexadecimal = text.startswith("0x")
        digits = (_INTEGER if hexadecimal else _SUFFIX).sub("", text).replace("_", "")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return text.lstrip("bcr#").strip("\"'").rstrip("#").strip("\"'") if text[-1:] in {'"', "'", "#"} else text


def _texts(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words]


def _hunks(old: Sequence[Word], new: Sequence[Word]) -> list[tuple[int, int, int, int]]:
    """Give ranges that cover both texts in order; equal ones are equal token by token."""
    lines, others = _lines(old), _lines(new)
    keys, other_keys = ([tuple(_texts(w[a:b])) for a, b in spans] for w, spans in ((old, lines), (new, others)))
    hunks: list[tuple[int, int, int, int]] = []
    for tag, i, i_end, j, j_end in _compare(keys, other_keys):
        a, a_end = _range(lines, i, i_end, len(old))
        b, b_end = _range(others, j, j_end, len(new))
        if tag == "replace":
            inner = _compare(_texts(old[a:a_end]), _texts(new[b:b_end]))
            hunks.extend((a + x, a + x_end, b + y, b + y_end) for _, x, x_end, y, y_end in inner)
        else:
            hunks.append((a, a_end, b, b_end))
    return hunks


def _compare(old: Sequence[object], new: Sequence[object]) -> list[tuple[str, int, int, int, int]]:
    """Give the opcodes of difflib; equal ends are set aside first, since its cost grows with the square."""
    shortest = min(len(old), len(new))
    head = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    rest = shortest - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    matcher = SequenceMatcher(None, left, right, autojunk=len(left) * len(right) > _HUGE)
    codes = [(tag, i + head, ie + head, j + head, je + head) for tag, i, ie, j, je in matcher.get_opcodes()]
    ends = ("equal", len(old) - tail, len(old), len(new) - tail, len(new))
    return [("equal", 0, head, 0, head), *codes, ends]


def _lines(words: Sequence[Word]) -> list[tuple[int, int]]:
    starts = [at for at, word in enumerate(words) if not at or words[at - 1].line != word.line]
    return list(zip(starts, [*starts[1:], len(words)], strict=False))


def _range(spans: list[tuple[int, int]], first: int, end: int, total: int) -> tuple[int, int]:
    start = spans[first][0] if first < len(spans) else total
    return start, spans[end - 1][1] if end > first else start


def _find_moved(old: Sequence[Word], new: Sequence[Word], fates: list[Fate], added: set[int]) -> set[int]:
    """Mark what turns up elsewhere; give the tokens of the new text that are thereby explained."""
    places: dict[str, list[int]] = {}
    for at in sorted(added, reverse=True):
        if new[at].part is not Part.LIGHT:
            places.setdefault(normal(new[at].text), []).append(at)
    taken: set[int] = set()
    for at, word in enumerate(old):
        found = places.get(normal(word.text)) if fates[at] is Fate.LOST and word.part is not Part.LIGHT else None
        if found:
            fates[at] = Fate.MOVED
            taken.add(found.pop())
    return taken


def _find_renamed(
    texts: tuple[Sequence[Word], Sequence[Word]], fates: list[Fate], places: list[tuple[int, int]], free: set[int]
) -> None:
    old, new = texts
    controls = [n for n in sorted(free) if new[n].part is Part.CONTROL]
    for at, word in enumerate(old):
        if fates[at] is Fate.LOST and word.part is not Part.LIGHT:
            here = (n for n in range(*places[at]) if n in free and _akin(word, new[n]))
            to = next(here, None)
            if to is None:
                to = next((n for n in controls if n in free and _same_control(word, new[n])), None)
            if to is not None:
                fates[at] = Fate.RENAMED
                free.discard(to)


def _same_control(word: Word, other: Word) -> bool:
    """Say whether one kind of loop or branch was rewritten as another, wherever its words now stand."""
    return word.part is other.part is Part.CONTROL and any({word.text, other.text} <= one for one in _CONTROLS)


def _akin(word: Word, other: Word) -> bool:
    if word.part is Part.OPERATOR:
        return any({word.text, other.text} <= family for family in _KIN)
    if word.part in _NAMES:
        return other.part in _NAMES and other.text not in PLACEHOLDERS
    return word.part is other.part
