"""JUnit reports: valid for Jenkins and Surefire, read back by a consumer, whatever tools printed."""

from dataclasses import replace

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.sheet import Row, Sheet
from ferrule.facts.status import Status
from ferrule.report.formats import ReportFormat, chunks
from ferrule.report.sheets.problems import once
from report.junit_schema import valid_junit
from report.samples import NASTY, PATHS, finding, hostile, ordinary


def suites(sheet: Sheet) -> dict[str, TestSuite]:
    """Write a sheet, hold it against the schema, and read it back: suites by name."""
    text = "".join(chunks(sheet, ReportFormat.JUNIT))
    valid_junit(text)
    return {suite.name or "": suite for suite in JUnitXml.fromroot(JUnitXml.fromstring(text.encode())._elem)}


def ended(case: TestCase) -> str:
    """Give how a case ended."""
    kinds = {Failure: "failed", Error: "error", Skipped: "skipped"}
    return next((kinds[type(one)] for one in case.result), "passed")


def cases(suite: TestSuite) -> list[tuple[str | None, str]]:
    """Give the cases of a suite by name, each with its end."""
    return [(case.name, ended(case)) for case in suite]


def test_each_row_is_a_suite() -> None:
    """What passed passes, what was skipped is skipped with its reason, and what was not decided is an error."""
    read = suites(ordinary())

    assert ["fmt", "clippy", "test", "audit", "deny"] == list(read)
    assert [("formatted", "passed")] == cases(read["fmt"])
    assert [("E0308 src/lib.rs:3", "failed")] == cases(read["clippy"])
    assert [("known holes", "error")] == cases(read["audit"])
    [deny] = read["deny"]
    assert ("skipped", "not-installed: not there") == (ended(deny), deny.result[0].message)
    assert "pip install x" in (deny.result[0].text or "")
    assert (1.5, 1, 0) == (read["clippy"].time, read["clippy"].failures, read["clippy"].errors)


def test_tests_are_cases_and_their_findings_are_not_counted_twice() -> None:
    """A failed test carries the words of its finding; a compile error stands beside the tests."""
    test = suites(ordinary())["test"]

    assert [("adds", "passed"), ("subtracts", "failed"), ("later", "skipped"), ("E0308 src/lib.rs:3", "failed")] == (
        cases(test)
    )
    assert "subtracts: left != right" == next(case for case in test if case.name == "subtracts").result[0].message
    assert (4, 2, 1) == (test.tests, test.failures, test.skipped)


def test_the_full_text_stands_once() -> None:
    """An error of two gates is a failing case in both, with its text in the first."""
    read = suites(ordinary())
    first, second = ([case for case in read[name] if "E0308" in (case.name or "")] for name in ("clippy", "test"))

    assert "3 | x" in (first[0].result[0].text or "")
    assert "its full text stands in suite clippy" == second[0].result[0].text


def test_warnings_are_no_failures() -> None:
    """A warning is told in the output of its suite."""
    text = "".join(chunks(ordinary(), ReportFormat.JUNIT))

    assert "warning[unused_imports] src/main.rs:1: unused import</system-out>" in text


@pytest.mark.parametrize("name", NASTY)
def test_hostile_words_stay_words(name: str) -> None:
    """No text breaks the file, adds a case or leaves a character that XML has no place for."""
    sheet = hostile(NASTY[name])
    text = "".join(chunks(sheet, ReportFormat.JUNIT))
    read = suites(sheet)

    assert 3 == len(read)
    assert 6 == sum(1 for suite in read.values() for _ in suite)
    assert (6, True) == (valid_junit(text), len(text) < 2_000_000)


@pytest.mark.parametrize("name", PATHS)
def test_any_path_can_be_named(name: str) -> None:
    """A place outside of the workspace, or none at all, is still a failing case."""
    assert "failed" in [end for _, end in cases(suites(hostile("boom", PATHS[name]))["own"])]


def of_two(*words: tuple[str, str]) -> list[tuple[str | None, str | None]]:
    """Give what two failed tests of one name, in two programs, are told to have said, by program."""
    tests = tuple(CaseResult(binary, "tests::it_works", CaseStatus.FAILED) for binary in ("zoo", "ant"))
    found = [finding(f"tests::it_works: {text}", path, tool="libtest", rule="test-failed") for path, text in words]
    row = Row("test", "tests pass", Status.FAILED, "failed", tests=tests)
    read = suites(replace(ordinary(), rows=(row,), problems=once([("test", found)])))
    return [(case.classname, case.result[0].message) for case in read["test"]]


def test_each_of_two_tests_of_one_name_has_its_own_words() -> None:
    """`tests::it_works` is in many crates; the findings belong to them in the order in which they ran."""
    said = of_two(("zoo/src/lib.rs", "left: 1"), ("ant/src/lib.rs", "left: 2"))

    assert [("zoo", "tests::it_works: left: 1"), ("ant", "tests::it_works: left: 2")] == said


def test_words_that_nobody_can_tell_apart_are_not_given_to_one() -> None:
    """Where two tests of one name left one finding, both have it, and its words say that it is one of theirs."""
    said = of_two(("ant/src/lib.rs", "left: 2"))

    told = "tests::it_works: left: 2 (in one of 2 programs with a test of this name)"
    assert [("zoo", told), ("ant", told)] == said
