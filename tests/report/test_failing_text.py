"""What is known of a failing test, in words: a line for each thing, and none of what nobody looked at."""

from dataclasses import replace

import pytest

from ferrule.facts.failing import Cause, ChangedFile, Ending, FailingTest, Role
from ferrule.facts.finding import Finding, Level
from ferrule.facts.fix import Incident, IncidentStatus
from ferrule.report.failing_json import failing_object
from ferrule.report.failing_text import failing_block

TEST = FailingTest(
    package="demo",
    target="lib",
    name="tests::adds",
    output="first\n\nleft: 1\n\x1b[31mright: 2",
    alone=Ending.FAILED,
    runs=4,
    failures=4,
    flaky=False,
    needs_others=False,
    cause=Cause.SOURCE_CHANGED,
    why="it passes at abc",
    good="abc",
    bad=None,
    changed=tuple(ChangedFile(f"src/{number}.rs", Role.SOURCE) for number in range(10)),
    reproduce="cargo test --lib",
    evidence=(),
)
FINDING = Finding("libtest", "test-failed", Level.ERROR, "tests::adds: left is not right", "src/lib.rs", 7)


def block(test: FailingTest, finding: Finding = FINDING) -> str:
    """Give the block as plain text."""
    return failing_block(Incident("I-1", "1", finding, "test", 1, IncidentStatus.OPEN, failing=test), test).plain


def test_a_steady_failure() -> None:
    """Where, what, alone, how often, since when, which files, and the command; what was printed stands last."""
    lines = [line.strip() for line in block(TEST).split("\n")]

    assert ["✘ demo lib tests::adds", "Where     src/lib.rs:7", "Said      left is not right"] == lines[:3]
    assert ["Alone     fails", "Flaky     no: fails in 4 of 4 runs alone"] == lines[3:5]
    assert "Changed   source changed, test not: it passes at abc" == lines[5]
    assert ["src/0.rs (source)", "and 2 more", "Reproduce cargo test --lib"] == [lines[6], lines[14], lines[15]]
    assert ["| first", "| left: 1", "| right: 2"] == lines[16:19]


WORDS: dict[str, tuple[dict[str, object], str]] = {
    "hangs": ({"alone": Ending.TIMED_OUT}, "Alone     runs into the time limit"),
    "cannot be run": ({"alone": Ending.ABSENT}, "Alone     cannot be run alone"),
    "needs others": ({"alone": Ending.PASSED, "needs_others": True, "failures": 0}, "Alone     passes; it fails with"),
    "flaky": ({"flaky": True, "failures": 1}, "Flaky     yes: fails in 1 of 4 runs alone"),
    "once": ({"flaky": True, "failures": 0}, "Flaky     yes: failed once and passes since, in 4 runs alone"),
    "not looked at": ({"alone": None, "why": "too many"}, "Alone     not looked at: too many"),
    "a program": ({"name": ""}, "✘ demo lib the whole program"),
    "unknown": ({"cause": Cause.UNKNOWN, "why": "no git"}, "Changed   unknown: no git"),
}


@pytest.mark.parametrize("name", WORDS)
def test_words(name: str) -> None:
    """Each way to fail has words of its own."""
    change, expected = WORDS[name]

    assert expected in block(replace(TEST, **change))  # type: ignore[arg-type]


def test_no_place_and_no_test() -> None:
    """A test that names no place says so; an incident of no test has no such object."""
    plain = replace(FINDING, path=None, line=None)

    assert "Where     no place is named" in block(TEST, plain)
    assert failing_object(Incident("I-1", "1", plain, "other", 1, IncidentStatus.OPEN)) is None
