"""What the page shows of the rows: how many ended how, which decided nothing, and the tests that ran."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.sheet import Row, Sheet
from ferrule.facts.status import Reason, Status
from ferrule.report.html.words import EXITS, MARKS, meaning

_PROGRAMS: Final = ("cargo ", "ferrule ", "rustup ", "pip ", "git ", "apt-get ")
_QUIET: Final = frozenset({Reason.NOT_RELEVANT, Reason.USER})
_IN_STRIP: Final = frozenset({"gates", "findings"})
_FEW_TESTS: Final = 1000
_ORDER: Final = {CaseStatus.FAILED: 0, CaseStatus.IGNORED: 1, CaseStatus.PASSED: 2}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top."""

    mark: str
    ending: str
    """What the exit code means."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows ended in one way."""

    word: str
    status: Status
    number: int
    start: float
    """Where its part of the strip begins, in percent of the whole."""
    width: float


@dataclass(frozen=True, slots=True)
class OpenRow:
    """A row that decided nothing."""

    number: int
    """Of its row, from 1."""
    row: Row
    meaning: str
    is_command: bool
    """Whether the remedy can be typed as it stands."""
    is_quiet: bool
    """Whether nobody misses it: asked for, or nothing was due."""


@dataclass(frozen=True, slots=True)
class Tested:
    """The tests of one row, those that matter first."""

    row: Row
    counts: tuple[tuple[str, int], ...]
    cases: tuple[CaseResult, ...]
    left_out: int


def head_of(sheet: Sheet) -> Head:
    """Give the mark of the verdict and the meaning of the exit code."""
    marks = {"good": "✔", "bad": "✘", "open": "?", "quiet": "–"}
    return Head(marks[sheet.tone.value], EXITS.get(sheet.exit_code, ""))


def facts_of(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """Give the totals without those that the strip of the rows tells already."""
    return tuple(one for one in sheet.totals if one[0] not in _IN_STRIP or not sheet.rows)


def counts_of(rows: Iterable[Row]) -> tuple[Count, ...]:
    """Give how many rows ended in each way, failed ones first, with their parts of a strip."""
    order = {
        status: at for at, status in enumerate((Status.FAILED, Status.INCONCLUSIVE, Status.SKIPPED, Status.PASSED))
    }
    found = Counter((row.word, row.status) for row in rows)
    whole = sum(found.values())
    counts, start = [], 0.0
    for (word, status), number in sorted(found.items(), key=lambda one: order[one[0][1]]):
        width = 100 * number / whole
        counts.append(Count(word, status, number, start, width))
        start += width
    return tuple(counts)


def open_rows(rows: Iterable[Row]) -> tuple[OpenRow, ...]:
    """Give the rows that decided nothing for a reason, those that somebody may miss first."""
    found = [
        OpenRow(number, row, meaning(row.reason), is_command(row.remedy), row.reason in _QUIET)
        for number, row in enumerate(rows, 1)
        if row.reason
    ]
    return tuple(sorted(found, key=lambda one: (one.is_quiet, one.row.status is Status.SKIPPED)))


def is_command(remedy: str) -> bool:
    """Give whether a remedy can be typed as it stands."""
    return remedy.startswith(_PROGRAMS) and ", " not in remedy and "`" not in remedy


def tested(rows: Iterable[Row]) -> tuple[Tested, ...]:
    """Give the rows that ran tests: all that failed, then others up to a thousand."""
    return tuple(_tested(row) for row in rows if row.tests)


def _tested(row: Row) -> Tested:
    counts = Counter(case.status for case in row.tests)
    cases = sorted(row.tests, key=lambda case: (_ORDER[case.status], case.binary, case.name))
    shown = cases[: max(_FEW_TESTS, counts[CaseStatus.FAILED])]
    told = tuple((status.value, counts[status]) for status in _ORDER if counts[status])
    return Tested(row, told, tuple(shown), len(cases) - len(shown))


def mark_of(status: Status) -> str:
    """Give the sign of a status, which says the same as its colour."""
    return MARKS[status]
