"""Two attempts, a time limit, a thousand errors: the limits hold, and what was left for them is told."""

from pathlib import Path

import pytest

from flow.fix.crates import FAULT, MARKS, is_left_alone, leftovers, mended, repaired, tree
from workspaces import package

pytestmark = MARKS

MANY = 1000
SURE = "pub fn f{0}() -> usize {{\n    let v = Vec::new();\n    v.push({0}u32);\n    v.len()\n}}\n"
HOPELESS = "pub fn f{0}() -> u8 {{\n    Vec::<u{1}>::new()\n}}\n"
STEPS = """pub struct Held(pub Vec<String>);
impl Held {
    pub fn name(&self) -> String {
        self.0[0]
    }
    pub fn wrong(&self) -> f32 {
        1.5f32 << 2
    }
}
"""


@pytest.mark.parametrize("attempts", [1, 2])
def test_attempts_are_counted(tmp_path: Path, attempts: int) -> None:
    """No error has more attempts than it may, and what failed is as if it had never been tried."""
    root = package(tmp_path, {"src/lib.rs": STEPS})

    report = repaired(root, attempts=attempts)

    left = [one for one in report.incidents if one.status == "open"]
    assert ("partly-fixed", 1) == (report.verdict, report.errors_after)
    assert [attempts] == [len(one.attempts) for one in left]
    assert {STEPS, STEPS.replace("self.0[0]", "self.0[0].clone()")} > {(root / "src/lib.rs").read_text()} - {STEPS}
    assert [] == leftovers(root)


def test_no_time(tmp_path: Path) -> None:
    """A search that may not begin leaves all as it is, and says that the time was used up."""
    root = package(tmp_path, {"src/lib.rs": FAULT})
    before = tree(root)

    report = repaired(root, budget_s=0.001)

    assert ("unfixed", before, []) == (report.verdict, tree(root), leftovers(root))
    assert "time" in " ".join([*report.notes, *(one.attempts[-1].result for one in report.incidents)])


def test_a_thousand_errors_that_are_sure(tmp_path: Path) -> None:
    """All of them are repaired at once, each at its place."""
    source = "".join(SURE.format(number) for number in range(MANY)).encode()
    root = package(tmp_path)
    (root / "src/lib.rs").write_bytes(source)

    report = repaired(root)

    assert ("fixed", MANY, 0) == (report.verdict, report.errors_before, report.errors_after)
    assert mended(source) == (root / "src/lib.rs").read_bytes()


def test_a_thousand_errors_without_hope(tmp_path: Path) -> None:
    """Each of them is told, nothing is changed, and it ends."""
    source = "".join(HOPELESS.format(number, 8 << number % 3) for number in range(MANY))
    root = package(tmp_path, {"src/lib.rs": source})
    before = tree(root)

    report = repaired(root, budget_s=20.0)

    assert ("unfixed", MANY, MANY) == (report.verdict, report.errors_before, report.errors_after)
    assert MANY == len({one.finding.line for one in report.incidents})
    assert (before, []) == (tree(root), leftovers(root))
    assert is_left_alone(root)
