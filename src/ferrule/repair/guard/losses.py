"""What is gone from the old text, and which of it the errors asked to take away."""

import re
from collections import Counter
from typing import Final

from ferrule.repair.guard.asked import DROPS, DUPLICATES, EMPTY_IMPLS, Asked
from ferrule.repair.guard.pairing import Fate, Pairing
from ferrule.repair.guard.parts import Part
from ferrule.repair.guard.rewrites import rewritten
from ferrule.repair.guard.sketch import Piece, Shape, Sketch

_IMPORTS: Final = frozenset({"use_declaration", "extern_crate_declaration"})
_MEMBERS: Final = frozenset({"field_declaration", "enum_variant"})
_COMMENT: Final = re.compile(rb"//[^\n]*|/\*.*?\*/", re.DOTALL)
_SHORT: Final = 10
"""Lines up to which an error speaks of the whole statement that starts where the error does."""


def gone_items(before: Sketch, after: Sketch, pairing: Pairing) -> list[Piece]:
    """Give the items, fields and variants that neither have a namesake in the new text nor live on in another."""
    left = Counter(piece.key for piece in after.pieces)
    gone = []
    for piece in before.pieces:
        if (piece.shape is not Shape.ITEM and piece.kind not in _MEMBERS) or piece.kind in _IMPORTS:
            continue
        left[piece.key] -= 1
        if left[piece.key] < 0 and not _item_lives(before, piece, pairing):
            gone.append(piece)
    return gone


def lives(before: Sketch, piece: Piece, pairing: Pairing) -> bool:
    """Say whether a statement or an arm is still there: kept, moved, or rewritten with part of its words."""
    fates = _heavy(before, piece, pairing)
    if not fates:
        return True
    stays = sum(fate in {Fate.KEPT, Fate.MOVED} for fate in fates)
    renamed = fates.count(Fate.RENAMED)
    if not stays:
        return renamed == len(fates) <= 2
    return 3 * stays >= len(fates) or 3 * (stays + renamed) >= 2 * len(fates)


def excused_words(sketches: tuple[Sketch, Sketch], pairing: Pairing, asked: Asked, text: bytes) -> frozenset[int]:
    """Give the tokens of the old text whose loss is what the errors ask for."""
    before, after = sketches
    lost = {at for at, fate in enumerate(pairing.fates) if fate is not Fate.KEPT}
    excused = {at for at in lost if asked.trims(before.words[at].line, before.words[at].line)}
    if not asked.causes:
        return frozenset()
    for piece in before.pieces:
        if not lost.isdisjoint(range(piece.first, piece.end)) and _piece_asked(before, piece, asked):
            excused.update(range(piece.first, piece.end))
    for piece in gone_items(before, after, pairing):
        if _item_asked(before, piece, asked, text):
            excused.update(range(piece.first, piece.end))
    return frozenset(excused) | rewritten(before, after, asked)


def _item_asked(before: Sketch, piece: Piece, asked: Asked, text: bytes) -> bool:
    """Say whether an error asks for an item, field or variant to go: a duplicate, or an impl that cannot be."""
    if piece.kind == "impl_item":
        empty = all(before.words[at].part is Part.LIGHT for at in range(piece.body, piece.end))
        codes = EMPTY_IMPLS | {"E0119"} if empty else {"E0119", "E0751"}
        return any(c.rule in codes and _at(c.line, piece) for c in asked.causes)
    doubled = [c for c in asked.causes if c.rule in DUPLICATES and (not c.message or f"`{piece.name}" in c.message)]
    return bool(doubled) and _defined(piece, _COMMENT.sub(b"", text))


def _piece_asked(before: Sketch, piece: Piece, asked: Asked) -> bool:
    line, end = piece.line, piece.end_line
    words = "".join(before.text(piece.first, piece.end))
    if piece.kind == "match_arm":
        return asked.arm(line, end, len(words))
    if piece.shape is not Shape.STATEMENT or piece.kind in _IMPORTS:
        return False
    if asked.statement(line, end, words):
        return True
    if asked.has(DROPS) and "drop" in before.text(piece.first, piece.first + 5):
        return True
    return end - line < _SHORT and end > line and asked.trims(line, line)


def _item_lives(before: Sketch, piece: Piece, pairing: Pairing) -> bool:
    fates = _heavy(before, piece, pairing)
    whole = pairing.fates[piece.first : piece.end]
    if piece.kind == "impl_item" and 2 * whole.count(Fate.KEPT) >= len(whole):
        return True
    names = [at for at in range(piece.first, piece.end) if before.words[at].text == piece.name]
    renamed = bool(names) and pairing.fates[names[0]] in {Fate.RENAMED, Fate.MOVED, Fate.KEPT}
    stays = sum(fate is not Fate.LOST for fate in fates)
    return (renamed and 2 * stays >= len(fates)) or (len(fates) > 2 and 3 * stays >= 2 * len(fates))


def _heavy(before: Sketch, piece: Piece, pairing: Pairing) -> list[Fate]:
    places = range(piece.first, piece.end)
    return [pairing.fates[at] for at in places if before.words[at].part is not Part.LIGHT]


def _at(line: int | None, piece: Piece) -> bool:
    return line is None or piece.line <= line <= piece.end_line


def _defined(piece: Piece, text: bytes) -> bool:
    """Say whether the new file still has something of this name."""
    name = re.escape(piece.name.encode("utf-8", "surrogateescape"))
    words = (
        rb"" if piece.kind in _MEMBERS else rb"(?:fn|struct|enum|union|trait|mod|const|static|type|use[^;]*|mut|!)\s+"
    )
    return bool(piece.name) and re.search(words + rb"\b" + name + rb"\b", text) is not None
