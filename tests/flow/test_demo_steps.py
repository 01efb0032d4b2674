"""What a step of the demonstration expects, how it is shown, and what its exit code says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from ferrule.cli.demo import demo
from ferrule.cli.options import Format
from ferrule.facts.demo import Climbed, DemoStep, Mended, Planted
from ferrule.facts.finding import Finding, Level
from ferrule.facts.fix import FixReport, FixVerdict, Incident, IncidentStatus, Phases
from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.status import Reason, Status

MOVED = Planted("moved", "src/a.rs", "used twice", "E0382")
STUB = Planted("stub", "src/b.rs", "nobody wrote it", "E0046")
OPEN, RESOLVED = IncidentStatus.OPEN, IncidentStatus.RESOLVED


def climbed(row: GateResult, *expected: str, planted: tuple[Planted, ...] = ()) -> Climbed:
    """Give a climb with one row."""
    report = CheckReport("/ws", None, "standard", Verdict.FAILED, 1, 1, 0.0, (row,))
    return Climbed("the climb", "/ws", planted, expected, report)


def mended(moved: IncidentStatus, stub: IncidentStatus, *, applied: bool = True) -> Mended:
    """Give a repair of two errors, of which the second one is meant to be left."""
    fates = ((MOVED, moved), (STUB, stub))
    incidents = tuple(
        Incident(f"I-{fault.id}", fault.id, finding(fault), "other", 1, status) for fault, status in fates
    )
    report = FixReport(
        workspace="/ws",
        verdict=FixVerdict.PARTLY_FIXED,
        exit_code=1,
        errors_before=2,
        errors_after=1,
        uncovered=0,
        compiler_runs=3,
        seconds=1.0,
        phases=Phases(),
        check_seconds=0.1,
        applied=applied,
        tests=None,
        incidents=incidents,
        edits=(),
        costs=(),
    )
    return Mended("the repair", "/ws", (MOVED,), (STUB,), report)


def finding(fault: Planted) -> Finding:
    """Give what rustc says of a fault; the second line of its text is not for the short list."""
    return Finding("rustc", fault.code, Level.ERROR, f"about {fault.id}", fault.path, 3, rendered="all\nof it")


def run(monkeypatch: pytest.MonkeyPatch, steps: tuple[DemoStep, ...], shown_as: Format = Format.TEXT) -> int:
    """Let the command show these steps; gives its exit code."""
    monkeypatch.setattr("ferrule.api.demo", lambda *_: iter(steps))
    with pytest.raises(typer.Exit) as stop:
        demo(None, shown_as, quiet=True)
    return stop.value.exit_code


@pytest.mark.parametrize(
    ("status", "reason", "expected", "held"),
    [
        (Status.FAILED, None, ("fmt",), True),
        (Status.FAILED, None, (), False),
        (Status.PASSED, None, ("fmt",), False),
        (Status.INCONCLUSIVE, Reason.TOOL_ERROR, (), False),
        (Status.SKIPPED, Reason.NOT_INSTALLED, (), True),
    ],
)
def test_a_climb_knows_whether_it_went_as_expected(
    status: Status, reason: Reason | None, expected: tuple[str, ...], held: bool
) -> None:
    """Exactly the expected gates must fail; a missing tool is no failure, an undecided gate is."""
    assert held == climbed(GateResult("fmt", "formatted", status, reason), *expected).as_expected


@pytest.mark.parametrize(
    ("step", "held"),
    [
        (mended(RESOLVED, OPEN), True),
        (mended(OPEN, OPEN), False),
        (mended(RESOLVED, RESOLVED), False),
        (mended(RESOLVED, OPEN, applied=False), False),
        (replace(mended(RESOLVED, OPEN), expected_repairs=(MOVED, replace(MOVED, path="src/c.rs"))), False),
    ],
)
def test_a_repair_knows_whether_it_went_as_expected(step: Mended, held: bool) -> None:
    """Neither less nor more than the script says: an error that is repaired against it is a surprise, too."""
    assert held == step.as_expected


def test_the_exit_code_is_that_of_all_steps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each step as expected is 0, one that is not is 1, and the list at the end marks it."""
    good, bad = mended(RESOLVED, OPEN), mended(OPEN, OPEN)
    passed = climbed(GateResult("fmt", "formatted", Status.PASSED))

    assert 0 == run(monkeypatch, (passed, good))
    assert "✔ the repair: 1 errors had to be repaired; had to be left: stub" in capsys.readouterr().out
    assert 1 == run(monkeypatch, (bad, passed))
    assert "✘ the repair: 1 errors had to be repaired; had to be left: stub" in capsys.readouterr().out
    assert 1 == run(monkeypatch, (bad, passed), Format.JSON)
    assert [False, True] == [step["as_expected"] for step in json.loads(capsys.readouterr().out)["steps"]]


def test_the_story_is_told_in_order(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What was planted, the errors in a line each, what was left and why, what was put back, paths of the logs last."""
    row = GateResult("check", "compiles", Status.FAILED, findings=(finding(MOVED), finding(STUB)), log="logs/1.log")
    broken = climbed(row, "check", planted=(MOVED, STUB, replace(STUB, path="src/hidden.rs")))
    last = replace(climbed(replace(row, findings=()), "check"), put_back=(STUB,))

    run(monkeypatch, (broken, mended(RESOLVED, OPEN), last))

    told = capsys.readouterr().out
    words = (
        "planted E0382 moved in src/a.rs: used twice",
        "error[E0382] about moved  src/a.rs:3",
        "2 errors are seen of 3 that are there",
        "beyond level 1: E0046 stub in src/b.rs: nobody wrote it",
        "put back the original text of stub in src/b.rs",
        "ferrule undo --workspace /ws",
        f"state      {Path('/ws/.ferrule')}",
    )
    places = [told.find(one) for one in words]
    assert -1 not in places
    assert sorted(places) == places
    assert "of it" not in told
    assert told.rstrip().endswith("/ws/logs/1.log")
