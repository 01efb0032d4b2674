"""The last good one of a row of revisions: in growing steps back, then halving what lies between."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ferrule.facts.failing import Ending

Ask = Callable[[int], Ending | None]
"""Gives how the test ends at a revision, counted back from HEAD; None when the time is used up."""
FAILS = frozenset({Ending.FAILED, Ending.TIMED_OUT})


@dataclass(slots=True)
class Search:
    """What is known of a row of revisions, HEAD first."""

    good: int | None = None
    """The youngest at which it is known to pass."""
    bad: int | None = None
    """The oldest that is younger than that and at which it is known to fail."""
    endings: dict[int, Ending] = field(default_factory=dict)
    cut: bool = False
    """The time was used up before the end."""


def last_good(count: int, ask: Ask) -> Search:
    """Find the last revision at which a test passed; those that say nothing are passed over.

    Args:
        count: how many revisions there are, HEAD the first.
        ask: is called at most once for each.
    """
    search = Search()
    start = 0
    for end in _steps(count):
        found = _first_that_tells(search, ask, range(start, end + 1))
        if found is not None:
            _note(search, found)
        if search.good is not None or search.cut or search.endings.get(end) is Ending.ABSENT:
            break  # before it came into the world it cannot have passed
        start = end
    while search.good is not None and search.bad is not None and not search.cut:
        middle = (search.good + search.bad) // 2
        inner = sorted(range(search.bad + 1, search.good), key=lambda one: abs(one - middle))
        found = _first_that_tells(search, ask, inner)
        if found is None:
            break
        _note(search, found)
    return search


def _steps(count: int) -> Iterator[int]:
    """Yield 0, 1, 2, 4, 8 ... and the last one."""
    step = 0
    while step < count - 1:
        yield step
        step = step * 2 or 1
    if count:
        yield count - 1


def _first_that_tells(search: Search, ask: Ask, row: Iterable[int]) -> int | None:
    """Give the first revision of these at which the test passes or fails; of a stretch its far end comes first."""
    order = sorted(row, reverse=True) if isinstance(row, range) else row
    for at in order:
        if at not in search.endings:
            answer = ask(at)
            if answer is None:
                search.cut = True
                return None
            search.endings[at] = answer
            if answer in FAILS or answer is Ending.PASSED:
                return at
    return None


def _note(search: Search, at: int) -> None:
    if search.endings[at] is Ending.PASSED:
        search.good = at if search.good is None else min(search.good, at)
    else:
        search.bad = at if search.bad is None else max(search.bad, at)
