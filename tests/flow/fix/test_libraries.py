"""A test or a program does not compile because its library lacks something: the library is mended (P05)."""

import subprocess
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ferrule.facts.reading import Reading
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Workspace
from ferrule.flow import layers
from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.unit import How, Rechecked
from flow.fix.crates import FAULT, MARKS, mended, tree
from ladder import ferrule_json
from workspaces import manifest, members, package, write

pytestmark = MARKS
AREA = "pub fn area(width: u32, height: u32) -> u32 {\n    width * height\n}\npub fn one() -> u32 {\n    1\n}\n"
AREA_TEST = "#[test]\nfn area() {\n    assert_eq!(demo::area(2, 3), 6 * demo::one());\n}\n"
SIZE = """pub struct Size {
    width: u32,
}
impl Size {
    pub fn new(width: u32) -> Self {
        Self { width }
    }
    pub fn doubled(&self) -> Self {
        Self::new(2 * self.width)
    }
}
"""
SIZE_TEST = """use demo::Size;
#[test]
fn doubled() {
    assert_eq!(Size::new(2).doubled(), Size::new(4));
}
"""


def _fixed(root: Path) -> dict[str, Any]:
    code, report = ferrule_json(root, "fix", "--tests", "none", "--max-level", "1")
    assert (code, report["verdict"]) == (0, "fixed"), report
    return report


@pytest.mark.parametrize("is_fresh", [False, True])
def test_a_private_function_that_a_test_calls(tmp_path: Path, is_fresh: bool) -> None:
    """`pub` comes back, whether Cargo has to compile the library in this run or has done it before."""
    root = package(tmp_path, {"src/lib.rs": AREA.replace("pub fn area", "fn area"), "tests/it.rs": AREA_TEST})
    if is_fresh:
        subprocess.run(("cargo", "check", "--all-targets", "--keep-going"), cwd=root, capture_output=True, check=False)
    _fixed(root)
    assert (root / "src/lib.rs").read_text() == AREA
    assert (root / "tests/it.rs").read_text() == AREA_TEST


def test_a_private_associated_function_of_two_targets(tmp_path: Path) -> None:
    """The program and the test need it: one edit answers both."""
    main = 'fn main() {\n    demo::Size::new(1).doubled();\n    println!("done");\n}\n'
    test = "#[test]\nfn it() {\n    demo::Size::new(1).doubled();\n}\n"
    root = package(tmp_path, {"src/lib.rs": SIZE.replace("pub fn new", "fn new"), "src/main.rs": main})
    write(root, {"tests/it.rs": test})
    report = _fixed(root)
    assert (root / "src/lib.rs").read_text() == SIZE
    assert {one["code"] for one in report["incidents"]} == {"E0624"}


def test_a_type_that_a_test_compares_and_shows(tmp_path: Path) -> None:
    """The library's type derives what `assert_eq!` needs."""
    root = package(tmp_path, {"src/lib.rs": SIZE, "tests/it.rs": SIZE_TEST})
    _fixed(root)
    mended = (root / "src/lib.rs").read_text()
    assert mended.removesuffix(SIZE) in {"#[derive(Debug, PartialEq)]\n", "#[derive(PartialEq, Debug)]\n"}


def test_a_library_behind_another_one(tmp_path: Path) -> None:
    """What lies between the edited library and the test is compiled anew too."""
    root = members(tmp_path, {"low": "", "mid": '[dependencies]\nlow = { path = "../low" }\n'})
    write(root, {"low/src/lib.rs": SIZE, "mid/src/lib.rs": "pub use low::Size;\n"})
    write(root, {"mid/tests/it.rs": SIZE_TEST.replace("demo", "mid")})
    _fixed(root)
    assert "PartialEq" in (root / "low/src/lib.rs").read_text().partition("struct")[0]


def test_an_edit_that_breaks_the_library_is_none(tmp_path: Path) -> None:
    """A trait that a field of the library's type cannot have is not derived: nothing is written."""
    library = f"type Hook = dyn Fn();\n{SIZE}".replace("width: u32,\n", "width: u32,\n    hook: Option<Box<Hook>>,\n")
    library = library.replace("{ width }", "{ width, hook: None }").replace(
        "2 * self", "self.hook.iter().count() as u32 * self"
    )
    test = '#[test]\nfn shown() {\n    println!("{:?}", demo::Size::new(2));\n}\n'
    root = package(tmp_path, {"src/lib.rs": library, "tests/it.rs": test})
    before = tree(root)
    _, report = ferrule_json(root, "fix", "--tests", "none", "--max-level", "1")
    assert (report["verdict"], report["applied"]) == ("unfixed", False)
    assert tree(root) == before


@pytest.mark.parametrize("place", ["vendor/other", "../other"])
def test_a_crate_outside_of_the_workspace_is_never_edited(tmp_path: Path, place: str) -> None:
    """Neither one beside the workspace nor one in its folder that is no member."""
    root = tmp_path / "demo"
    write(root / place, {"Cargo.toml": manifest("other"), "src/lib.rs": AREA.replace("pub fn area", "fn area")})
    lines = f'[dependencies]\nother = {{ path = "{place}" }}\n[workspace]\nexclude = ["vendor"]\n'
    package(root, {"tests/it.rs": AREA_TEST.replace("demo::", "other::")}, lines)
    before = tree(tmp_path)
    _, report = ferrule_json(root, "fix", "--tests", "none", "--max-level", "1")
    assert (report["verdict"], report["applied"]) == ("unfixed", False)
    assert tree(tmp_path) == before


def test_a_library_that_was_broken_itself(tmp_path: Path) -> None:
    """Its own error is answered first; what the test lacks then is answered against the library as it is by then."""
    root = package(tmp_path, {"src/lib.rs": FAULT + AREA.replace("pub fn area", "fn area"), "tests/it.rs": AREA_TEST})
    _fixed(root)
    assert (root / "src/lib.rs").read_text() == mended(FAULT.encode()).decode() + AREA


def test_the_time_that_is_left_holds_for_recording_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole check that tells of fresh libraries ends with the run, and does not begin after it."""
    seen: list[CheckOptions] = []

    def checked(_: Workspace, __: Changes, ___: Path, options: CheckOptions) -> Rechecked:
        seen.append(options)
        return Rechecked(Reading(), True, 0.0, How.NAMESPACE)

    monkeypatch.setattr(layers, "recheck", checked)
    here = SimpleNamespace(scratch=tmp_path, workspace=None)
    terms = Terms(cancel=threading.Event())
    for left in (-1.0, 100.0, 10_000.0):
        until, bench = time.monotonic() + left, SimpleNamespace(terms=terms)
        search = SimpleNamespace(here=here, until=until, bench=bench, options=CheckOptions())
        assert layers._units(cast("layers.Search", search), {}) == []

    assert [90 < one.timeout_s <= most for one, most in zip(seen, (100.0, 900.0), strict=True)] == [True, True]
    assert all(one.cancel is terms.cancel and one.anew for one in seen)
