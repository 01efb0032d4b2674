"""Logs are kept once, whole, and only where they belong."""

import hashlib
import os
from pathlib import Path

import pytest

from ferrule.errors import StoreBroken
from ferrule.store.logs import keep_log, read_log
from store.samples import TEXTS


@pytest.mark.parametrize("text", [*TEXTS, "x" * 5_000_000])
def test_a_log_comes_back_as_it_was(folder: Path, text: str) -> None:
    """What is read is what was kept, whatever the text."""
    kept = keep_log(folder, text)

    assert text == read_log(folder, kept.sha256)
    assert (kept.bytes, kept.sha256) == (
        kept.path.stat().st_size,
        hashlib.sha256(kept.path.read_bytes()).hexdigest(),
    )
    assert folder / "logs" / kept.sha256[:2] / f"{kept.sha256}.log" == kept.path


def test_the_bytes_are_utf_8(folder: Path) -> None:
    """The file is what an editor would write."""
    assert keep_log(folder, "\xe9\r\n").path.read_bytes() == b"\xc3\xa9\r\n"


def test_the_same_text_is_kept_once(folder: Path) -> None:
    """A second copy is not written: the first one is touched, so that it counts as new."""
    first = keep_log(folder, "words")
    os.utime(first.path, (0, 0))
    inode = first.path.stat().st_ino

    assert first == keep_log(folder, "words")
    assert inode == first.path.stat().st_ino
    assert first.path.stat().st_mtime > 0
    assert [first.path] == [file for file in folder.rglob("*") if file.is_file()]


@pytest.mark.parametrize("found", [b"", b"word", b"wordy"])
def test_a_damaged_log(folder: Path, found: bytes) -> None:
    """A file that is not what its name says is not given out, and is mended by the next run."""
    kept = keep_log(folder, "words")
    kept.path.write_bytes(found)

    assert None is read_log(folder, kept.sha256)
    keep_log(folder, "words")
    assert read_log(folder, kept.sha256) == "words"


@pytest.mark.parametrize("sha256", ["", "0" * 64, "0" * 63, "A" * 64, "../" * 20 + "etc", "0" * 64 + "\n"])
def test_no_such_log(folder: Path, sha256: str) -> None:
    """A name that is none, or that nothing has, gives None, and leads nowhere."""
    assert None is read_log(folder, sha256)


def test_foreign_bytes(folder: Path) -> None:
    """A file that somebody put there under its right name, and that is no text, gives None."""
    data = b"\xff\xfe"
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / "logs" / sha256[:2] / f"{sha256}.log"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)

    assert None is read_log(folder, sha256)


@pytest.mark.parametrize("link", ["logs", "logs/af"])
def test_a_link_is_not_followed(tmp_path: Path, folder: Path, link: str) -> None:
    """A log folder that leads elsewhere takes no log."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / link).parent.mkdir(exist_ok=True)
    (folder / link).symlink_to(outside)

    with pytest.raises(StoreBroken, match=r"afad.*symbolic link on the way"):
        keep_log(folder, "words 178")
    assert list(outside.iterdir()) == []


def test_a_linked_log_is_replaced(tmp_path: Path, folder: Path) -> None:
    """A log that is a link to a file is written anew; the file it led to stays as it is."""
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    path = keep_log(folder, "words").path
    path.unlink()
    path.symlink_to(precious)

    assert not keep_log(folder, "words").path.is_symlink()
    assert precious.read_text(encoding="utf-8") == "mine"


def test_a_log_that_cannot_be_written(folder: Path) -> None:
    """A refusal of the system is a foreseen error that names the file, and leaves no half of one."""
    (folder / "logs").touch()

    with pytest.raises(StoreBroken, match=r"/logs.*: (Not a directory|File exists)$"):
        keep_log(folder, "words")
    assert None is read_log(folder, hashlib.sha256(b"words").hexdigest())


def test_a_log_that_cannot_be_read(folder: Path) -> None:
    """Something else under the name of a log is a foreseen error."""
    (folder / "logs" / "00" / ("0" * 64 + ".log")).mkdir(parents=True)

    with pytest.raises(StoreBroken, match=r"0\.log: Is a directory$"):
        read_log(folder, "0" * 64)


def test_a_folder_in_the_place_of_a_log(folder: Path) -> None:
    """When the last step fails, what was written for it is gone."""
    path = keep_log(folder, "words").path
    path.unlink()
    path.mkdir()

    with pytest.raises(StoreBroken, match="Is a directory"):
        keep_log(folder, "words")
    assert [path] == list(path.parent.iterdir())
