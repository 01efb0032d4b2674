"""Statements that change their place arrive there: what compiles without them is not taken for needless."""

from pathlib import Path

from ferrule.facts.fix import FixVerdict, Testing
from flow.fix.crates import MARKS, repaired
from workspaces import package

pytestmark = MARKS
LIB = """pub struct Table {
    pub cells: Vec<u8>,
    pub sums: Vec<usize>,
}
impl Table {
    fn shift(&mut self, by: usize) {
        for sum in &mut self.sums {
            *sum += by;
        }
    }
    pub fn insert(&mut self, at: usize) {
        let cells = &self.cells;
        self.shift(at);
        for cell in cells {
            self.sums.push(usize::from(*cell));
        }
    }
}
"""


def test_a_moved_statement_is_not_lost(tmp_path: Path) -> None:
    """The crate compiles without the call that stands in the way; it is moved, and still made."""
    root = package(tmp_path, {"src/lib.rs": LIB})
    report = repaired(root, tests=Testing.NONE)
    text = (root / "src/lib.rs").read_text()
    assert report.verdict is FixVerdict.FIXED
    assert text.count("self.shift(at);") == 1
    assert sorted(text.split()) == sorted(LIB.split())
    assert text.index("self.shift(at);") < text.index("cells = &self.cells")


def test_of_two_roots_that_is_imported_from_which_is_used_most(tmp_path: Path) -> None:
    """A file that imports from `core` three times and from `std` once gets its import from `core`."""
    lib = (
        '#![no_std]\nextern crate std;\n#[cfg(feature = "none")]\nuse std::collections::HashMap;\n'
        "use core::fmt;\nuse core::hash::Hash;\npub fn f(a: &str, b: &str) -> Ordering { a.cmp(b) }\n"
        "pub fn g<H: Hash>(_: H) -> fmt::Result { Ok(()) }\n"
    )
    root = package(tmp_path, {"src/lib.rs": lib})
    assert repaired(root, tests=Testing.NONE).verdict is FixVerdict.FIXED
    assert "use core::cmp::Ordering;" in (root / "src/lib.rs").read_text()
