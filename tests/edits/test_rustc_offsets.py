"""What rustc's byte offsets mean, asked of rustc: its own suggestions, applied, must compile."""

import itertools
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from ferrule.edits.text import patched
from ferrule.facts.finding import Edit

SOURCE = """\
// za\u017c\u00f3\u0142\u0107 \U0001f980
pub fn semicolon() -> usize {
\tlet text = "\u017c\U0001f980"
\ttext.len()
}
pub fn import(map: &HashMap<u8, u8>) -> usize {
    map.len()
}
pub fn arm(x: Option<u8>) -> u8 {
    match x {
        Some(y) => y,
    }
}
"""
FIXES = ("add `;` here", "consider importing this struct", "ensure that all possible cases")


def suggestions(path: Path) -> tuple[list[Edit], str]:
    """Compile a file; give the edits of the suggestions we know, and all that was said."""
    rustc = shutil.which("rustc")
    if rustc is None:
        pytest.skip("rustc is not installed")
    words = (rustc, "--edition=2021", "--crate-type=lib", "--emit=metadata", "--error-format=json", path.name)
    told = subprocess.run(words, cwd=path.parent, capture_output=True, text=True, check=False).stderr
    children = [child for line in told.splitlines() for child in json.loads(line)["children"]]
    spans = [span for child in children if child["message"].startswith(FIXES) for span in child["spans"]]
    return [
        Edit(path.name, s["byte_start"], s["byte_end"], s["line_start"], 1, 1, 1, s["suggested_replacement"])
        for s in spans
        if s["suggested_replacement"] is not None
    ], told


@pytest.mark.cargo
@pytest.mark.parametrize(("mark", "end"), list(itertools.product(("", "\ufeff"), ("\n", "\r\n"))))
def test_its_suggestions_fit(mark: str, end: str, tmp_path: Path) -> None:
    """With byte order mark, carriage returns, tabs and non-ASCII text, each suggestion lands where it was meant."""
    path = tmp_path / "lib.rs"
    path.write_bytes((mark + SOURCE.replace("\n", end)).encode())

    for _round in FIXES:
        edits, _ = suggestions(path)
        path.write_bytes(patched(path.read_bytes(), edits))

    content = path.read_bytes()
    assert suggestions(path) == ([], "")
    assert content.startswith(mark.encode())
    assert content.count(b"\n") == content.count(end.encode()) == SOURCE.count("\n") + 3
    assert b'\xc5\xbc\xf0\x9f\xa6\x80";' in content
