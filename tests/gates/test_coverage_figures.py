"""What is concluded from a report of coverage: exact figures, doubts, and reports that are none."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from coverage_crates import job_of
from ferrule.diagnostics.llvm_cov import FileLines
from ferrule.facts.reading import Seen
from ferrule.facts.settings import CoverageSettings, Settings
from ferrule.facts.status import Reason, Status
from ferrule.gates import coverage
from ferrule.gates.coverage_figures import Figure, file_findings, ranges
from ferrule.gates.gate import Job
from ferrule.gates.verdict import Decision, judge
from ferrule.process.command import Captured, Ended, Outcome
from workspaces import package

BUILT = '{"reason":"build-finished","success":true}\n\ntest result: ok. 1 passed; 0 failed; 0 ignored\n'
RAN, NEVER, OUTSIDE = (1, True, True, False), (0, True, True, False), (0, False, False, False)
HALF = [(1, 1, *RAN), (1, 9, *OUTSIDE), (2, 1, *NEVER), (2, 9, *OUTSIDE)]
"""Two lines, of which one ran."""


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Give a run in a package of two lines, with a report of which half is covered."""
    root = package(tmp_path / "ws", {"src/lib.rs": "pub fn f() {}\npub fn g() {}\n"})
    job = job_of(root, tmp_path / "scratch", CoverageSettings(total=50))
    export = {
        "type": "llvm.coverage.json.export",
        "data": [{"files": [{"filename": f"{root}/src/lib.rs", "segments": HALF}]}],
    }
    (job.scratch / "out").mkdir()
    (job.scratch / "out" / "coverage.json").write_text(json.dumps(export), "utf-8")
    return job


def decided(job: Job, said: str = BUILT, code: int = 0) -> Decision:
    """Judge what the tool said, beside the report that lies there."""
    outcome = Outcome(("cargo", "llvm-cov"), Ended.EXITED, code, stdout=Captured(said))
    return judge(coverage, outcome, coverage.read(job, outcome))


@pytest.mark.parametrize(
    ("covered", "count", "percent", "meets", "words"),
    [
        (9, 10, 90.0, True, "90.0 % of 10 lines"),
        (899, 1000, 90.0, False, "89.9 % of 1,000 lines"),
        (17_990, 20_000, 90.0, False, "89.9 % of 20,000 lines"),
        (17_990, 20_000, 89.95, True, "89.9 % of 20,000 lines"),
        (89_999_999, 100_000_000, 90.0, False, "89.9 % of 100,000,000 lines"),
        (333, 1000, 33.3, True, "33.3 % of 1,000 lines"),
        (1, 1, 100.0, True, "100.0 % of 1 line"),
        (0, 7, 0.0, True, "0.0 % of 7 lines"),
        (0, 0, 90.0, True, "0.0 % of 0 lines"),
    ],
)
def test_exact_figures(covered: int, count: int, percent: float, meets: bool, words: str) -> None:
    """The comparison is made in whole numbers; what is shown is rounded down and never hides a failure."""
    figure = Figure(covered, count)

    assert (meets, words) == (figure.meets(percent), str(figure))


def test_runs_of_lines() -> None:
    """Lines that are no code do not end a run; covered ones do."""
    code = [1, 2, 3, 7, 8, 10, 12]

    assert ((1, 2), (7, 10)) == ranges(frozenset({1, 2, 7, 8, 10}), code)
    assert ((3, 12),) == ranges(frozenset({3, 7, 8, 10, 12}), code)
    assert () == ranges(frozenset(), code)


def test_the_floor_of_files() -> None:
    """A file that meets it is not named."""
    files = [FileLines(f"{n}.rs", frozenset(range(n)), frozenset({100})) for n in (1, 2, 3)]

    assert ["1.rs", "2.rs"] == [finding.path for finding in file_findings("tool", files, 70)]


@pytest.mark.cargo
def test_functions_that_fit_no_profile(job: Job) -> None:
    """They make a figure a lower bound: enough of it is enough, too little proves nothing."""
    said = f"{BUILT}warning: 3 functions have mismatched data\n"
    more = Settings(coverage=CoverageSettings(total=51))

    enough, too_little = decided(job, said), decided(replace(job, settings=more), said)

    assert (Status.PASSED, None) == (enough.status, enough.reason)
    assert (Status.INCONCLUSIVE, Reason.TOOL_ERROR) == (too_little.status, too_little.reason)
    assert all("3 functions fit no profile" in one.detail for one in (enough, too_little))
    assert Status.FAILED is decided(replace(job, settings=more)).status


@pytest.mark.cargo
@pytest.mark.parametrize("kind", ["none", "pipe", "link", "other"])
def test_a_report_that_is_none(job: Job, tmp_path: Path, kind: str) -> None:
    """Tests can write where the report lies: what is no plain report of the tool gives no figure."""
    path = job.scratch / "out" / "coverage.json"
    good = path.rename(tmp_path / "good.json")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to(good)
    elif kind == "other":
        path.write_text("{}", "utf-8")

    found = decided(job)

    assert (Status.INCONCLUSIVE, Reason.UNREADABLE_OUTPUT) == (found.status, found.reason)
    assert "no report that can be read was written" in found.detail


@pytest.mark.cargo
def test_a_tool_that_broke(job: Job) -> None:
    """An exit code without a failed test is about the tool, whatever report lies there."""
    broke = decided(job, f"{BUILT}error: failed to collect object files\n", code=1)
    refused = decided(job, "error: invalid option '--skip-functions'\n", code=1)

    assert [Reason.TOOL_ERROR] * 2 == [broke.reason, refused.reason]
    assert "failed to collect object files" in broke.detail
    assert "invalid option" in refused.detail


@pytest.mark.cargo
def test_a_failed_test_under_exit_code_zero(job: Job) -> None:
    """What the tests said counts, whatever the exit code."""
    said = "running 1 test\ntest a ... FAILED\n\ntest result: FAILED. 0 passed; 1 failed; 0 ignored\n"

    assert Status.FAILED is decided(job, BUILT.partition("\n")[0] + "\n" + said).status


@pytest.mark.cargo
def test_nothing_instrumented(job: Job) -> None:
    """Where no instrumented program ran, nothing was seen."""
    said = f"{BUILT}error: failed to merge profile data: not found *.profraw files in /ws/target/llvm-cov-target\n"
    outcome = Outcome(("cargo", "llvm-cov"), Ended.EXITED, 1, stdout=Captured(said))

    assert Seen("lines", 0) == coverage.read(job, outcome).seen
    assert Reason.NOTHING_SEEN is decided(job, said, code=1).reason
