"""The rooms of moves as one whole: each move is told from all others."""

from collections import Counter

from ferrule.repair.moves.catalog import moves_of
from ferrule.repair.ranking.priors import shipped
from ferrule.repair.search.candidates import SUGGESTION

HIGHEST = 3


def test_no_two_moves_have_one_name() -> None:
    """What is learned of a move, and what reports say of it, belongs to it alone."""
    names = Counter(move.ID for move in moves_of(HIGHEST))
    assert [name for name, count in names.items() if count > 1] == []
    assert SUGGESTION not in names


def test_what_was_learned_belongs_to_a_move_that_knows_the_code() -> None:
    """A count of the shipped data never speaks for a move that was renamed."""
    known = {SUGGESTION, *(move.ID for move in moves_of(HIGHEST))}
    assert {one.move for one in shipped().counts} - known == set()
