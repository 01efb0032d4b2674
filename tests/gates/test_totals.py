"""From rows to the verdict of the ladder and its exit code; the table of the contract."""

import pytest

from ferrule.facts.gate import GateResult, Verdict
from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.status import Reason, Status
from ferrule.gates.totals import compared, exit_code_of, verdict_of

_STATUS = {"+": Status.PASSED, "-": Status.FAILED, "?": Status.INCONCLUSIVE, "o": Status.SKIPPED}


def rows(words: str) -> tuple[GateResult, ...]:
    """Make rows from words such as `test:+ nextest:o:not-installed`."""
    made = []
    for word in words.split():
        gate, status, *reason = word.split(":")
        made.append(GateResult(gate, gate, _STATUS[status], Reason(reason[0]) if reason else None))
    return tuple(made)


@pytest.mark.parametrize(
    ("words", "accepted", "code"),
    [
        ("fmt:+ check:+", "", 0),
        ("fmt:+ check:-", "", 1),
        ("fmt:- check:?:tool-error", "", 1),
        ("fmt:+ check:?:tool-error", "", 3),
        ("fmt:+ doctest:o:not-relevant clippy:o:user", "", 0),
        ("fmt:+ clippy:o:not-installed", "", 3),
        ("fmt:+ clippy:o:not-installed", "not-installed", 0),
        ("fmt:+ clippy:o:not-installed", "no-network", 3),
        ("fmt:+ audit:?:no-network", "no-network", 0),
        ("fmt:+ test:?:nothing-seen", "nothing-seen", 3),
        ("fmt:+ test:?:tool-error", "tool-error", 3),
        ("test:+ nextest:o:not-installed", "", 0),
        ("test:?:time-budget nextest:o:not-installed", "", 3),
        ("fmt:+ nextest:o:not-installed", "", 3),
        ("fmt:o:user check:o:user", "", 3),
        ("doctest:o:not-relevant", "", 3),
        ("fmt:o:untrusted", "untrusted", 3),
    ],
)
def test_exit_codes(words: str, accepted: str, code: int) -> None:
    """Failed over undecided over passed; harmless and accepted reasons do not count; nothing passed is not green."""
    verdict = verdict_of(rows(words), frozenset(Reason(word) for word in accepted.split()))

    assert code == exit_code_of(verdict)
    assert (code == 0) == (verdict is Verdict.PASSED)


def ran(gate: str, *names: str) -> GateResult:
    """Make a row that ran these tests; a name in brackets was ignored."""
    tests = (
        CaseResult("demo", name.strip("()"), CaseStatus.IGNORED if "(" in name else CaseStatus.PASSED) for name in names
    )
    return GateResult(gate, gate, Status.PASSED, tests=tuple(tests))


@pytest.mark.parametrize(
    ("test", "nextest", "said"),
    [
        (("a", "b", "(c)"), ("b", "a"), ""),
        (("a", "b"), ("a",), "1 only in test (demo b)"),
        (("a",), ("a", "b", "c"), "2 only in nextest (demo b, ...)"),
        (("a", "a"), ("a", "b"), "1 only in test (demo a); 1 only in nextest (demo b)"),
    ],
)
def test_both_runners_are_compared(test: tuple[str, ...], nextest: tuple[str, ...], said: str) -> None:
    """The nextest row tells by how many tests the two sets differ; ignored ones do not count (M26)."""
    [_, row] = compared((ran("test", *test), ran("nextest", *nextest)))

    assert said == row.detail


def test_one_runner_alone_is_compared_with_nothing() -> None:
    """Without tests on both sides there is nothing to say."""
    alone = (ran("test", "a"), ran("nextest"))

    assert alone == compared(alone)
    assert alone[:1] == compared(alone[:1])
