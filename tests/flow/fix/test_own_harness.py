"""Crates whose tests or benchmarks bring a harness of their own, as those of criterion do, are repaired like others."""

from pathlib import Path

import pytest

from ferrule.facts.fix import FixVerdict
from flow.fix.crates import FAULT, MARKS, mended, repaired
from workspaces import LIB, package

pytestmark = MARKS


@pytest.mark.parametrize("kind", ["bench", "test"])
def test_a_harness_of_ones_own(tmp_path: Path, kind: str) -> None:
    """Cargo calls it a test, and rustc is not told that it compiles one: the repair stands all the same."""
    more = f'[[{kind}]]\nname = "own"\npath = "own.rs"\nharness = false\n'
    source = LIB + FAULT
    root = package(tmp_path, {"src/lib.rs": source, "own.rs": "fn main() { assert_eq!(1, demo::count()) }\n"}, more)

    report = repaired(root)

    assert (FixVerdict.FIXED, 0) == (report.verdict, report.errors_after), report.notes
    assert mended(source.encode()) == (root / "src/lib.rs").read_bytes()
