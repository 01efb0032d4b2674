"""The moves of level 2, each a grammar of edits at the places of an error."""

from typing import Final

from ferrule.repair.moves.move import Move
from ferrule.repair.moves.wide import bounds, lifetimes, markers, names, retype, signature, statements, tokens, wrap

MOVES: Final[tuple[Move, ...]] = (tokens, names, wrap, markers, retype, signature, bounds, lifetimes, statements)
