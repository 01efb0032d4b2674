"""Whose words are whose: a library and its test copy say the same, and not always with the same suggestions."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Level
from ferrule.repair.compile.unit import UnitReport
from repair.compile.recorded import errors, recording
from workspaces import package

pytestmark = pytest.mark.cargo
NO_STD = """#![no_std]
#[cfg(test)]
extern crate std;
/// Takes one.
pub fn first(_: Ordering) {}
/// Takes another.
pub fn second(_: Ordering) {}
"""


def reports(root: Path, text: str) -> list[UnitReport]:
    """Record a package with this library; the library first, then its test copy."""
    found = recording(package(root, {"src/lib.rs": text})).reports
    return sorted(found, key=lambda report: report.unit.is_test)


def test_both_copies_have_an_error_that_came_twice(tmp_path: Path) -> None:
    """In a crate without `std` the test copy is offered other paths: each unit has all errors and all offers."""
    library, tests = reports(tmp_path, NO_STD)

    assert ["E0425 src/lib.rs:5", "E0425 src/lib.rs:7"] == errors(library.findings) == errors(tests.findings)
    assert library.sure
    offered = {
        edit.replacement.strip() for finding in library.findings for one in finding.suggestions for edit in one.edits
    }
    assert "use core::cmp::Ordering;" in offered


def test_what_came_once_is_the_test_copys(tmp_path: Path) -> None:
    """Beside an error of both, one in test code: the reports say that this was a guess."""
    library, tests = reports(tmp_path, NO_STD + "#[cfg(test)]\nmod tests {\n    fn f(_: Missing) {}\n}\n")

    assert 2 == len([one for one in library.findings if one.level is Level.ERROR])
    assert 3 == len([one for one in tests.findings if one.level is Level.ERROR])
    assert not library.sure
