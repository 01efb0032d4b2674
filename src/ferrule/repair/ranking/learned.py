"""Moves that were right more often than others of their rank go before them (P46).

The chance of a move is the mean of a Beta distribution whose prior is the same move against any code, and whose prior
in turn is any move of that rank: a few trials say little, many say much (empirical Bayes).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.ranking import Trial
from ferrule.facts.repair import Candidate

_STRENGTH: Final = 6.0
"""As many trials the prior is worth."""
_SPAN: Final = 20.0
"""Ranks between what is never and what is always right; classes of certainty lie about ten apart."""
MOST: Final = 8
"""Ranks that learning can move a candidate: never across two classes of certainty."""
_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Ranking:
    """How far each move is put before or behind others of its rank."""

    shifts: Mapping[_Key, int]

    def shift(self, error: Finding, candidate: Candidate) -> int:
        """Give the ranks to add: negative for a move that was right more often; 0 for one that is not known."""
        return self.shifts.get((error.rule or "syntax", candidate.move, candidate.rank), 0)


NEUTRAL: Final = Ranking({})


def learned(trials: Iterable[Trial]) -> Ranking:
    """Give the ranking that these counts speak for; several of one move and code are added up."""
    exact: dict[_Key, list[int]] = defaultdict(lambda: [0, 0])
    by_move: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    by_rank: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for one in trials:
        for counts in (exact[one.code, one.move, one.rank], by_move[one.move, one.rank], by_rank[one.rank]):
            counts[0] += one.right
            counts[1] += one.tried
    shifts: dict[_Key, int] = {}
    for (code, move, rank), counts in exact.items():
        usual = _mean(by_rank[rank], 0.5)
        chance = _mean(counts, _mean(by_move[move, rank], usual))
        shifts[code, move, rank] = max(-MOST, min(MOST, round(_SPAN * (usual - chance))))
    return Ranking(shifts)


def _mean(counts: list[int], prior: float) -> float:
    right, tried = counts
    return (right + _STRENGTH * prior) / (tried + _STRENGTH)
