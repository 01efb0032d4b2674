"""Sheets of each command: findings once, rows with their words, secrets masked."""

from dataclasses import replace
from datetime import UTC, datetime

from ferrule.facts.escalation import Sighting, Stage, Tracked
from ferrule.facts.finding import Level
from ferrule.facts.fix import EditedFile, FixReport, FixVerdict, Incident, IncidentStatus, Phases, TestTally
from ferrule.facts.funnel import Funnel, Share
from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.reading import CaseResult, CaseStatus, Seen
from ferrule.facts.sheet import Tone
from ferrule.facts.status import Reason, Status
from ferrule.facts.task import Box, BoxStatus, Ladder, Mode, Origin, Phase, Task, TaskState
from ferrule.facts.task_request import TaskReport
from ferrule.report.sheets.check import check_sheet
from ferrule.report.sheets.fix import fix_sheet
from ferrule.report.sheets.incidents import incidents_sheet
from ferrule.report.sheets.stats import stats_sheet
from ferrule.report.sheets.task import task_sheet
from report.samples import finding, suggestion

SECRET = f"ghp_{'0123456789abcdef' * 2}"


def test_a_finding_of_many_gates_is_one_problem() -> None:
    """The gravest level counts, with the gates that gave it; errors come first."""
    warning, error = finding("unused", level=Level.WARNING), finding("unused")
    mild = finding("mild", level=Level.WARNING)
    rows = (
        GateResult("check", "compiles", Status.PASSED, findings=(mild, warning), seen=Seen("units", 1)),
        GateResult("clippy", "lints", Status.FAILED, findings=(error, error), argv=("cargo", "clippy", "a b")),
        GateResult("test", "tests", Status.FAILED, findings=(warning, error)),
        GateResult("audit", "holes", Status.SKIPPED, Reason.NO_NETWORK, "d", "r"),
    )
    sheet = check_sheet(CheckReport("/ws", "rustc 1", "quick", Verdict.FAILED, 1, 2, 1.0, rows, "r-1", ("note",)))

    assert [("unused", ("clippy", "test")), ("mild", ("check",))] == [
        (one.finding.message, one.rows) for one in sheet.problems
    ]
    assert ["1 unit", "", "", ""] == [row.seen for row in sheet.rows]
    assert "cargo clippy 'a b'" == sheet.rows[1].command
    assert ("skipped", "no-network", "d", "r") == (
        sheet.rows[3].word,
        sheet.rows[3].reason,
        sheet.rows[3].detail,
        sheet.rows[3].remedy,
    )
    assert ("gates", "1 passed, 2 failed, 1 skipped") == sheet.totals[0]
    assert (Tone.BAD, 1, ("note",), "r-1") == (sheet.tone, sheet.exit_code, sheet.notes, sheet.run_id)


def test_two_runners_may_have_two_orders() -> None:
    """A finding of both is there once, and the tests of each row stand as their findings do."""
    crates = {
        name: finding(f"tests::works: of {name}", f"{name}/lib.rs", rule="test-failed") for name in ("zoo", "ant")
    }

    def row(gate: str, *names: str) -> GateResult:
        tests = tuple(CaseResult(name, "tests::works", CaseStatus.FAILED) for name in names)
        return GateResult(gate, gate, Status.FAILED, tests=tests, findings=tuple(crates[name] for name in names))

    rows = (row("test", "zoo", "ant"), row("nextest", "ant", "zoo"))
    sheet = check_sheet(CheckReport("/ws", "rustc 1", "quick", Verdict.FAILED, 1, 2, 1.0, rows, "r-1"))

    assert ["zoo", "ant"] == [(one.finding.path or "")[:3] for one in sheet.problems]
    assert [["zoo", "ant"]] * 2 == [[test.binary for test in one.tests] for one in sheet.rows]


def repaired(*, applied: bool) -> FixReport:
    """Make the report of a repair in which a secret stands wherever it can."""
    told = replace(suggestion(), message=f"say {SECRET}")
    bad = finding(f"token {SECRET}", rendered=SECRET, suggestions=(suggestion(text=SECRET), told))
    incidents = (
        Incident("I-1", "f", bad, "type", 1, IncidentStatus.RESOLVED),
        Incident("I-2", "g", bad, "type", 4, IncidentStatus.WAITING),
    )
    edits = (EditedFile("a.rs", f"+{SECRET}"),)
    return FixReport(
        "/ws", FixVerdict.WAITING, 4, 2, 1, 0, 3, 1.0, Phases(), 0.5, applied, TestTally(1, 1, 0, timed_out=False),
        incidents, edits, (), notes=(SECRET,),
    )  # fmt: skip


def test_a_repair_without_secrets() -> None:
    """Words, code, diffs and notes are masked; a suggestion that would write the secret is left out."""
    sheet = fix_sheet(repaired(applied=True))

    assert SECRET not in repr(sheet)
    assert ["say ***"] == [one.message for one in sheet.problems[0].finding.suggestions]
    assert ["waiting", "resolved"] == [one.status for one in sheet.problems]
    assert [Status.PASSED, Status.INCONCLUSIVE] == [row.status for row in sheet.rows]
    assert "ferrule incidents show I-2" == sheet.rows[1].remedy


def test_a_repair_that_was_not_written_is_proposed() -> None:
    """The error is still in the tree, so that no report may call it resolved."""
    sheet = fix_sheet(repaired(applied=False))

    assert ("proposed", Status.INCONCLUSIVE) == (sheet.problems[0].status, sheet.rows[0].status)


def test_incidents_that_wait_come_first() -> None:
    """Verdict and tone are those of the gravest; each row names the next command."""
    seen = Sighting("f", "E0308", "type", "src/lib.rs", 3, f"boom {SECRET}", "h")
    found = [Tracked(f"I-{at}", seen, stage, 1) for at, stage in enumerate((Stage.RESOLVED, Stage.OPEN, Stage.WAITING))]
    sheet = incidents_sheet(found, "/ws", 4)

    assert ["waiting", "open", "resolved"] == [row.word for row in sheet.rows]
    assert ("waiting", Tone.OPEN, 4) == (sheet.verdict, sheet.tone, sheet.exit_code)
    assert SECRET not in repr(sheet)
    assert ("clear", Tone.GOOD) == (incidents_sheet([], "/ws", 0).verdict, incidents_sheet([], "/ws", 0).tone)


def test_levels_against_their_targets() -> None:
    """A level below its target is missed; one without data is neither."""
    levels = (
        Share(1, 10, 8, 0.8, (0.5, 0.9), 0.8, 0.7),
        Share(2, 2, 1, 0.5, (0.1, 0.9), 0.1, 0.8, "below"),
        Share(3, 0, 0, None, None, None, 0.9),
        Share(4, 1, 0, None, None, None, None),
    )
    sheet = stats_sheet(Funnel(10, 9, 1, 0, 0, levels, 3, 1, 2.0), "/ws")

    assert ["reached", "missed", "no data", "no target"] == [row.word for row in sheet.rows]
    assert ("targets missed", Tone.OPEN, 0) == (sheet.verdict, sheet.tone, sheet.exit_code)
    assert "80.0 % resolved (95 %: 50 to 90 %), target 70 %" == sheet.rows[0].detail


def test_boxes_and_the_findings_of_a_review() -> None:
    """Each box is a row, an open one is not decided; a finding with a place is a problem there."""
    now = datetime.now(UTC)
    boxes = (
        Box("lint", Phase.AFTER, "ferrule", status=BoxStatus.FAILED, detail=SECRET, remedy="do"),
        Box("commit", Phase.AFTER, "git commit"),
        Box("memo", Phase.BEFORE, "memo", status=BoxStatus.PASSED, remedy="nothing"),
    )
    told = ("performance: src/lib.rs:3: too: slow", "testing: looked at: all of it")
    text = f"{'x' * 380} {SECRET}"  # cut within the secret, what is left would look like none
    task = Task(
        "T-1", text, Mode.REVIEW, TaskState.WORKING, now, now, Origin(), Ladder("quick", ()), boxes, findings=told
    )
    sheet = task_sheet(TaskReport(task, 1), "/ws")

    assert [Status.FAILED, Status.INCONCLUSIVE, Status.PASSED] == [row.status for row in sheet.rows]
    assert ["do", "", ""] == [row.remedy for row in sheet.rows]
    [problem] = sheet.problems
    assert ("performance", "src/lib.rs", 3, "too: slow") == (
        problem.finding.rule,
        problem.finding.path,
        problem.finding.line,
        problem.finding.message,
    )
    assert SECRET[:8] not in repr(sheet)
    assert (Tone.BAD, "working") == (sheet.tone, sheet.verdict)
