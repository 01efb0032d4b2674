"""What a repair does to the bytes of a file: the edit and nothing else, and back again."""

from pathlib import Path

import pytest

from ferrule.api import undo
from flow.fix.crates import FAULT, MARKS, changed, is_left_alone, leftovers, mended, repaired, tree
from workspaces import package

pytestmark = MARKS

BOM = b"\xef\xbb\xbf"
TEXT = FAULT.encode()
MAP = b"pub fn map() -> HashMap<u8, u8> {\n    HashMap::new()\n}\n"
USE = b"use std::collections::HashMap;\n\n"


def crlf(source: bytes) -> bytes:
    """Give a text with the line ends of Windows."""
    return source.replace(b"\n", b"\r\n")


SOURCES = {
    "plain": TEXT,
    "crlf": crlf(TEXT),
    "bom": BOM + TEXT,
    "bom-crlf": BOM + crlf(TEXT),
    "no-end": TEXT.rstrip(),
    "mixed-ends": b"//! Mixed.\r\n\n" + TEXT.replace(b"1u8);\n", b"1u8);\r\n"),
    "wide-letters": "//! Zoë, 数, 🦀.\n".encode() + TEXT.replace(b"let v", "/* 🦀é */ let v".encode()),
    "tabs-blanks": b"\n\n  \t\n" + TEXT.replace(b"    ", b"\t") + b" \n\n\n",
}


@pytest.mark.parametrize("name", SOURCES)
def test_only_the_edit_changes_a_file(tmp_path: Path, name: str) -> None:
    """Line ends, marks, blanks and modes stay to the byte, and an undo brings all of them back."""
    root = package(tmp_path)
    lib = root / "src/lib.rs"
    lib.write_bytes(SOURCES[name])
    lib.chmod(0o640 if "crlf" in name else 0o755)
    before = tree(root)

    report = repaired(root)
    after = tree(root)
    undo(root, None)

    mode, _ = before["src/lib.rs"]
    assert ("fixed", True) == (report.verdict, report.applied)
    assert {**before, "src/lib.rs": (mode, mended(SOURCES[name]))} == after
    assert (before, []) == (tree(root), leftovers(root))
    assert is_left_alone(root)


@pytest.mark.parametrize(("mark", "ends"), [(b"", bytes), (BOM, bytes), (b"", crlf), (BOM, crlf)])
def test_a_new_line_is_like_its_neighbours(tmp_path: Path, mark: bytes, ends: type[bytes]) -> None:
    """A line put in front of all comes after the mark of the file and ends as the others do."""
    root = package(tmp_path)
    (root / "src/lib.rs").write_bytes(mark + ends(MAP))

    report = repaired(root)

    assert "fixed" == report.verdict
    assert mark + ends(USE + MAP) == (root / "src/lib.rs").read_bytes()


def test_a_link_to_a_source_stays_a_link(tmp_path: Path) -> None:
    """Where a source is a link to another file of the workspace, that one is edited."""
    root = package(tmp_path, {"real.rs": FAULT})
    (root / "src/lib.rs").unlink()
    (root / "src/lib.rs").symlink_to("../real.rs")
    before = tree(root)

    report = repaired(root)

    assert ("fixed", {"real.rs"}) == (report.verdict, changed(before, tree(root)))


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    """The edit is shown, and the whole tree is as it was."""
    root = package(tmp_path, {"src/lib.rs": FAULT})
    before = tree(root)

    report = repaired(root, dry_run=True)

    assert ("fixed", False, before, []) == (report.verdict, report.applied, tree(root), leftovers(root))
    assert "+    let mut v = Vec::new();" in report.edits[0].diff
