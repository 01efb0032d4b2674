"""How a run of one test ended is read from the test's own line first, then from how its program ended."""

from typing import Any

import pytest

from ferrule.facts.failing import Ending
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import CaseResult, CaseStatus, Reading
from ferrule.process.command import Ended, Outcome
from ferrule.repair.failing.case import Case, Scope, alone, quoted
from ferrule.repair.failing.ending import ending

PASSED, FAILED, IGNORED = CaseStatus.PASSED, CaseStatus.FAILED, CaseStatus.IGNORED
IT, DOC, EXAMPLE = "demo::it", "demo::doc", "src/lib.rs - f (line 3)"
OK, BAD = {"ended": Ended.EXITED, "code": 0}, {"ended": Ended.EXITED, "code": 101}
DEAD = "demo::it: signal: 6, SIGABRT: process abort signal"

ROWS: dict[str, tuple[str, dict[str, Any], tuple[tuple[str, str, CaseStatus], ...], str, Ending]] = {
    "passed": ("one", OK, ((IT, "one", PASSED),), "", Ending.PASSED),
    "failed": ("one", BAD, ((IT, "one", FAILED),), "one: no", Ending.FAILED),
    "another one failed": ("one", BAD, ((IT, "one", PASSED), (IT, "two", FAILED)), "two: no", Ending.PASSED),
    "one of another program": ("one", OK, (("other::it", "one", FAILED),), "", Ending.ABSENT),
    "ignored": ("one", OK, ((IT, "one", IGNORED),), "", Ending.ABSENT),
    "not there": ("one", OK, (), "", Ending.ABSENT),
    "not there, another failed": ("one", BAD, ((IT, "two", FAILED),), "two: no", Ending.ABSENT),
    "too late": ("one", {"ended": Ended.TIMED_OUT}, ((IT, "one", FAILED),), DEAD, Ending.TIMED_OUT),
    "passed before it was too late": ("one", {"ended": Ended.TIMED_OUT}, ((IT, "one", PASSED),), DEAD, Ending.PASSED),
    "died": ("one", BAD, (), DEAD, Ending.FAILED),
    "not started": ("one", {"ended": Ended.NOT_STARTED}, (), "", Ending.NOT_BUILT),
    "not compiled": ("one", BAD, (), "", Ending.NOT_BUILT),
    "a program that passed": ("", OK, ((IT, "main", PASSED),), "", Ending.PASSED),
    "a program that failed": ("", BAD, (), DEAD, Ending.FAILED),
    "an example": (EXAMPLE, BAD, ((DOC, EXAMPLE, FAILED),), "x", Ending.FAILED),
    "an example on another line": (EXAMPLE, BAD, ((DOC, "src/lib.rs - f (line 9)", FAILED),), "x", Ending.FAILED),
    "the second of two": (
        EXAMPLE,
        BAD,
        ((DOC, EXAMPLE, PASSED), (DOC, "src/lib.rs - f (line 9)", FAILED)),
        "x",
        Ending.PASSED,
    ),
}


def case_of(name: str) -> Case:
    """Give a case in the integration test, or an example."""
    tool, binary = ("rustdoc", DOC) if name == EXAMPLE else ("libtest", IT)
    return Case(binary, name, Finding(tool, "test-failed", Level.ERROR, ""))


@pytest.mark.parametrize("row", ROWS)
def test_endings(row: str) -> None:
    """One answer for each way in which Cargo and the program can end."""
    name, how, tests, words, expected = ROWS[row]
    findings = (Finding("libtest", "test-failed", Level.ERROR, words),) if words else ()
    reading = Reading(findings, tests=tuple(CaseResult(*test) for test in tests))

    assert expected is ending(Outcome(("cargo",), **how), reading, case_of(name))


def test_targets_and_filters() -> None:
    """The command names the program as Cargo does; for an example it takes the word that fewest others have."""
    scope = Scope((), ("--workspace",), (EXAMPLE, "src/lib.rs - g (line 9)", "src/f.rs - (line 1)"))
    finding = Finding("libtest", None, Level.ERROR, "")
    binaries = ("demo", "demo::it", "demo::bin/run", "demo::example/show", "demo::bench/speed")
    words = [quoted(alone(Case(binary, "a::b", finding), scope)).split(" -- ")[0] for binary in binaries]
    example = Case(DOC, "src/f.rs - Foo::bar (line 1)", Finding("rustdoc", None, Level.ERROR, ""))

    kinds = ("--lib", "--test it", "--bin run", "--example show", "--bench speed")
    assert [f"cargo test --workspace {kind}" for kind in kinds] == words
    assert "cargo test --workspace --doc -- Foo::bar" == quoted(alone(example, scope))
