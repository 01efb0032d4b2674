"""What Cargo says of a crate, read by the bench."""

from pathlib import Path

import pytest
from bench.repair.oracle import TIMEOUT_S, checked, run_tests

pytestmark = pytest.mark.cargo
MANIFEST = '[package]\nname = "example"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n'
SOURCE = """/// ```
/// assert_eq!(2, example::two());
/// ```
pub fn two() -> u8 { 2 }
#[cfg(test)]
mod tests {
    #[test]
    fn is_two() { assert_eq!(2, super::two()); }
    #[test]
    fn is_even() { assert_eq!(0, super::two() % 2); }
}
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Give the one file of a crate whose tests pass."""
    (tmp_path / "src").mkdir()
    (tmp_path / "Cargo.toml").write_text(MANIFEST)
    (tmp_path / "src/lib.rs").write_text(SOURCE)
    return tmp_path / "src/lib.rs"


def test_a_fault_is_told_by_its_code(source: Path) -> None:
    """A type mismatch makes the check fail, with the code of the error."""
    source.write_text(SOURCE.replace("{ 2 }", '{ "2" }'))
    broken = checked(source.parents[1])

    assert (False, ("E0308",)) == (broken.ok, broken.codes)


def test_a_lost_test_is_named(source: Path) -> None:
    """A change that compiles and is wrong loses the tests that it breaks, wherever the lines have moved to."""
    before = run_tests(source.parents[1], TIMEOUT_S)
    source.write_text("//! Moved.\n" + SOURCE.replace("{ 2 }", "{ 4 }"))
    after = run_tests(source.parents[1], TIMEOUT_S)

    assert (True, 3) == (before.ok, sum(before.passed.values()))
    assert not after.ok
    assert ["src/lib.rs - two", "tests::is_two"] == sorted(name.split(" ", 2)[-1] for name in before.lost(after))


def test_moved_lines_lose_nothing(source: Path) -> None:
    """A documentation test is the same test on another line."""
    before = run_tests(source.parents[1], TIMEOUT_S)
    source.write_text("//! Moved.\n" + SOURCE)

    assert () == before.lost(run_tests(source.parents[1], TIMEOUT_S))
