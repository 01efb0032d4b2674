"""`ferrule fix FILE`: only what was chosen is repaired, and each run is taken back by itself."""

from pathlib import Path

import pytest

from ladder import ferrule
from workspaces import package

pytestmark = pytest.mark.cargo

FAULT = "/// Counts.\npub fn count() -> usize {\n    let v = Vec::new();\n    v.push(1u8);\n    v.len()\n}\n"
MENDED = FAULT.replace("let v", "let mut v")
FILES = {"src/lib.rs": "pub mod a;\npub mod b;\npub mod c;\n"} | {f"src/{name}.rs": FAULT for name in "abc"}


def texts(root: Path) -> str:
    """Give for each module `o` where it is the old one, `n` where it is the new one, else `?`."""
    found = ((root / f"src/{name}.rs").read_text() for name in "abc")
    return "".join({FAULT: "o", MENDED: "n"}.get(text, "?") for text in found)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with three faulty modules."""
    return package(tmp_path, FILES)


def test_runs_are_taken_back_in_turn(root: Path) -> None:
    """Three runs, three times `undo`, the newest first; a fourth time has nothing to do and says so."""
    seen = []
    for name in "abc":
        ferrule(root, "fix", f"src/{name}.rs", "--tests", "none")
        seen.append(texts(root))
    ends = []
    for _ in range(4):
        done = ferrule(root, "undo")
        ends.append((done.returncode, texts(root)))

    assert ["noo", "nno", "nnn"] == seen
    assert [(0, "nno"), (0, "noo"), (0, "ooo"), (2, "ooo")] == ends
    assert "error: the edits of every run are undone already" in done.stderr
