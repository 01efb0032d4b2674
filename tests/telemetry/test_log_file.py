"""The file of the log: bounded, private, and never written through what a repository brought along."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ferrule.telemetry.log_file import FOLDER, LONGEST, NAME, OLDER, LogFile

LINE = b'{"event":"gate"}\n'


def test_a_log_is_private(tmp_path: Path) -> None:
    """Folder and file are made for this user alone; a file that others could read is closed to them."""
    with LogFile(tmp_path) as file:
        file.write(LINE)
    file.path.chmod(0o644)
    with LogFile(tmp_path) as file:
        file.write(LINE)

    assert 2 * LINE == file.path.read_bytes()
    assert 0o600 == stat.S_IMODE(file.path.stat().st_mode)
    assert 0o700 == stat.S_IMODE(file.path.parent.stat().st_mode)


def linked(log: Path, outside: Path) -> None:
    """Put a link in the place of the log."""
    log.symlink_to(outside)


def hard_linked(log: Path, outside: Path) -> None:
    """Put a second name of a file there."""
    log.hardlink_to(outside)


def piped(log: Path, outside: Path) -> None:
    """Put a named pipe there, from which nobody reads."""
    os.mkfifo(log)


def a_folder(log: Path, outside: Path) -> None:
    """Put a folder there."""
    log.mkdir()


@pytest.mark.parametrize("hostile", [linked, hard_linked, piped, a_folder])
def test_what_is_no_plain_file_is_refused(tmp_path: Path, hostile: Callable[[Path, Path], None]) -> None:
    """A link, a second name, a pipe and a folder are neither followed nor written nor waited for."""
    state, outside = tmp_path / "state", tmp_path / "outside"
    outside.write_text("precious\n")
    (state / FOLDER).mkdir(parents=True)
    hostile(state / FOLDER / NAME, outside)

    with pytest.raises(OSError, match=r"."), LogFile(state):
        pass
    assert "precious\n" == outside.read_text()


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    """The folder may not lead elsewhere either."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / FOLDER).symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match=r"."), LogFile(tmp_path):
        pass
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_the_log_is_bounded(tmp_path: Path) -> None:
    """A full file is put aside; few are kept, none is longer than the bound, and the newest line is in the log."""
    line = b"x" * (LONGEST // 4) + b"\n"
    with LogFile(tmp_path) as file:
        for _ in range(5 * (OLDER + 2)):
            file.write(line)
        file.write(LINE)

    kept = sorted(path.name for path in file.path.parent.iterdir())
    assert [NAME, *(f"{NAME}.{number}" for number in range(1, OLDER + 1))] == kept
    assert all(path.stat().st_size <= LONGEST for path in file.path.parent.iterdir())
    assert file.path.read_bytes().endswith(LINE)


def test_processes_write_whole_lines(tmp_path: Path) -> None:
    """Several processes that fill and turn the same log leave whole lines, and the newest ones."""
    text = (
        "import sys; from pathlib import Path; from ferrule.telemetry.log_file import LogFile\n"
        "with LogFile(Path(sys.argv[1])) as file:\n"
        "    for number in range(300): file.write(sys.argv[2].encode() * 5000 + b'\\n')\n"
    )
    children = [subprocess.Popen((sys.executable, "-c", text, str(tmp_path), letter)) for letter in "abc"]
    assert [0, 0, 0] == [child.wait(120) for child in children]

    lines = [line for path in (tmp_path / FOLDER).iterdir() for line in path.read_bytes().splitlines()]
    assert {5000} == {len(line) for line in lines}
    assert {1} == {len(set(line)) for line in lines}
    assert len(lines) > LONGEST // 5001
