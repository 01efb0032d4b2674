"""Which finding belongs to which failed test: many crates have a test of one name."""

from collections.abc import Iterable
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.sheet import Problem

FAILED_TESTS: Final = frozenset({"test-failed", "doctest-failed"})
"""Rules of findings that are about one test each."""


def tested(finding: Finding) -> str | None:
    """Give the test that a finding is about; None where it is about none."""
    return finding.message.partition(": ")[0] if finding.rule in FAILED_TESTS else None


def aligned(
    tests: tuple[CaseResult, ...], findings: Iterable[Finding], problems: Iterable[Problem]
) -> tuple[CaseResult, ...]:
    """Give one row's tests, those of one name that failed in the order in which their findings stand in the report.

    Within a row tests and findings have one order. Two runners may have two, and a finding of both is there once.
    """
    failed: dict[str, list[int]] = {}
    for at, test in enumerate(tests):
        if test.status is CaseStatus.FAILED:
            failed.setdefault(test.name, []).append(at)
    shared = {name: places for name, places in failed.items() if len(places) > 1}
    if not shared:
        return tests
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        if (name := tested(finding)) in shared:
            found.setdefault(name or "", []).append(finding)
    rank = {problem.finding.key: at for at, problem in enumerate(problems)}
    given = list(tests)
    for name, own in found.items():
        places = shared[name]
        if len(own) == len(places):
            pairs = sorted(zip((rank[one.key] for one in own), places, strict=True))
            for place, (_, before) in zip(places, pairs, strict=True):
                given[place] = tests[before]
    return tuple(given)
