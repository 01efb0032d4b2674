"""A fault in a copy of its own: the good state is committed, and what becomes of the broken one is judged by tests."""

import subprocess
from pathlib import Path

import pytest
from bench.escalation.acceptance import Outcome, judged
from bench.escalation.faults.fault import Fault, Kind, Splice
from bench.escalation.planting import Planted, planted
from bench.escalation.run import Asked, Went
from bench.repair.crates import Crate

pytestmark = pytest.mark.cargo
MANIFEST = '[package]\nname = "example"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n'
SOURCE = "pub fn two() -> u8 { 2 }\npub fn four() -> u8 { two() + two() }\n"
TEST = "#[test]\nfn is_four() { assert_eq!(4, example::four()); }\n"
NOTHING = Went("waiting", {}, (), (), "", 1.0)
ASKED = Went("waiting", {}, (), (Asked("I-1", 2, 1),), "", 1.0)


def fault(new: str, kind: Kind = Kind.SIMPLE) -> Fault:
    """Give the fault that something else stands where `two` is called first."""
    added = (Splice("tests/four.rs", "", TEST),)
    return Fault(
        "name", kind, Crate("example", "0.0.0"), "a name", (Splice("src/lib.rs", "{ two() +", f"{{ {new}() +"),), added
    )


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Give a crate that was published without tests."""
    root = tmp_path / "first"
    (root / "src").mkdir(parents=True)
    (root / "Cargo.toml").write_text(MANIFEST)
    (root / "src/lib.rs").write_text(SOURCE)
    return root


def test_a_fault_is_planted_on_a_committed_good_state(tmp_path: Path, first: Path) -> None:
    """Git knows the good state with what was added, and only the fault differs from it."""
    one = planted(fault("tow"), first, tmp_path / "copy")
    changed = subprocess.check_output(("git", "status", "--short"), cwd=one.root, text=True)

    assert (("E0425",), " M src/lib.rs\n") == (one.codes, changed)
    assert 1 == sum(one.good.passed.values())


def test_what_compiles_is_no_fault(tmp_path: Path, first: Path) -> None:
    """A planted text that compiles ends the run."""
    with pytest.raises(AssertionError, match="the fault compiles"):
        planted(fault("four"), first, tmp_path / "copy")


def test_a_copy_is_judged_by_its_tests(tmp_path: Path, first: Path) -> None:
    """What does not compile waits or is unhandled; what compiles is right when all tests pass, and a choice is not."""
    one = planted(fault("tow"), first, tmp_path / "copy")
    chosen = Planted(fault("tow", Kind.DECISION), one.root, one.good, one.codes)
    source = one.root / "src/lib.rs"

    assert (Outcome.UNHANDLED, Outcome.WAITING) == (judged(one, NOTHING)[0], judged(one, ASKED)[0])
    source.write_text(SOURCE.replace("{ two() +", "{ 1 +"))
    assert Outcome.WRONG is judged(one, NOTHING)[0]
    source.write_text(SOURCE)
    assert (Outcome.RIGHT, Outcome.WRONG) == (judged(one, NOTHING)[0], judged(chosen, NOTHING)[0])
