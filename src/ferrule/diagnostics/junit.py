"""The JUnit report that nextest writes."""

from collections.abc import Iterator
from pathlib import Path

from junitparser import Element, Error, Failure, JUnitXml, Skipped, TestCase

from ferrule.diagnostics.failure import failed_test
from ferrule.facts.finding import Finding
from ferrule.facts.reading import CaseResult, CaseStatus, Reading, Seen

_SCRIPT = "@setup-script:"
_SHOWN = 200
_NAMED = 3


class _Flaky(Element):
    """A try that failed before one that passed."""

    _tag = "flakyFailure"


def read_junit(xml: str) -> Reading:
    """Turn a JUnit report into test results; a test that passed on a later try has passed, and the remark names it.

    Paths stay as the tests wrote them. Where the text is no JUnit report, its start is handed back.
    """
    try:
        return _reading(tuple(_cases(_parsed(xml))))
    except Exception:  # noqa: BLE001 - the text may be anything; it must not end the run
        return Reading(unread=(xml[:_SHOWN],))


def _parsed(xml: str) -> JUnitXml:
    """Parse the text, but no document type: nextest declares none, and entities can be a bomb.

    junitparser takes lxml where that is installed, else the standard library's expat, and hardens neither
    (https://docs.python.org/3/library/xml.html#xml-security).
    """
    if "<!DOCTYPE" in xml or "<!ENTITY" in xml:
        raise ValueError("a document type in a JUnit report")
    return JUnitXml.fromstring(xml.encode())  # bytes: lxml refuses a text that names its encoding


def _cases(report: JUnitXml) -> Iterator[tuple[str, TestCase]]:
    for suite in report:
        for case in suite:
            yield suite.name or "", case


def _reading(cases: tuple[tuple[str, TestCase], ...]) -> Reading:
    """Give the results; a setup script is no test, but its failure is told."""
    findings = tuple(_finding(case) for _, case in cases if _status(case) is CaseStatus.FAILED)
    tests = tuple(
        CaseResult(binary, case.name or "", _status(case)) for binary, case in cases if not binary.startswith(_SCRIPT)
    )
    seen = Seen("tests", sum(test.status is not CaseStatus.IGNORED for test in tests))
    return Reading(findings, seen, tests, finished=not findings, remark=_flaky(cases))


def _flaky(cases: tuple[tuple[str, TestCase], ...]) -> str:
    names = [case.name or "" for _, case in cases if _was_flaky(case)]
    counted = f"{len(names)} {'test' if len(names) == 1 else 'tests'}"
    return f"{counted} passed on a later try only ({', '.join(names[:_NAMED])})" if names else ""


def _was_flaky(case: TestCase) -> bool:
    return next(case.iterchildren(_Flaky), None) is not None


def _status(case: TestCase) -> CaseStatus:
    results = case.result
    if any(isinstance(result, Failure | Error) for result in results):
        return CaseStatus.FAILED
    return CaseStatus.IGNORED if any(isinstance(result, Skipped) for result in results) else CaseStatus.PASSED


def _finding(case: TestCase) -> Finding:
    failure = next(result for result in case.result if isinstance(result, Failure | Error))
    text = (failure.text or failure.message or failure.type or "failed").strip("\n")
    return failed_test("nextest", case.name or "", text, Path("/"))
