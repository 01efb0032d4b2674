"""Which assertion of a test stands in the place of which, and which have none in their place."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from ferrule.tasks.rust.demands import Demand, demands
from ferrule.tasks.rust.tests import Pair, likeness

_ALIKE: Final = 0.4
"""Share of tokens in common above which an assertion was made from another."""
_ENOUGH: Final = frozenset({"unwrap", "expect", "?", "unwrap_err", "expect_err"})
"""What fails a test without an assertion."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The assertions of a test that changed."""

    changed: tuple[tuple[Demand, Demand], ...]
    lost: tuple[Demand, ...]
    new: tuple[Demand, ...]
    kept: tuple[tuple[Demand, Demand], ...]
    """Those that say the same, wherever they stand."""


def meet(pair: Pair, asserting: frozenset[str]) -> Meeting:
    """Compare the assertions of a test as it was and as it is."""
    before, after = (list(demands(one.piece, asserting)) for one in pair)
    kept = _same(before, after)
    changed = _likest(before, after)
    lost = [one for one in before if not _is_retold(one, pair)]
    return Meeting(tuple(changed), tuple(lost), tuple(after), tuple(kept))


def _same(before: list[Demand], after: list[Demand]) -> list[tuple[Demand, Demand]]:
    """Take out of both lists what says the same."""
    found = []
    for one in tuple(before):
        other = next((two for two in after if two.same == one.same), None)
        if other is not None:
            found.append((one, other))
            before.remove(one)
            after.remove(other)
    return found


def _likest(before: list[Demand], after: list[Demand]) -> list[tuple[Demand, Demand]]:
    """Take out of both lists what was made one from the other, the likest first; one beside one is enough."""
    scores = [
        (likeness(one.words, other.words), -abs(i - j), i, j)
        for i, one in enumerate(before)
        for j, other in enumerate(after)
        if bool(one.args) == bool(other.args)
    ]
    alone = len(before) == len(after) == 1
    found: list[tuple[int, int]] = []
    for score, _, i, j in sorted(scores, reverse=True):
        calls_same = before[i].name == after[j].name and not before[i].is_plain
        if (score >= _ALIKE or alone or calls_same) and not any(i == a or j == b for a, b in found):
            found.append((i, j))
    pairs = [(before[i], after[j]) for i, j in sorted(found)]
    before[:] = [one for at, one in enumerate(before) if at not in {i for i, _ in found}]
    after[:] = [one for at, one in enumerate(after) if at not in {j for _, j in found}]
    return pairs


def _is_retold(demand: Demand, pair: Pair) -> bool:
    """Say whether a test still asks for what an assertion did, in another form: a loop over a table, an `unwrap`."""
    old, new = (one.piece.body for one in pair)
    if "unwrap" in demand.words or {"is_ok", "is_some"} & set(demand.words) or not demand.args:
        gained = Counter(new) - Counter(old)
        if _ENOUGH & gained.keys():
            return True
    values = Counter(word for word in demand.words if word[:1].isdigit() or '"' in word)
    if not values or not any("assert" in word for word in new):
        return False
    return all(Counter(new)[word] >= Counter(old)[word] for word in values)
