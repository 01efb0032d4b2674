"""One fault from end to end: broken, repaired, tested, and every byte as before."""

from pathlib import Path

import pytest
from bench.repair.crates import Copy, Crate
from bench.repair.faults import Fault
from bench.repair.mutations.catalog import Site
from bench.repair.mutations.mutation import Splice
from bench.repair.oracle import TIMEOUT_S, run_tests
from bench.repair.trial import Case, Outcome, tried

pytestmark = [pytest.mark.cargo, pytest.mark.sandbox]
MANIFEST = '[package]\nname = "example"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n'
SOURCE = b"""pub fn length() -> u8 { 2 }
pub fn lengths() -> u8 { 3 }
pub fn total() -> u8 { lengths() + 1 }
#[test]
fn is_four() { assert_eq!(4, total()); }
"""


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Give a crate with two functions of similar names, and a test that knows which of them is called."""
    (tmp_path / "src").mkdir()
    (tmp_path / "Cargo.toml").write_text(MANIFEST)
    (tmp_path / "src/lib.rs").write_bytes(SOURCE)
    return Copy(Crate("example", "0.0.0"), tmp_path, {tmp_path / "src/lib.rs": SOURCE})


def case_of(copy: Copy, name: bytes) -> Case | None:
    """Try the fault that another name stands where `lengths` is called."""
    at = SOURCE.index(b"lengths() +")
    site = Site("typo", 3, Splice(at, at + len(b"lengths"), name))
    return tried(copy, run_tests(copy.root, TIMEOUT_S), Fault(copy.root / "src/lib.rs", site))


def test_a_right_repair_gives_the_original_back(copy: Copy) -> None:
    """The nearest name is the right one."""
    case = case_of(copy, b"lengthss")

    assert case is not None
    assert (Outcome.TESTED, True, ("E0425",)) == (case.outcome, case.exact, case.codes)
    assert {} == copy.changed()


def test_a_wrong_repair_is_seen_and_held_back(copy: Copy) -> None:
    """The nearest name is the wrong one: it compiles, a test fails, and ferrule with tests does not apply it."""
    case = case_of(copy, b"lengh")

    assert case is not None
    assert (Outcome.WRONG, False, True) == (case.outcome, case.exact, case.by_default is not Outcome.WRONG)
    assert "is_four" in case.note
    assert {} == copy.changed()


def test_what_compiles_is_no_fault(copy: Copy) -> None:
    """Another function of the same type is no error of the compiler's."""
    assert case_of(copy, b"length") is None
    assert {} == copy.changed()
