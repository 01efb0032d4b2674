"""Remembered verdicts in the real ladder: unchanged is not run again, and whatever is changed is."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ferrule.facts.gate import CheckReport
from ferrule.process.door import sandbox_refusal
from ferrule.store.verdicts import FOLDER
from ladder import brief, climb, row
from workspaces import LIB, package, program, real, write

pytestmark = pytest.mark.cargo

BROKEN = LIB.replace("a + b", "a + missing")
QUICK = ("fmt", "check")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a healthy package with its lock."""
    found = package(tmp_path / "ws", {"notes.txt": "1"})
    subprocess.run(("cargo", "generate-lockfile"), cwd=found, check=True, capture_output=True)
    return found


def cached(report: CheckReport) -> set[str]:
    """Give the gates whose verdict was remembered."""
    return {one.id for one in report.gates if one.cached}


def ran(report: CheckReport) -> set[str]:
    """Give the gates that were run."""
    return {one.id for one in report.gates if one.argv and not one.cached}


def test_an_unchanged_workspace_has_its_rows_again(root: Path) -> None:
    """With findings, counters and command of the first run, marked, with an age, a log and the same exit code."""
    write(root, {"src/lib.rs": BROKEN})
    first, second = climb(root, *QUICK), climb(root, *QUICK)

    check, again = row(first, "check"), row(second, "check")
    assert ({"fmt", "check"}, set()) == (cached(second), ran(second))
    assert "E0425" == again.findings[0].rule
    assert (check.findings, check.seen, check.argv, check.detail) == (
        again.findings,
        again.seen,
        again.argv,
        again.detail,
    )
    assert again.log == check.log is not None
    assert (root / str(again.log)).is_file()
    assert (1, 1, first.verdict) == (first.exit_code, second.exit_code, second.verdict)
    assert (True, None, 0.0) == (again.age_s is not None, check.age_s, again.seconds)


def test_an_edit_runs_what_reads_the_file(root: Path) -> None:
    """A text file concerns the compiler's gates alone, a source all; limits of processes concern none."""
    climb(root, *QUICK)
    write(root, {"notes.txt": "2"})
    text = climb(root, *QUICK, jobs=1)
    write(root, {"src/lib.rs": LIB + "\n"})
    source = climb(root, *QUICK, jobs=2)

    assert ({"check"}, {"fmt"}) == (ran(text), cached(text))
    assert {"fmt", "check"} == ran(source)


def test_tests_are_remembered_and_run_again_for_another_variable(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test may read any variable; the terminal's do not count."""
    first = climb(root, "test")
    monkeypatch.setenv("COLUMNS", "77")
    second = climb(root, "test")
    monkeypatch.setenv("DATABASE_URL", "other")
    third = climb(root, "test")

    assert ({"test"}, {"test"}, {"test"}) == (ran(first), cached(second), ran(third))
    assert row(first, "test").tests == row(second, "test").tests != ()


def test_going_back_finds_the_old_verdicts(root: Path) -> None:
    """Several are kept of each gate: the verdict fits the bytes that are there, in either direction."""
    seen = []
    for text in (LIB, BROKEN, LIB, BROKEN):
        write(root, {"src/lib.rs": text})
        report = climb(root, "check")
        seen.append((brief(report, "check")["check"], cached(report)))

    assert [("passed", set()), ("failed", set()), ("passed", {"check"}), ("failed", {"check"})] == seen


def test_the_lock_that_the_first_run_makes_is_no_change(tmp_path: Path) -> None:
    """Without a Cargo.lock the first gate writes one; the second run has nothing to do all the same."""
    root = package(tmp_path)

    first, second = climb(root, *QUICK), climb(root, *QUICK)

    assert (root / "Cargo.lock").exists()
    assert ((), {"fmt", "check"}) == (first.notes, cached(second))


def test_what_decided_nothing_is_asked_again(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Cargo that gives no reason for its end is inconclusive, each time; a verdict of before is forgotten."""
    climb(root, "check")
    path = tmp_path / "bin"
    flag = tmp_path / "flag"
    script = f'[ -e "{flag}" ] && [ "$1" = check ] && exit 101\nexec "{real("cargo")}" "$@"'
    program(path, "cargo", script)
    monkeypatch.setenv("PATH", str(path), prepend=":")

    well = climb(root, "check")
    flag.touch()
    broken = [climb(root, "check", use_cache=False), climb(root, "check")]
    flag.unlink()

    assert "passed" == brief(well, "check")["check"]
    assert ["inconclusive: tool-error"] * 2 == [brief(one, "check")["check"] for one in broken]
    assert [{"check"}] * 2 == [ran(one) for one in broken]
    assert {"check"} == ran(climb(root, "check"))


def test_no_cache_runs_and_refreshes(root: Path) -> None:
    """Every gate runs, and the verdict of this run is the one that is remembered."""
    climb(root, *QUICK)
    anew = climb(root, *QUICK, use_cache=False)
    later = climb(root, *QUICK)

    assert ({"fmt", "check"}, {"fmt", "check"}) == (ran(anew), cached(later))
    kept = [json.loads(path.read_bytes().partition(b"\n")[2]) for path in verdicts(root, "check")]
    assert [anew.run_id] == [one["run_id"] for one in kept]


def test_no_cache_remembers_where_nothing_was(root: Path) -> None:
    """Refreshing is keeping, too."""
    climb(root, "check", use_cache=False)

    assert {"check"} == cached(climb(root, "check"))


@pytest.mark.parametrize("back", [False, True], ids=["left", "taken-back"])
def test_a_file_that_is_written_while_gates_run(root: Path, back: bool) -> None:
    """Nobody knows which of both the gate saw, also when the old bytes are back at the end: nothing is kept."""
    test = 'use std::fs;\n#[test]\nfn writes() {\n    fs::write("notes.txt", "2").unwrap();\n    {}\n}\n'
    test = test.replace("{}", 'fs::write("notes.txt", "1").unwrap();' if back else "")
    write(root, {"tests/it.rs": test})

    first, second = climb(root, "fmt", "test"), climb(root, "fmt", "test")

    assert "passed" == brief(first, "test")["test"]
    assert ("notes.txt was written while the gates ran: the verdict of test is not remembered",) == first.notes
    assert ({"test"}, {"fmt"}) == (ran(second), cached(second))


def test_a_forged_verdict_is_not_believed(root: Path, tmp_path: Path) -> None:
    """Neither a changed one, nor one that was signed for another folder: the gate runs, and is red."""
    twin = tmp_path / "twin"
    climb(root, "check")
    shutil.copytree(root, twin, ignore=shutil.ignore_patterns("target"))
    copied = climb(twin, "check")
    assert [path.name for path in verdicts(root, "check")] == [path.name for path in verdicts(twin, "check")]
    write(root, {"src/lib.rs": BROKEN})
    climb(root, "check")
    for path in verdicts(root, "check"):
        path.write_bytes(path.read_bytes().replace(b'"failed"', b'"passed"'))
    forged = climb(root, "check")

    assert {"check"} == ran(copied)
    assert ({"check"}, "failed") == (ran(forged), brief(forged, "check")["check"])


def test_a_log_that_is_gone_is_not_named(root: Path) -> None:
    """The verdict stands without it."""
    first = climb(root, "check")
    (root / str(row(first, "check").log)).unlink()
    second = climb(root, "check")

    assert ({"check"}, None) == (cached(second), row(second, "check").log)


def test_a_remembered_failure_stops_early_too(root: Path) -> None:
    """With `--fail-fast` the gates that would have to run are blocked, as they are when the gate fails anew."""
    write(root, {"src/lib.rs": LIB.replace("a + b", "a  +  b")})
    first = climb(root, *QUICK, fail_fast=True, jobs=1)
    write(root, {"notes.txt": "2"})
    second = climb(root, *QUICK, fail_fast=True)

    assert "failed" == brief(first, "fmt")["fmt"]
    assert {"fmt": "failed", "check": "skipped: blocked"} == brief(second, *QUICK)
    assert (1, {"fmt"}) == (second.exit_code, cached(second))


def test_words_on_the_tests_of_both_runners_are_said_once(root: Path) -> None:
    """What `nextest` is told about `test` belongs to the run, not to what is remembered."""
    write(root, {"tests/it.rs": "#[test]\n#[ignore]\nfn slow() {}\n"})
    first, second = climb(root, "test", "nextest"), climb(root, "test", "nextest")

    assert {"test", "nextest"} == cached(second)
    assert row(first, "nextest").detail == row(second, "nextest").detail


def test_a_state_that_cannot_be_kept_is_a_note(root: Path) -> None:
    """A link where verdicts should lie: the ladder is climbed, and the report says what is not remembered."""
    elsewhere = root.parent / "elsewhere"
    elsewhere.mkdir()
    (root / ".ferrule").mkdir()
    (root / ".ferrule" / FOLDER).write_text("in the way")

    report = climb(root, *QUICK)

    assert {"fmt": "passed", "check": "passed"} == brief(report, *QUICK)
    assert any("remembered" in note and FOLDER in note for note in report.notes), report.notes


@pytest.mark.skipif(bool(sandbox_refusal()), reason="no namespaces on this machine")
@pytest.mark.sandbox
def test_a_sandbox_is_another_input(root: Path) -> None:
    """What passed in the open is not proved in the sandbox."""
    climb(root, "check")

    assert {"check"} == ran(climb(root, "check", sandboxed=True))


def verdicts(root: Path, gate: str) -> list[Path]:
    """Give the files with the remembered verdicts of a gate."""
    return sorted((root / ".ferrule" / FOLDER / gate).glob("*.json"))
