"""What nextest's JUnit report is turned into."""

import pytest

from diagnostics.captured import captured, outcomes, short
from ferrule.diagnostics.junit import read_junit
from ferrule.facts.reading import Reading, Seen


def test_a_run_with_retries() -> None:
    """Every test is told once, and one that passed on its second try has passed."""
    reading = read_junit(captured("nextest/retries.xml"))

    assert [
        "demo-one tests::bad failed",
        "demo-one tests::good passed",
        "demo-one tests::panics_not failed",
        "demo-one tests::returns_err failed",
        "demo-one::it aborts failed",
        "demo-one::it ansi failed",
        "demo-one::it exits passed",
        "demo-one::it flaky passed",
        "demo-one::it hangs failed",
    ] == sorted(outcomes(reading.tests))
    assert (Seen("tests", 9), False, ()) == (reading.seen, reading.finished, reading.unread)


def test_why_tests_failed() -> None:
    """A failed test is one finding: its panic with the place, or how its process ended."""
    findings = read_junit(captured("nextest/retries.xml")).findings

    assert {
        "tests::bad: assertion `left == right` failed: sum is off": "nextest test-failed error src/lib.rs:16:9",
        "tests::panics_not: test did not panic as expected": "nextest test-failed error src/lib.rs:30:8",
        'tests::returns_err: Error: "no"': "nextest test-failed error",
        "aborts: process aborted with signal 6 (SIGABRT)": "nextest test-failed error",
        "ansi: red two": "nextest test-failed error tests/it.rs:22:51",
        "hangs: test timeout": "nextest test-failed error",
    } == {finding.message: short(finding) for finding in findings}
    assert "thread 'tests::bad'" in next(f.rendered for f in findings if f.line == 16)


def test_a_run_that_went_well() -> None:
    """Without a failure the run is finished; nextest leaves ignored tests out."""
    reading = read_junit(captured("nextest/passing.xml"))

    assert ((), Seen("tests", 2), True) == (reading.findings, reading.seen, reading.finished)


def test_a_setup_script_is_no_test() -> None:
    """A setup script that fails is a finding, but it does not count as a test."""
    reading = read_junit(captured("nextest/setup_script.xml"))

    assert ["bad: script failure with exit code 1"] == [finding.message for finding in reading.findings]
    assert (Seen("tests", 0), (), False) == (reading.seen, reading.tests, reading.finished)


def test_skipped_tests_and_errors() -> None:
    """Other writers of JUnit mark skipped tests, and errors beside failures."""
    xml = (
        "<testsuite name='a'><testcase name='x'><skipped/></testcase><testcase><error>e</error></testcase></testsuite>"
    )
    reading = read_junit(xml)

    assert ["a x ignored", "a  failed"] == outcomes(reading.tests)
    assert [": e"] == [finding.message for finding in reading.findings]
    assert Seen("tests", 1) == reading.seen


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><testsuites>&b;</testsuites>'


@pytest.mark.parametrize("text", ["", "x" * 1000, "<a/>", "<testsuites>", "\ud800", "<testsuites/>\0", BOMB])
def test_what_is_no_report(text: str) -> None:
    """Any other text is handed back by its first characters; entities are never expanded."""
    assert Reading(unread=(text[:200],)) == read_junit(text)


def test_deep_nesting_does_not_end_the_run() -> None:
    """Suites in suites beyond all measure are handed back."""
    text = "<testsuite name='a'>" * 5000 + "<testcase name='x'/>" + "</testsuite>" * 5000

    assert read_junit(text).seen in {None, Seen("tests", 0), Seen("tests", 1)}
