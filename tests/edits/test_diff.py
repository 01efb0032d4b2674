"""The difference shown is one that git can apply, to the byte."""

import itertools
import shutil
import subprocess
from pathlib import Path

import pytest

from ferrule.edits.text import diff

TEXTS = (
    b"\n",
    b"one",
    b"one\n",
    b"one\r\n",
    b"one\r\ntwo\nthree\r",
    b"\xef\xbb\xbfone\n",
    "one\u2028two\x0c\x1c\n\u017c\n".encode(),
    b"".join(b"%d\n" % number for number in range(40)),
    b"".join(b"%d\n" % number for number in range(40) if number % 15),
)


@pytest.mark.parametrize(("before", "after"), list(itertools.permutations(TEXTS, 2)))
def test_git_applies_it(before: bytes, after: bytes, tmp_path: Path) -> None:
    """Line ends, missing last line ends and odd separators survive: git makes the new file from the old one."""
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    file = tmp_path / "lib.rs"
    file.write_bytes(before)

    command = (git, "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "--unidiff-zero", "-")
    subprocess.run(command, cwd=tmp_path, input=diff("lib.rs", before, after).encode(), check=True)

    assert file.read_bytes() == after


def test_what_it_looks_like() -> None:
    """Names carry a/ and b/, a carriage return is there as it is, a missing end is told."""
    assert diff("src/lib.rs", b"a\r\nb", b"a\r\nc\n").split("\n") == [
        "--- a/src/lib.rs",
        "+++ b/src/lib.rs",
        "@@ -1,2 +1,2 @@",
        " a\r",
        "-b",
        "\\ No newline at end of file",
        "+c",
        "",
    ]


def test_no_difference() -> None:
    """Equal contents have an empty difference."""
    assert diff("a", b"\xff\n", b"\xff\n") == ""


def test_empty_sides() -> None:
    """A file that is empty before or after has a difference with a range of no lines."""
    assert diff("a", b"", b"x\n") == "--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n"
    assert diff("a", b"x", b"") == "--- a/a\n+++ b/a\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\n"


def test_bytes_that_are_no_text() -> None:
    r"""Foreign bytes are shown as \xff, and differ from a text that looks the same."""
    shown = diff("a", b"\xff\n", b"\\xff\n")

    assert shown.split("\n")[3:5] == ["-\\xff", "+\\xff"]
    assert shown.encode()
