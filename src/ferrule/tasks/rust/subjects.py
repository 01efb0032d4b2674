"""What a tree no longer defines: a test of it may go with it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ferrule.tasks.rust.piece import Piece
from ferrule.tasks.rust.tests import Placed, likeness

_DEFINING: Final = frozenset({"fn", "struct", "enum", "union", "type", "const", "static", "trait", "macro", "mod"})
_RENAMED: Final = 0.8
"""Share of tokens in common above which an item is the old one under another name."""
_TELLING: Final = 8
"""Tokens of a body below which only an equal one tells anything."""
_SHORTEST: Final = 3
"""Tokens below which not even that does: `0`, `self.0`."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Items, variants and fields that are no longer there, and not merely renamed."""

    names: frozenset[str]
    """Nothing of this name is defined any more, or it was one of a module's or a trait's own."""
    members: frozenset[tuple[str, str]]
    """Type and name, where others of the same name are left: `new` of one type and not of all."""

    def subject(self, words: Collection[str]) -> str:
        """Give the first of some words that names what is gone; empty for none."""
        known = frozenset(words)
        for word in words:
            if word in self.names or any(word == name and owner in known for owner, name in self.members):
                return word
        return ""


def no_longer_defined(before: Iterable[Placed], after: Iterable[Placed]) -> Gone:
    """Give what is gone from outside of tests."""
    old = [one.piece for one in before if not one.is_for_tests]
    new = [one.piece for one in after if not one.is_for_tests]
    left = {key for piece in new for key in _keys(piece)}
    fresh = _by_body(old, new)
    lost = {key for piece in old if not _lives_on(piece, left, fresh) for key in _keys(piece)} - left
    still = {name for _, name in left}
    traits = {piece.name for piece in old if piece.kind == "trait"} | {""}
    members = frozenset((owner, name) for owner, name in lost if name in still and owner not in traits)
    return Gone(frozenset(name for _, name in lost - members), members)


def _by_body(old: Iterable[Piece], new: Iterable[Piece]) -> list[Piece]:
    """Give the items that have a new name and a body that tells something."""
    known = {piece.name for piece in old}
    return [piece for piece in new if piece.name not in known and len(piece.body) >= _SHORTEST]


def _lives_on(piece: Piece, left: Collection[tuple[str, str]], fresh: Iterable[Piece]) -> bool:
    """Say whether an item that is gone is there under another name."""
    if (_owner(piece), piece.name) in left or len(piece.body) < _SHORTEST:
        return False
    return any(_is_same(piece, other) for other in fresh)


def _owner(piece: Piece) -> str:
    """Give the type or trait that an item belongs to; empty for those of a module."""
    return piece.around[-1] if piece.around and piece.around[-1][:1].isupper() else ""


def _keys(piece: Piece) -> Iterator[tuple[str, str]]:
    if piece.kind in _DEFINING:
        yield _owner(piece), piece.name
    if piece.kind in {"enum", "struct"}:
        yield from ((piece.name, name) for name in _members(piece))


def _members(piece: Piece) -> Iterator[str]:
    """Yield the variants of an enum, or the named fields of a struct."""
    level = 0
    for at, word in enumerate(piece.body):
        if word in {"(", "[", "{", "<"}:
            level += 1
        elif word in {")", "]", "}", ">"}:
            level -= 1
        elif not level and word.isidentifier() and word != "pub":
            before = piece.body[at - 1] if at else ","
            follows = piece.body[at + 1] if at + 1 < len(piece.body) else ","
            if (before in {",", "]"} and piece.kind == "enum") or (follows == ":" and piece.kind == "struct"):
                yield word


def _is_same(piece: Piece, other: Piece) -> bool:
    sizes = len(piece.body), len(other.body)
    if piece.kind != other.kind or min(sizes) * (2 - _RENAMED) < max(sizes) * _RENAMED:
        return False  # so different in length that they cannot have that much in common
    return piece.body == other.body or (min(sizes) >= _TELLING and likeness(piece.body, other.body) >= _RENAMED)
