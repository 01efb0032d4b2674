"""What is known of a crate, of its own library and of its dependencies, as Cargo really links them (P05)."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Finding, Level, Spot
from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.record import record
from ferrule.repair.compile.unit import Unit
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate import crate_of
from ferrule.repair.moves.crate_index import known_items, linked_items, placed_items
from ferrule.repair.moves.text import Text
from ferrule.workspace.reading import read_both
from workspaces import manifest, package, write

LIB = """pub mod shapes;
pub struct Size { pub width: u32, height: u32 }
impl Size {
    pub fn height(&self) -> u32 { self.height }
}
"""
SPOT = Spot("tests/it.rs", 0, 0, "", primary=True)
TEST = """use demo::Size;
#[test]
fn it() {
    let size: Size = helper::size();
    assert_eq!(size.hight, 1);
}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A package with a test that does not compile, and a dependency outside of the workspace."""
    more = f'[dependencies]\nhelper = {{ path = "{tmp_path / "far away"}" }}\n'
    write(
        tmp_path / "far away",
        {"Cargo.toml": manifest("helper") + "[workspace]\n", "src/lib.rs": "mod deep;\npub use deep::Deep;\n",
         "src/deep.rs": "pub struct Deep { pub level: u8 }\n#[derive(Default)]\nstruct Hidden;\n"},
    )  # fmt: skip
    files = {"src/lib.rs": LIB, "src/shapes.rs": "pub fn area() -> u32 { 1 }\n", "tests/it.rs": TEST}
    return package(tmp_path / "ws", files, more)


def _unit(root: Path) -> Unit:
    workspace, _ = read_both(root)
    recording = record(workspace, root / "scratch", CheckOptions())
    [report] = recording.broken
    return report.unit


def _case(root: Path, unit: Unit, words: str) -> Case:
    crate = crate_of(unit)
    assert crate.main is not None
    source = crate.main.read_bytes()
    error = Finding("rustc", "E0609", Level.ERROR, words, "tests/it.rs")
    return Case(error, Text("tests/it.rs", crate.main, source), SPOT, crate, root, {}, (error,), lambda *_: ())


def test_a_test_knows_its_library_and_the_dependencies(root: Path) -> None:
    """Root files are found by the notes that rustc left; items have the paths by which the test names them."""
    unit = _unit(root)
    crate = crate_of(unit)
    assert dict(crate.linked) == {
        "demo": root / "src/lib.rs", "helper": root.parent / "far away/src/lib.rs",
    }  # fmt: skip
    assert set(crate.externs) == {"demo", "helper"}
    case = _case(root, unit, "no field `hight` on type `Size`")
    found = {one.path for one in linked_items(case)}
    assert {"demo::Size", "demo::shapes::area", "helper::deep::Deep"} <= found
    assert [one.path for one in placed_items(case)] == ["crate::it"]
    assert {one.path for one in known_items(case)} == found | {"crate::it"}


def test_what_nobody_speaks_of_is_not_read(root: Path) -> None:
    """Only the crates that the error or its file names are looked into."""
    write(root, {"tests/it.rs": TEST.replace("helper::size()", "todo()")})
    case = _case(root, _unit(root), "no field `hight` on type `Size`")
    assert {one.crate for one in linked_items(case)} == {"demo"}


def test_without_the_notes_of_the_compiler_nothing_is_known(root: Path) -> None:
    """A folder of results that lost its notes gives no index, and no fault."""
    unit = _unit(root)
    for notes in (root / "target").rglob("*.d"):
        notes.unlink()
    assert crate_of(unit).linked == ()
