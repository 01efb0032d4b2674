"""From the rows to the verdict of the whole ladder and its exit code."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ferrule.facts.gate import GateResult, Verdict
from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.status import Reason, Status

NEVER_ACCEPTED = frozenset({Reason.NOTHING_SEEN, Reason.TOOL_ERROR})
_HARMLESS = frozenset({Reason.NOT_RELEVANT, Reason.USER})
_EXIT = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.INCONCLUSIVE: 3}


def verdict_of(rows: Iterable[GateResult], accepted: frozenset[Reason]) -> Verdict:
    """Give what the ladder decided: failed over inconclusive over passed.

    A row that was not decided counts unless its reason is harmless (nothing due, the user's choice) or was
    accepted; a missing nextest is harmless where `test` decided. A ladder on which nothing passed is
    inconclusive: it proved nothing.
    """
    rows = tuple(rows)
    if any(row.status is Status.FAILED for row in rows):
        return Verdict.FAILED
    test_decided = any(row.id == "test" and row.status is Status.PASSED for row in rows)
    if any(_counts(row, accepted) and not (test_decided and _missing_nextest(row)) for row in rows):
        return Verdict.INCONCLUSIVE
    return Verdict.PASSED if any(row.status is Status.PASSED for row in rows) else Verdict.INCONCLUSIVE


def harmless(row: GateResult) -> bool:
    """Give whether a row was skipped for a reason that says nothing against the code."""
    return row.reason in _HARMLESS


def exit_code_of(verdict: Verdict) -> int:
    """Give the exit code of the contract."""
    return _EXIT[verdict]


def compared(rows: tuple[GateResult, ...]) -> tuple[GateResult, ...]:
    """Give the rows with a word on `nextest` where it and `test` did not run the same tests (M26)."""
    by_id = {row.id: row for row in rows}
    test, nextest = by_id.get("test"), by_id.get("nextest")
    if test is None or nextest is None or not (test.tests and nextest.tests):
        return rows
    ours, theirs = _ran(test.tests), _ran(nextest.tests)
    said = [_difference("only in test", ours - theirs), _difference("only in nextest", theirs - ours)]
    detail = "; ".join(part for part in (nextest.detail, *said) if part)
    return tuple(replace(row, detail=detail) if row.id == "nextest" else row for row in rows)


def _counts(row: GateResult, accepted: frozenset[Reason]) -> bool:
    return row.reason is not None and row.reason not in _HARMLESS | (accepted - NEVER_ACCEPTED)


def _missing_nextest(row: GateResult) -> bool:
    return row.id == "nextest" and row.reason is Reason.NOT_INSTALLED


def _ran(tests: tuple[CaseResult, ...]) -> Counter[str]:
    return Counter(f"{test.binary} {test.name}" for test in tests if test.status is not CaseStatus.IGNORED)


def _difference(where: str, tests: Counter[str]) -> str:
    if not tests:
        return ""
    first = next(iter(tests))
    return f"{tests.total()} {where} ({first}{', ...' if tests.total() > 1 else ''})"
