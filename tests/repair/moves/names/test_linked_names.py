"""Paths and members of other crates: the own library seen from a test, and a dependency from its sources."""

from pathlib import Path

import pytest

from ferrule.facts.fix import FixVerdict, Testing
from flow.fix.crates import MARKS, repaired
from workspaces import manifest, package, write

pytestmark = MARKS
LIB = """pub mod shapes;
mod inner;
pub use inner::deep::*;
pub struct Size { pub width: u32, height: u32 }
impl Size {
    pub fn new(width: u32, height: u32) -> Self { Self { width, height } }
    pub fn height(&self) -> u32 { self.height }
}
#[derive(Default)]
pub struct Options { pub verbose: bool, pub depth: usize, pub name: String }
"""
FILES = {
    "src/lib.rs": LIB,
    "src/shapes.rs": "pub fn area(one: u32, other: u32) -> u32 { one * other }\npub mod flat { pub struct Disc; }\n",
    "src/inner.rs": "pub mod deep { pub struct Deep; pub fn dive() -> u8 { 3 } }\n",
}


@pytest.mark.parametrize("dependency", [False, True])
@pytest.mark.parametrize(
    ("test", "right"),
    [
        ("use demo::flat::Disc;\n#[test]\nfn it() { let _ = Disc; }\n", "use demo::shapes::flat::Disc;"),
        ("use demo::shapes::flat::Dics;\n#[test]\nfn it() { let _: Option<Dics> = None; }\n", "flat::Disc"),
        ("#[test]\nfn it() { assert_eq!(3, demo::inner::dive()); }\n", "demo::dive()"),
        ("use demo::Size;\n#[test]\nfn it() { assert_eq!(2, Size::new(1, 2).height); }\n", "Size::new(1, 2).height()"),
        ("use demo::Size;\n#[test]\nfn it() { let s = Size { width: 1, height: 2 }; assert_eq!(1, s.width); }\n",
         "Size::new(1, 2)"),
        ("use demo::Options;\n#[test]\nfn it() { let o = Options { verbose: true }; assert!(o.verbose); }\n",
         "Options { verbose: true, ..Default::default() }"),
    ],
)  # fmt: skip
def test_what_another_crate_has(tmp_path: Path, test: str, right: str, *, dependency: bool) -> None:
    """A path is completed, an accessor and a constructor are found, as well in a library outside of the workspace."""
    if dependency:
        write(tmp_path / "far", {"Cargo.toml": manifest("demo") + "[workspace]\n", **FILES})
        more = f'[dependencies]\ndemo = {{ path = "{tmp_path / "far"}" }}\n'
        files = {"Cargo.toml": manifest("user") + more, "src/lib.rs": "", "tests/it.rs": test}
        root = write(tmp_path / "ws", files)
    else:
        root = package(tmp_path / "ws", {**FILES, "tests/it.rs": test})
    report = repaired(root, tests=Testing.AFFECTED)
    text = (root / "tests/it.rs").read_text()
    assert report.verdict is FixVerdict.FIXED, [one.finding.message for one in report.incidents]
    assert right in text
