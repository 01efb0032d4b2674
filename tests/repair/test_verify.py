"""Tests judge a repair: what is new blocks, what failed before does not, and what was not run is said."""

from pathlib import Path

import pytest

from ferrule.facts.fix import TestTally
from ferrule.repair.verify import ground as grounds
from repair.judging import BAD, cases, committed, judge, needs_sandbox
from workspaces import LIB, package, write

WAYS = [pytest.param(True, marks=[needs_sandbox, pytest.mark.sandbox]), False]
pytestmark = [pytest.mark.cargo, pytest.mark.usefixtures("sandboxed")]
HANG = "loop { std::thread::sleep(std::time::Duration::from_secs(1)) }"


@pytest.fixture(params=WAYS, ids=["sandbox", "copy"])
def sandboxed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run each test in the sandbox, and in a copy as on a machine that has none."""
    if not request.param:
        monkeypatch.setattr(grounds, "sandbox_refusal", lambda: "none here")
    return bool(request.param)


def test_a_good_repair_stands(tmp_path: Path) -> None:
    """Unit and documentation tests run on the changed text; the user's files and target folder are not touched."""
    root = package(tmp_path / "demo", {"src/lib.rs": LIB + BAD})

    result = judge(root, {"src/lib.rs": LIB})

    assert (True, TestTally(2, 2, 0, timed_out=False), ()) == (result.stands, result.tested.tally, result.notes)
    assert {"Cargo.toml", "Cargo.lock", "src", ".ferrule"} == {path.name for path in root.iterdir()}
    assert LIB + BAD == (root / "src/lib.rs").read_text()


def test_a_new_failure_blocks_and_an_old_one_does_not(tmp_path: Path) -> None:
    """Of two failing tests the one that the last commit fails too is named and let through, by itself."""
    old, new = cases({"old": "panic!()", "new": "assert_eq!(3, demo::add(1, 2))"}), LIB.replace("a + b", "a - b + b")
    root = committed(package(tmp_path / "demo", {"tests/it.rs": old}))
    write(root, {"src/lib.rs": LIB + BAD})

    same, other = judge(root, {"src/lib.rs": LIB + "\n"}), judge(root, {"src/lib.rs": new})

    assert (True, 1) == (same.stands, same.tested.tally.failed)
    assert ("1 test fails at the last commit too, so this does not block: demo::it old",) == same.notes
    assert not other.stands
    assert "fails tests, so it is not applied: demo tests::adds" in other.notes[0]
    assert "demo::it new" in other.notes[0]
    assert same.notes == other.notes[1:]


def test_a_documentation_test_is_known_on_another_line(tmp_path: Path) -> None:
    """An example that fails at the last commit is the same one after a line was put before it."""
    wrong = LIB.replace("add(1, 2), 3", "add(1, 2), 4")
    root = committed(package(tmp_path / "demo", {"src/lib.rs": wrong}))
    write(root, {"src/lib.rs": wrong + BAD})

    result = judge(root, {"src/lib.rs": "//! More.\n\n" + wrong})

    assert (True, True) == (result.stands, result.notes[0].startswith("1 test fails at the last commit too"))


def test_without_an_earlier_revision_every_failure_blocks(tmp_path: Path) -> None:
    """No git, a commit that is broken as well, one that is the broken tree: that is said."""
    failing = {"src/lib.rs": LIB + BAD, "tests/it.rs": cases({"old": "panic!()"})}
    alone = package(tmp_path / "alone", failing)
    same = committed(package(tmp_path / "same", failing))
    worse = committed(package(tmp_path / "worse", failing | {"src/lib.rs": LIB + BAD + BAD}))
    write(worse, failing)

    results = [judge(root, {"src/lib.rs": LIB}) for root in (alone, same, worse)]

    unknown = "git knows no earlier revision of the sources to compare the tests with"
    unbuilt = "the tests of the last commit cannot be built either, so there is nothing to compare with"
    assert [False] * 3 == [result.stands for result in results]
    assert [unknown, unknown, unbuilt] == [result.notes[-1] for result in results]


def test_a_process_that_dies_is_a_failure(tmp_path: Path) -> None:
    """A binary that ends before its tests do has no failed test, and is no pass."""
    root = package(tmp_path / "demo", {"tests/it.rs": cases({"dies": "std::process::abort()", "lives": ""})})

    result = judge(root, {"src/lib.rs": LIB})

    assert not result.stands
    assert "demo::it: signal: 6" in result.notes[0]


def test_a_hanging_test_is_said_and_proves_nothing(tmp_path: Path) -> None:
    """Where there is nothing to compare with, a time-out is no failure and no pass."""
    root = package(tmp_path / "demo", {"tests/it.rs": cases({"hangs": HANG})})

    result = judge(root, {"src/lib.rs": LIB}, 3.0)

    assert (True, True, 0) == (result.stands, result.tested.tally.timed_out, result.tested.tally.failed)
    assert "the tests were ended at their time limit of 3 s: they prove nothing" == result.notes[0]


def test_a_hang_that_the_last_commit_has_not_blocks(tmp_path: Path) -> None:
    """The repaired function never comes back, the one of the last commit did; where both hang, nothing is proved."""
    root = committed(package(tmp_path / "demo"))
    write(root, {"src/lib.rs": LIB + BAD})
    hanging = LIB.replace("a + b", f"if a == 2 {{ {HANG} }}\n    a + b")

    now = judge(root, {"src/lib.rs": hanging}, 5.0)
    write(root, {"tests/it.rs": cases({"hangs": HANG})})
    both = judge(root, {"src/lib.rs": hanging}, 5.0)

    assert (False, True) == (now.stands, now.notes[0].startswith("the tests did not end within 5 s, those of the last"))
    assert (True, True) == (both.stands, both.notes[0].endswith("they prove nothing"))


def test_what_was_built_is_never_taken_for_another_text(tmp_path: Path) -> None:
    """The folder is kept from run to run; a change that is gone is not remembered, old as the file may be."""
    root = package(tmp_path / "demo", {"src/more.rs": ""})
    wrong = {"src/lib.rs": LIB.replace("a + b", "a - b")}

    seen = [judge(root, changes).stands for changes in ({}, wrong, {}, {"src/more.rs": "\n"}, wrong, {})]

    assert [True, False, True, True, False, True] == seen


def test_tests_that_cannot_be_built(tmp_path: Path) -> None:
    """What fails to build for another reason is said and does not block; what the last commit builds, does."""
    odd = 'fn main() { println!("cargo::rustc-link-arg=--no-such-thing=1"); }'
    alone = package(tmp_path / "alone", {"build.rs": odd})
    fine = committed(package(tmp_path / "fine", {"build.rs": "fn main() {}"}))
    write(fine, {"build.rs": odd})

    unbuilt, no_longer = judge(alone, {}), judge(fine, {})

    assert (True, 0) == (unbuilt.stands, unbuilt.tested.tally.run)
    assert unbuilt.notes[0].startswith("no test was run, since they could not be built: linking with")
    assert (False, True) == (no_longer.stands, "can be built at the last commit and no longer" in no_longer.notes[0])


def test_no_tests_are_no_proof(tmp_path: Path) -> None:
    """A package without tests is said to have none."""
    root = package(tmp_path / "demo", {"src/lib.rs": "pub fn f() {}"})

    assert ("the packages that were tested have no tests",) == judge(root, {}).notes
