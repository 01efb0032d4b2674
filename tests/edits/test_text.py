"""Edits on bytes: offsets as on disk, line ends as in the file, nothing decoded."""

import pytest

from edits.trees import edit
from ferrule.edits.text import patched
from ferrule.errors import EditConflict
from ferrule.facts.finding import Edit

BOM = b"\xef\xbb\xbf"


def check(content: bytes, expected: bytes, *edits: tuple[int, int, str]) -> None:
    """Patch a file and compare; the edits are (start, end, replacement)."""
    assert expected == patched(content, [edit("src/lib.rs", *each) for each in edits])


def refused(content: bytes, *edits: tuple[int, int, str]) -> str:
    """Give the words with which edits are refused."""
    with pytest.raises(EditConflict) as refusal:
        patched(content, [edit("src/lib.rs", *each) for each in edits])
    return str(refusal.value)


def test_no_edit() -> None:
    """Without edits the content stays as it is."""
    check(b"\xff\r\n", b"\xff\r\n")


def test_any_order() -> None:
    """Edits may come in any order; their offsets all count in the old text."""
    check(b"abcdef", b"aXXdY", (4, 6, "Y"), (1, 3, "XX"))


def test_insertions_at_one_place() -> None:
    """Insertions at one place keep their order, and stand before a replacement that begins there."""
    check(b"abc", b"a1-2-X", (1, 3, "X"), (1, 1, "1-"), (1, 1, "2-"))


def test_edits_that_touch() -> None:
    """Edits may meet at a border without being in conflict."""
    check(b"abcd", b"XiY", (0, 2, "X"), (2, 4, "Y"), (2, 2, "i"))


def test_empty_file_and_both_ends() -> None:
    """An empty file takes an insertion; so do the first and the last place of any file."""
    check(b"", b"new", (0, 0, "new"))
    check(b"ab", b"<ab>", (0, 0, "<"), (2, 2, ">"))


def test_overlap() -> None:
    """Edits of the same text are refused, naming file and place, even when they say the same."""
    assert refused(b"abcd", (0, 2, "X"), (1, 3, "Y")) == "src/lib.rs:1:2: overlaps with another edit"
    assert refused(b"abcd", (0, 2, "X"), (0, 2, "X")) == "src/lib.rs:1:1: overlaps with another edit"
    assert refused(b"abcd", (0, 3, ""), (1, 1, "in")) == "src/lib.rs:1:2: overlaps with another edit"


@pytest.mark.parametrize(("start", "end"), [(0, 5), (5, 5), (-1, 2), (3, 2)])
def test_outside(start: int, end: int) -> None:
    """An edit that does not lie in the file is refused, naming file and place."""
    assert refused(b"abcd", (start, end, "")).endswith(f"bytes {start} to {end} of a file of 4")


def test_line_ends_of_the_place() -> None:
    """New lines end as the line they go to; where that one has no end, as the line before."""
    check(b"a\r\nb\r\n", b"x\r\ny\r\na\r\nb\r\n", (0, 0, "x\ny\n"))
    check(b"a\nb\r\nc", b"1\na\n2\r\nb\r\n3\r\nc", (0, 0, "1\n"), (2, 2, "2\n"), (5, 5, "3\n"))
    check(b"a\nb", b"a\r\rb\nb", (1, 1, "\r\rb"))
    check(b"no end", b"x\ny", (0, 6, "x\ny"))


def test_line_ends_that_are_right_already() -> None:
    """A replacement with carriage returns is not given a second one, and loses them in a file without."""
    check(b"a\r\n", b"x\r\ny\r\n", (0, 1, "x\r\ny"))
    check(b"a\n", b"x\ny\n", (0, 1, "x\r\ny"))


def test_byte_order_mark() -> None:
    """The mark counts in offsets, and stays in front of what is inserted before it."""
    check(BOM + b"fn", BOM + b"use x;\nfn", (3, 3, "use x;\n"))
    check(BOM + b"fn", BOM + b"use x;\nfn", (0, 0, "use x;\n"))


def test_bytes_that_are_no_text() -> None:
    """A file that is not UTF-8 keeps every byte, also one that travels through the replacement."""
    check(b"// \xff\xfe\nlet x;", b"// \xff\xfe\nlet y;", (10, 11, "y"))
    check(b"a\xffb", b"-\xff-", (0, 3, b"-\xff-".decode(errors="surrogateescape")))


def test_place_in_the_message() -> None:
    """The message names line and column as the compiler counts them."""
    with pytest.raises(EditConflict, match=r"^src/a\.rs:7:9: "):
        patched(b"", [Edit("src/a.rs", 90, 91, 7, 9, 7, 10, "")])
