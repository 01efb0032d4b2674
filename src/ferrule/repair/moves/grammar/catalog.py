"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.grammar import (
    angles,
    asynchrony,
    doc_comments,
    entry,
    expected,
    keywords,
    labels,
    literals,
    misplaced,
    operators,
    patterns,
    phrases,
    repeated,
    unclosed,
    unopened,
)
from ferrule.repair.moves.move import Move

MOVES: Final[tuple[Move, ...]] = (
    literals,
    doc_comments,
    phrases,
    expected,
    keywords,
    operators,
    unclosed,
    unopened,
    angles,
    labels,
    misplaced,
    repeated,
    patterns,
    asynchrony,
    entry,
)
