"""The moves of this class, in the order in which they speak."""

from typing import Final

from ferrule.repair.moves.grammar import (
    angles,
    asynchrony,
    called_patterns,
    doc_comments,
    entry,
    expected,
    for_lifetimes,
    keywords,
    labels,
    lifetime_names,
    literals,
    misplaced,
    operators,
    other_form,
    patterns,
    phrases,
    repeated,
    stable_forms,
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
    called_patterns,
    lifetime_names,
    for_lifetimes,
    asynchrony,
    entry,
    stable_forms,
    other_form,
)
