"""`ferrule fix --failing-tests` tells how a test fails: alone or not, each time or not, by hanging or dying."""

from pathlib import Path

import pytest

from ferrule.facts.failing import Cause, ChangedFile, Ending, Looking, Role
from ferrule.facts.fix import FixVerdict
from flow.failing.pasts import WRONG, cases, commit, look, told, two
from workspaces import write

pytestmark = pytest.mark.cargo
COUNT = """let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("count");
    let seen: u8 = std::fs::read_to_string(&file).map_or(0, |text| text.parse().unwrap());
    std::fs::write(&file, (seen + 1).to_string()).unwrap();
    assert_eq!(1, seen % 2);"""
STATE = "use std::sync::atomic::{AtomicU8, Ordering::SeqCst};\nstatic STATE: AtomicU8 = AtomicU8::new(0);\n"
READS = "std::thread::sleep(std::time::Duration::from_millis(400));\n    assert_eq!(0, STATE.load(SeqCst));"
SETS = {"a_sets": "STATE.store(1, SeqCst);"}
HANGS = "loop { std::thread::sleep(std::time::Duration::from_secs(1)) }"


def test_flaky(tmp_path: Path) -> None:
    """A test that fails every other time is flaky, as often as it failed; no revision is called good."""
    root = two(tmp_path, tests=cases({"flaky": COUNT}))
    commit(root)

    test = told(look(root, Looking(reruns=3)))["flaky"]

    assert (True, 2, 4, Ending.PASSED) == (test.flaky, test.failures, test.runs, test.alone)
    assert (Cause.UNKNOWN, "it passes now and then, so no revision can be told to be good") == (test.cause, test.why)


def test_once_and_never_again(tmp_path: Path) -> None:
    """A test that fails in the first run only is flaky, too."""
    root = two(tmp_path, tests=cases({"once": COUNT.replace("assert_eq!(1, seen % 2)", "assert!(seen > 0)")}))

    test = told(look(root))["once"]

    assert (True, 0, 2, False) == (test.flaky, test.failures, test.runs, test.needs_others)
    assert ["alone", "again", "together"] == [one.what for one in test.evidence]


def test_shared_state(tmp_path: Path) -> None:
    """A test that passes alone and fails beside another is traced in the way in which it fails."""
    root = two(tmp_path, tests=cases({"b_reads": READS}, STATE))
    good = commit(root)
    bad = commit(root, {"apart/tests/it.rs": cases(SETS | {"b_reads": READS}, STATE)})

    test = told(look(root))["b_reads"]

    assert (True, False, Ending.PASSED, 0) == (test.needs_others, test.flaky, test.alone, test.failures)
    assert "cargo test --workspace --test it --no-fail-fast" == test.reproduce
    assert (Cause.TEST_CHANGED, good, bad) == (test.cause, test.good, test.bad)
    assert (ChangedFile("apart/tests/it.rs", Role.TEST),) == test.changed


@pytest.mark.parametrize("threads", ["1", "2"])
def test_hanging(tmp_path: Path, threads: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that runs into the limit is found though its program told nothing of it; what was not run is said."""
    monkeypatch.setenv("RUST_TEST_THREADS", threads)
    root = two(tmp_path, WRONG, cases({"hangs": HANGS, "quick": ""}))

    report = look(root, Looking(reruns=0), timeout_s=6.0)

    test = told(report)["hangs"]
    assert {"hangs"} == set(told(report))
    assert (Ending.TIMED_OUT, 1, False) == (test.alone, test.failures, test.flaky)
    assert "hangs: runs into the time limit" == report.incidents[0].finding.message
    assert "the tests were ended at their time limit of 6 s, in apart::it: what follows was not run" in report.notes


def test_dying(tmp_path: Path) -> None:
    """Of a program that dies the guilty test is found by running each alone; a harness of one's own is one test."""
    root = two(tmp_path, tests=cases({"dies": "std::process::abort()", "lives": ""}))
    own = '[[test]]\nname = "own"\nharness = false\n'
    write(
        root,
        {"low/Cargo.toml": (root / "low/Cargo.toml").read_text() + own, "low/tests/own.rs": "fn main() { panic!() }"},
    )

    found = told(look(root, Looking(reruns=0)))

    assert {"dies", ""} == set(found)
    assert ("apart", "test it", Ending.FAILED) == (found["dies"].package, found["dies"].target, found["dies"].alone)
    assert ("low", "test own", Ending.FAILED) == (found[""].package, found[""].target, found[""].alone)
    assert "cargo test --workspace --test own --no-fail-fast" == found[""].reproduce


def test_what_does_not_compile(tmp_path: Path) -> None:
    """Packages that compile are tested, the others are named with what to do; where none does, nothing was run."""
    root = two(tmp_path, "fn f() -> u8 { missing }", cases({"fails": "panic!()"}))

    part = look(root, Looking(reruns=0))
    write(root, {"apart/src/lib.rs": "fn f() -> u8 { missing }"})
    none = look(root)

    note = "not tested, since they do not compile: low; run `ferrule fix` first"
    assert ({"fails"}, 1, True) == (set(told(part)), part.exit_code, note in part.notes)
    assert ((), 1, FixVerdict.UNFIXED) == (none.incidents, none.exit_code, none.verdict)
    assert "not tested, since they do not compile: apart, low; run `ferrule fix` first" in none.notes


def test_nothing_fails(tmp_path: Path) -> None:
    """Where every test passes the run is clean; that there are none is said."""
    root = two(tmp_path)
    clean = look(root)
    write(root, {"low/src/lib.rs": ""})
    empty = look(root)

    (root / ".ferrule/edits/cut").mkdir(parents=True)
    half = look(root)

    assert "the edits of run cut were cut short" in half.notes[0]
    assert (root / ".ferrule/edits/cut").exists()
    assert (0, FixVerdict.CLEAN, (), ()) == (clean.exit_code, clean.verdict, clean.incidents, clean.notes)
    assert (clean.tests.passed, clean.tests.failed) == (2, 0) if clean.tests else False
    assert (0, ("the packages that were tested have no tests",)) == (empty.exit_code, empty.notes)
