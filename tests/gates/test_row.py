"""One row for each gate whatever happens, with secrets masked and texts cut to size; nothing of Cargo is started."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ferrule.facts.finding import Edit, Finding, Level, Suggestion
from ferrule.facts.gate import Writes
from ferrule.facts.progress import Activity, Finished, Progress
from ferrule.facts.reading import CaseResult, CaseStatus, Reading, Seen
from ferrule.facts.status import Reason, Status
from ferrule.facts.workspace import Selection, Workspace
from ferrule.gates.climb import Climb
from ferrule.gates.gate import EVERYTHING, Call, Closed, Gate, Job, Tool, not_due
from ferrule.gates.row import Climbed, run_gate
from ferrule.process.command import Outcome

SECRET = "hunter2hunter2"  # noqa: S105 - looked for, not used
_SHELL = Tool("sh", "")
DONE = Reading(seen=Seen("units", 1), finished=True)


@dataclass(frozen=True)
class Stage:
    """A gate that starts a shell script and reads what it is told to read."""

    script: str = "true"
    reads: Callable[[], Reading] = lambda: DONE
    calls: Callable[[], None] = lambda: None
    needs: Callable[[], str] = lambda: ""
    ID: str = "stage"
    TITLE: str = "a stage"
    WRITES: Writes = Writes.TARGET
    READS: tuple[str, ...] = EVERYTHING
    TOOL: Tool = _SHELL
    UNIT: str = "units"
    NOTHING: Reason = Reason.NOTHING_SEEN

    def state(self, _job: Job) -> str:
        """Give nothing."""
        return ""

    def closed(self, _job: Job) -> Closed | None:
        """Give what `needs` says."""
        return not_due(self.needs())

    def call(self, _job: Job) -> Call:
        """Give the script as a command."""
        self.calls()
        return Call(("sh", "-c", self.script))

    def read(self, _job: Job, _outcome: Outcome) -> Reading:
        """Give what `reads` says."""
        return self.reads()


@pytest.fixture
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Job:
    """Give a job in an empty workspace, with a secret in the environment."""
    monkeypatch.setenv("MY_TOKEN", SECRET)
    return Job(Workspace(tmp_path, tmp_path, (), is_virtual=False), Selection(), tmp_path, "run")


def climbed(job: Job, gate: Stage, notify: Callable[[Progress], None] = lambda _: None) -> Climbed:
    """Climb a ladder of one gate; a `Stage` has the names of a gate."""
    as_gate: Gate = gate
    [row] = Climb(job, notify).rows([as_gate], lambda _: False)
    return row


def raising(fault: BaseException) -> Callable[[], Reading]:
    """Give a function that fails."""

    def fail() -> Reading:
        raise fault

    return fail


def finding(message: str = "m", rendered: str = "", **more: object) -> Finding:
    """Make an error."""
    return replace(Finding("rustc", "E0308", Level.ERROR, message, rendered=rendered), **more)  # type: ignore[arg-type]


FULL = OSError(28, "No space left on device")


@pytest.mark.parametrize(
    ("gate", "said"),
    [
        (Stage(calls=raising(FULL)), "No space left on device"),  # type: ignore[arg-type]
        (Stage(reads=raising(FULL)), "No space left on device"),
        (Stage(reads=raising(RuntimeError(f"bug near {SECRET}"))), "RuntimeError: bug near ***"),
        (Stage(needs=raising(RuntimeError("bug"))), "RuntimeError: bug"),  # type: ignore[arg-type]
    ],
    ids=["call", "read", "bug", "closed"],
)
def test_a_fault_of_ours_is_a_row(job: Job, gate: Stage, said: str) -> None:
    """A full disk or a bug in one gate gives that gate's row, with the words; the next gate is climbed."""
    after = Stage(ID="after")

    broken, fine = Climb(job, lambda _: None).rows([gate, after], lambda _: False)

    assert (Status.INCONCLUSIVE, Reason.TOOL_ERROR) == (broken.result.status, broken.result.reason)
    assert said in broken.result.detail
    assert Status.PASSED is fine.result.status


def test_the_log_of_a_bug_has_what_was_said_and_where_it_broke(job: Job) -> None:
    """What the tool printed is not lost, and a secret in the traceback is."""
    row = climbed(job, Stage(f"echo said {SECRET}", reads=raising(RuntimeError(SECRET))))

    assert "said ***" in row.log
    assert "Traceback" in row.log
    assert "RuntimeError: ***" in row.log


@pytest.mark.parametrize("fault", [BrokenPipeError(), SystemExit(1), RuntimeError()], ids=repr)
def test_a_listener_that_fails_is_not_heard_again(job: Job, fault: BaseException) -> None:
    """A closed stderr ends the talk, not the gate."""
    heard: list[Progress] = []

    def listen(event: Progress) -> None:
        heard.append(event)
        raise fault

    row = climbed(job, Stage("echo a; echo b"), listen)

    assert Status.PASSED is row.result.status
    assert len(heard) == 1


def test_everything_in_a_row_is_masked(job: Job) -> None:
    """Messages, rendered text, names of tests, the detail, the talk and the log."""
    tests = (CaseResult("demo", f"t_{SECRET}", CaseStatus.FAILED), CaseResult("demo", "u", CaseStatus.PASSED))
    reading = replace(DONE, findings=(finding(SECRET, f"see {SECRET}"),), tests=tests)
    heard: list[Progress] = []

    row = climbed(job, Stage(f"echo {SECRET}", reads=lambda: reading), heard.append)
    words = climbed(job, Stage("exit 3", reads=lambda: Reading(complaint=f"error: {'x' * 190} {SECRET}")))
    unread = climbed(job, Stage("true", reads=lambda: Reading(unread=("", f"{'x' * 190}{SECRET}"), finished=None)))

    shown = [repr(row), repr(words), repr(unread), repr(heard)]
    assert [] == [text for text in shown if "hunter" in text]
    assert ["t_***", "u"] == [test.name for test in row.result.tests]
    assert any(isinstance(event, Activity | Finished) for event in heard)


def test_a_secret_at_the_end_of_a_shown_line_leaves_no_beginning(job: Job) -> None:
    """A line is masked before it is cut."""
    heard: list[Progress] = []

    climbed(job, Stage(f"echo {'x' * 110} {SECRET}"), heard.append)

    [line] = [event.text for event in heard if isinstance(event, Activity)]
    assert line == f"{'x' * 110} ***"


def test_a_suggestion_with_a_secret_is_dropped(job: Job) -> None:
    """Its edit can be neither shown nor masked: masked text would get into a source file."""

    def suggestion(text: str) -> Suggestion:
        return Suggestion("try", "MachineApplicable", (Edit("src/lib.rs", 0, 1, 1, 1, 1, 2, text),))

    both = finding(suggestions=(suggestion(f'"{SECRET}"'), suggestion("x")))

    [kept] = climbed(job, Stage(reads=lambda: replace(DONE, findings=(both,)))).result.findings

    assert (suggestion("x"),) == kept.suggestions


def test_a_row_keeps_a_sane_size(job: Job) -> None:
    """Long texts keep head and tail, many findings the errors among the first; what is missing is told."""
    long = finding("m" * 10_000, "".join(f"line {number}\n" for number in range(100_000)))
    warnings = tuple(finding(str(number), level=Level.WARNING) for number in range(10_500))

    result = climbed(job, Stage(reads=lambda: replace(DONE, findings=(*warnings, long)))).result

    first = result.findings[0]
    assert (10_000, 4096, "…") == (len(result.findings), len(first.message), first.message[-1])
    assert len(first.rendered) < 66_000
    assert first.rendered.startswith("line 0\n")
    assert first.rendered.endswith("line 99999\n")
    assert "characters cut here" in first.rendered
    assert result.detail.endswith("; 501 more findings are left out here")


def test_a_secret_across_the_cut_is_not_shown_in_part(job: Job) -> None:
    """Wherever a long text is cut, no piece of a secret stays beside the cut."""
    texts = [f"{'x' * (32 * 1024 - shift)}{SECRET}{'y' * 200_000}" for shift in range(0, 16, 3)]
    texts += [f"{'y' * 200_000}{SECRET}{'x' * (32 * 1024 - shift)}" for shift in range(0, 16, 3)]
    texts += [SECRET * 20_000, f"{'x' * 4090}{SECRET}{'y' * 100_000}"]
    findings = tuple(finding(text, text) for text in texts)

    row = run_gate(Stage(reads=lambda: replace(DONE, findings=findings)), job, lambda _: None)

    assert [] == [f for f in row.result.findings if "hunt" in repr(f) or "ter2" in repr(f) or "er2h" in repr(f)]
