"""Edits that rustc does not suggest, in a whole workspace: tests, examples, features, several files (P05)."""

from pathlib import Path
from typing import Any

from ferrule.facts.fix import FixVerdict, Testing
from ferrule.facts.workspace import Selection
from flow.fix.crates import MARKS, repaired
from workspaces import package, write

pytestmark = MARKS
LIB = """mod shapes;
pub use shapes::area;
pub struct Size {
    pub width: u32,
    pub height: u32,
}
impl Size {
    pub fn total(&self) -> u64 {
        area(self)
    }
}
"""
SHAPES = "use crate::Size;\npub fn area(size: &Size) -> u64 {\n    u64::from(size.width) * u64::from(size.height)\n}\n"


def _moves(root: Path, **more: Any) -> tuple[FixVerdict, set[str]]:
    report = repaired(root, **more)
    assert report.notes == () or all("failed on" not in note for note in report.notes)
    return report.verdict, {attempt.move for one in report.incidents for attempt in one.attempts}


def test_only_tests_are_broken(tmp_path: Path) -> None:
    """A test that forgets the `self` of its fixture's field is mended; the library is not touched."""
    test = """use demo::Size;
struct Fixture {
    size: Size,
}
impl Fixture {
    fn twice(&self) -> u64 {
        2 * size.total()
    }
}
#[test]
fn twice_the_area() {
    let size = Size { width: 2, height: 3 };
    assert_eq!(12, Fixture { size }.twice());
}
"""
    root = package(tmp_path, {"src/lib.rs": LIB, "src/shapes.rs": SHAPES, "tests/it.rs": test})
    report = repaired(root, tests=Testing.AFFECTED)
    assert report.verdict is FixVerdict.FIXED
    assert "2 * self.size.total()" in (root / "tests/it.rs").read_text()
    assert report.tests is not None
    assert report.tests.passed >= 1


def test_only_an_example_is_broken(tmp_path: Path) -> None:
    """A field that the example forgets is filled from the local of its name."""
    example = """use demo::Size;
fn main() {
    let width = 2;
    let height = 3;
    println!("{}", Size { width }.total() + 1);
    assert_eq!(height, 3);
}
"""
    root = package(tmp_path, {"src/lib.rs": LIB, "src/shapes.rs": SHAPES, "examples/show.rs": example})
    verdict, moves = _moves(root)
    assert verdict is FixVerdict.FIXED
    assert "Size { width, height }" in (root / "examples/show.rs").read_text()
    assert "fill-field" in moves


def test_only_under_a_feature(tmp_path: Path) -> None:
    """With the feature asked for, what it hides is repaired; without it there is nothing to do."""
    hidden = '#[cfg(feature = "extra")]\npub fn doubled(size: &Size) -> u64 {\n    size.totl() * 2\n}\n'
    root = package(tmp_path, {"src/lib.rs": LIB + hidden, "src/shapes.rs": SHAPES}, "[features]\nextra = []\n")
    assert repaired(root).verdict is FixVerdict.CLEAN
    verdict, _ = _moves(root, selection=Selection(features=("extra",)))
    assert verdict is FixVerdict.FIXED
    assert "size.total() * 2" in (root / "src/lib.rs").read_text()


def test_a_private_function_in_another_file(tmp_path: Path) -> None:
    """The file that is mended is not the one in which the error stands."""
    root = package(tmp_path, {"src/lib.rs": LIB.replace("pub use shapes::area;", "use shapes::area;")})
    write(root, {"src/shapes.rs": SHAPES.replace("pub fn", "fn")})
    verdict, moves = _moves(root)
    assert verdict is FixVerdict.FIXED
    assert moves == {"widen-visibility"}
    assert "pub(crate) fn area" in (root / "src/shapes.rs").read_text()
    assert (root / "src/lib.rs").read_text() == LIB.replace("pub use shapes::area;", "use shapes::area;")
