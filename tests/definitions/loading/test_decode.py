"""Bytes of a definition: what is text is read, what is not is told, and nothing is waited for."""

import os
from pathlib import Path

import pytest

from definitions.loading.layouts import rules
from ferrule.definitions.decode import LIMIT, Text, decode, read_text
from ferrule.facts.definition import Remark

PLAIN = "first\nsecond é\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (PLAIN.encode(), []),
        (PLAIN.encode("utf-8-sig"), ["byte-order-mark:1"]),
        (PLAIN.replace("\n", "\r\n").encode(), ["carriage-returns:1"]),
        (PLAIN.replace("\n", "\r").encode(), ["carriage-returns:1"]),
        (PLAIN.encode("utf-16"), ["utf-16:1"]),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), ["utf-16:1"]),
        (PLAIN.encode("latin-1"), ["not-utf-8:2"]),
    ],
    ids=["plain", "mark", "crlf", "cr", "utf-16", "utf-16-be", "latin-1"],
)
def test_every_encoding_gives_the_same_text(data: bytes, told: list[str]) -> None:
    """What an editor saved otherwise is read as it was meant, with a remark at the first line where it shows."""
    read = decode(data)

    assert isinstance(read, Text)
    assert read.text == PLAIN
    assert rules(read.remarks) == told


def test_the_hash_is_of_the_bytes() -> None:
    """Two encodings of one text are two files."""
    plain, marked = decode(PLAIN.encode()), decode(PLAIN.encode("utf-8-sig"))

    assert isinstance(plain, Text)
    assert isinstance(marked, Text)
    assert plain.sha256 != marked.sha256


def test_quotation_marks_of_windows() -> None:
    """Bytes that Latin-1 leaves empty are the marks that Windows puts there; a byte that neither has stays a letter."""
    marked, other = decode(b"a \x93b\x94"), decode(b"a \x81")

    assert isinstance(marked, Text)
    assert marked.text == "a “b”"
    assert isinstance(other, Text)
    assert len(other.text) == 3


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"text\n\0", "binary:2"),
        ("x\0".encode("utf-16"), "binary:1"),
        ("text".encode("utf-16-le"), "binary:1"),
        (b"\xff\xfe\x00\xd8x", "binary:1"),
    ],
    ids=["nul", "nul in utf-16", "utf-16 without its mark", "half a pair"],
)
def test_what_is_no_text(data: bytes, told: str) -> None:
    """A file with NUL is no definition, and the line of the first one is said."""
    read = decode(data)

    assert isinstance(read, Remark)
    assert rules([read]) == [told]


@pytest.mark.parametrize("char", ["\u202e", "\u200b", "\U000e0041", "\u2066"])
def test_characters_that_nobody_sees(char: str) -> None:
    """Text that a reader does not see and a model does is told, with its code and line."""
    read = decode(f"a\nb{char}\n".encode())

    assert isinstance(read, Text)
    assert rules(read.remarks) == ["hidden-character:2"]
    assert f"U+{ord(char):04X}" in read.remarks[0].message


def test_the_limit_is_the_hosts_own(tmp_path: Path) -> None:
    """A file of the greatest length is read, one with a byte more is not."""
    path = tmp_path / "long.md"
    path.write_bytes(b"x" * LIMIT)
    assert isinstance(read_text(path), Text)

    path.write_bytes(b"x" * (LIMIT + 1))
    read = read_text(path)

    assert isinstance(read, Remark)
    assert read.rule == "too-long"


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder, a pipe that nobody writes to, a link to nothing and a path that cannot be are told at once."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("link")
    paths = (tmp_path, tmp_path / "pipe", tmp_path / "link", tmp_path / "none", Path("a\0b"))

    read = [read_text(path) for path in paths]

    assert [one.rule if isinstance(one, Remark) else one for one in read] == ["not-a-file"] * 2 + ["unreadable"] * 3
