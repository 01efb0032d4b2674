"""Own gates with real commands: a test for each status that one can have."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ferrule.facts.gate import GateResult
from ferrule.facts.settings import OwnGate
from ferrule.facts.status import Reason, Status
from ferrule.facts.workspace import Selection, Workspace
from ferrule.gates import own
from ferrule.gates.climb import Climb
from ferrule.gates.gate import Closed, Gate, Job
from ferrule.gates.own import own_checks
from ferrule.gates.patterns import told
from ferrule.process.sandbox import Sandbox
from workspaces import program, write

PASSED = r"^test result: ok\. ([\d,]+) passed"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Give a job in an empty workspace, with a scratch folder beside it."""
    root, scratch = tmp_path / "ws", tmp_path / "scratch"
    root.mkdir()
    scratch.mkdir()
    return Job(Workspace(root, root, (), is_virtual=False), Selection(), scratch, "run", timeout_s=60)


def says(words: str, code: int = 0, **more: Any) -> OwnGate:
    """Give a gate whose command says these words and ends with this code."""
    return OwnGate("mine", ("sh", "-c", 'printf "%b" "$1"; exit "$2"', "sh", words, str(code)), **more)


def row(job: Job, gate: OwnGate, withheld: Closed | None = None) -> GateResult:
    """Climb a ladder of one own gate."""
    ladder: tuple[Gate, ...] = own_checks((gate,), job.workspace.root, withheld)
    [climbed] = Climb(job, lambda _: None).rows(ladder, lambda _: False)
    assert not list(job.scratch.iterdir())
    return climbed.result


def brief(one: GateResult) -> tuple[str, str | None, int]:
    """Give status, reason and count of a row."""
    assert one.seen is not None
    return one.status.value, one.reason.value if one.reason else None, one.seen.count


TWO = "test result: ok. 1,200 passed; 0 failed\\ntest result: ok. 34 passed; 0 failed\\n"


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        (says(TWO, seen=PASSED), ("passed", None, 1234)),
        (says("a.rs\\nb.rs\\n", seen=r"\.rs$"), ("passed", None, 2)),
        (says("fine", seen="fine", failed="^error"), ("passed", None, 1)),
        (says("anything"), ("passed", None, 1)),
        (says("anything", failed="^error"), ("passed", None, 1)),
        (says("test result: ok. 0 passed", seen=PASSED), ("inconclusive", "nothing-seen", 0)),
        (says("no word of tests", seen=PASSED), ("inconclusive", "nothing-seen", 0)),
        (says("abc", seen="x*"), ("inconclusive", "nothing-seen", 0)),
        (says("passed: many", seen=r"passed: (\w+)"), ("inconclusive", "unreadable-output", 0)),
        (says("fine\\nerror: no\\n", seen="fine", failed="^error.*"), ("failed", None, 1)),
        (says("error: no\\n", 1, failed="^error.*"), ("failed", None, 1)),
        (says("broken", 3), ("failed", None, 1)),
        (says("fine", 3, seen="fine"), ("failed", None, 1)),
        (says("crash", 3, seen="fine", failed="^error"), ("inconclusive", "tool-error", 0)),
        (says("crash", 3, seen="crash", failed="^error"), ("inconclusive", "tool-error", 1)),
        (says("sh: nope: not found", 127), ("inconclusive", "tool-error", 1)),
        (says("error: no such command: `miri`\\n", 101), ("skipped", "not-installed", 1)),
        (says("error: toolchain 'nightly' is not installed\\n", 1, seen="x"), ("skipped", "not-installed", 0)),
        (says("error: failed to download x\\n", 101, seen="x y", failed="z"), ("inconclusive", "no-network", 0)),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_a_verdict_from_what_it_said(job: Job, gate: OwnGate, expected: tuple[str, str | None, int]) -> None:
    """Count by `seen`, failure by `failed`, the exit code where it has no pattern for that."""
    assert expected == brief(row(job, gate))


def test_a_row_says_when_the_exit_code_alone_decided(job: Job) -> None:
    """A green row that counted nothing admits it; a red one too, with the last thing that was said."""
    green, red = row(job, says("anything")), row(job, says("one\\ntwo\\n", 3))
    half = row(job, says("anything", failed="^error"))

    assert "nothing counts its work: the exit code alone decided" == green.detail
    assert "exit code 3; the exit code alone decided: two" == red.findings[0].message
    assert "nothing counts its work: exit code 0 and no match of `failed` decided" == half.detail
    assert "" == row(job, says(TWO, seen=PASSED)).detail


def test_a_finding_is_the_line_that_matched(job: Job) -> None:
    """Each line once, whole, also where the pattern matches only a part of it or several times."""
    gate = says("bench a: 3 ns\\nbench b: has regressed, has regressed\\nlast has regressed", failed="has regressed")

    found = row(job, gate).findings

    assert ["bench b: has regressed, has regressed", "last has regressed"] == [one.message for one in found]
    assert {("mine", "failed")} == {(one.tool, one.rule) for one in found}


def test_patterns_see_both_pipes_in_order(job: Job) -> None:
    """What a tool says on standard error counts too."""
    gate = OwnGate("mine", ("sh", "-c", "echo one; echo two >&2; echo three"), seen=r"one\ntwo\nthree")

    assert ("passed", None, 1) == brief(row(job, gate))


def test_a_pattern_that_would_run_for_ever_is_stopped(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile output for a careless pattern costs a time limit, not the run."""
    monkeypatch.setattr(own, "PATTERNS_S", 0.5)

    stopped = row(job, says("a" * 60 + "!", seen="(a+)+$"))

    assert (Status.INCONCLUSIVE, Reason.UNREADABLE_OUTPUT) == (stopped.status, stopped.reason)
    assert "its patterns were not through with the output after 0.5 s" == stopped.detail
    assert "no repetition within a repetition" in stopped.remedy


def test_a_pattern_that_cannot_be_used_is_told(job: Job) -> None:
    """Settings refuse such a pattern; one that comes in past them is no crash."""
    broken = row(job, says("a", seen="(a"))

    assert (Status.INCONCLUSIVE, Reason.TOOL_ERROR) == (broken.status, broken.reason)
    assert "missing )" in broken.detail


def test_its_end_counts_before_its_words(job: Job) -> None:
    """A command that runs out of time or is killed proves nothing, whatever it said."""
    late = row(replace(job, timeout_s=0.5), OwnGate("mine", ("sh", "-c", "echo ok; sleep 30"), seen="ok"))
    killed = row(job, OwnGate("mine", ("sh", "-c", "echo ok; kill -9 $$"), seen="ok"))

    assert (Status.INCONCLUSIVE, Reason.TIME_BUDGET) == (late.status, late.reason)
    assert (Status.INCONCLUSIVE, Reason.TOOL_ERROR) == (killed.status, killed.reason)


def test_nothing_is_started_without_trust(job: Job, tmp_path: Path) -> None:
    """What the workspace names does not run before somebody has trusted it."""
    gate = OwnGate("mine", ("sh", "-c", f"touch {tmp_path}/ran"))

    refused = row(job, gate, Closed(Reason.UNTRUSTED, "not trusted yet", "ferrule trust"))

    assert (Status.SKIPPED, Reason.UNTRUSTED) == (refused.status, refused.reason)
    assert ("not trusted yet", "ferrule trust", ()) == (refused.detail, refused.remedy, refused.argv)
    assert not (tmp_path / "ran").exists()


def test_a_program_of_the_workspace_is_found_from_its_root(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever ferrule was started; the command runs at the root."""
    root = job.workspace.root
    program(root / "scripts", "count.sh", 'echo "seen $(ls | wc -l) of $PWD $1"')
    monkeypatch.chdir("/")

    found = row(job, OwnGate("mine", ("scripts/count.sh", "a b"), seen=rf"seen (\d+) of {root} a b$"))

    assert ("passed", None, 1) == brief(found)


def test_a_program_that_is_not_there_is_a_skip_with_a_remedy(job: Job) -> None:
    """A file that is missing, one that must not be executed, a name that is not on PATH."""
    write(job.workspace.root, {"plain.sh": "true"})

    missing = row(job, OwnGate("mine", ("./nope.sh",), remedy="make nope.sh"))
    plain = row(job, OwnGate("mine", ("./plain.sh",)))
    unknown = row(job, OwnGate("mine", ("cargo-nope-nope",), remedy="cargo install cargo-nope-nope"))

    assert {(Status.SKIPPED, Reason.NOT_INSTALLED)} == {(one.status, one.reason) for one in (missing, plain, unknown)}
    assert ("./nope.sh is not in the workspace", "make nope.sh") == (missing.detail, missing.remedy)
    assert ("./plain.sh must not be executed", "chmod +x ./plain.sh") == (plain.detail, plain.remedy)
    assert "cargo install cargo-nope-nope" == unknown.remedy


def test_one_that_writes_sources_stays_out_of_the_sandbox(job: Job) -> None:
    """It could not do its work inside, and outside is not what was asked for."""
    boxed = replace(job, sandbox=Sandbox((job.workspace.root,), ()))

    refused = row(boxed, says("anything", writes="source"))

    assert (Status.SKIPPED, Reason.SANDBOX) == (refused.status, refused.reason)


def test_a_title_is_the_command_where_none_was_given(job: Job) -> None:
    """A row of the report always says what it is about."""
    assert "sh -c 'exit 0'" == row(job, OwnGate("mine", ("sh", "-c", "exit 0"))).title
    assert "holds" == row(job, OwnGate("mine", ("sh", "-c", "exit 0"), title="holds")).title


def test_its_verdict_hangs_on_its_patterns(job: Job) -> None:
    """A kept verdict does not outlive a change of the patterns; with no files to hang on, none is kept."""
    state = [
        own_checks((gate,), job.workspace.root, None)[0].state(replace(job, run_id=run))
        for gate in (says("a"), says("a", seen="a"), says("a", reads=()))
        for run in ("one", "two")
    ]

    assert (state[0], state[2]) == (state[1], state[3])
    assert 4 == len(set(state))


def test_patterns_count_and_find() -> None:
    """Numbers of the first group are added up, groups that took no part are passed over, lines come once."""
    text = "3 passed\nx passed\n4 passed\n"

    assert {"count": 7, "strange": "x", "lines": []} == told(text, r"^(\w) passed", "")
    assert {"count": 0, "strange": "", "lines": ["3 passed", "4 passed"]} == told(text, "", r"[34] p")
    assert {"count": 0, "strange": "", "lines": ["x passed"]} == told(text, "", r"^3.*\n(.*)")
    assert {"count": 5, "strange": "", "lines": []} == told("5\nx\n", r"^(?:(\d)|x)$", "")
    assert 100 == len(list(told("e\n" * 500, "", "e")["lines"]))  # type: ignore[call-overload]
