"""The last good revision is found in few steps, whatever revisions say nothing."""

import pytest

from ferrule.facts.failing import Ending
from ferrule.repair.failing.bisect import Search, last_good

SIGNS = {"p": Ending.PASSED, "f": Ending.FAILED, "t": Ending.TIMED_OUT, "-": Ending.ABSENT, "x": Ending.NOT_BUILT}


def found(row: str, most: int = 100) -> tuple[Search, list[int]]:
    """Search a row of revisions, HEAD first; gives what is known, and which were asked, at most so many."""
    asked: list[int] = []

    def ask(at: int) -> Ending | None:
        if len(asked) == most:
            return None
        asked.append(at)
        return SIGNS[row[at]]

    return last_good(len(row), ask), asked


ROWS = {
    "p": (0, None),
    "pppp": (0, None),
    "fp": (1, 0),
    "ffffffffp": (8, 7),
    "ffffffpppppp": (6, 5),
    "fffffffffffffffff": (None, 16),
    "tttp": (3, 2),
    "fxxp": (3, 0),
    "fxfxpxx": (4, 2),
    "ffffxxxxp": (8, 3),
    "fffff-xx": (None, 4),
    "f-------": (None, 0),
    "xxxx": (None, None),
    "xxxp": (3, None),
    "": (None, None),
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row or "empty")
def test_rows(row: str) -> None:
    """The youngest good revision and the oldest bad one after it; each is asked once at most."""
    search, asked = found(row)

    assert ROWS[row] == (search.good, search.bad)
    assert len(asked) == len(set(asked))


def test_few_are_asked() -> None:
    """Of seventeen revisions nine are asked at most, and of those before the test came into the world none but one."""
    longest = max(len(found("f" * n + "p" * (17 - n))[1]) for n in range(1, 17))

    assert longest <= 9
    assert [0, 1] == found("f-------")[1]


@pytest.mark.parametrize("most", range(6))
def test_no_time_is_left(most: int) -> None:
    """When the time is used up, what is known stands, and that it was cut is known too."""
    search, asked = found("fffffffpp", most)

    assert (True, most) == (search.cut, len(asked))
    assert search.good in {None, 8}
