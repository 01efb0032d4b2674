"""Whose scratch folder it is: a mark that outlives its process, and the test whether that one still runs."""

import contextlib
import os
import re
import shutil
import time
from pathlib import Path
from typing import Final

MARK: Final = "owner"
UNMARKED_S: Final = 60.0
"""How long a folder without a readable mark counts as being made just now."""

FOREIGN_S: Final = 24 * 3600.0
"""How long a claim from another container counts: whether its process runs cannot be seen from here."""

_WORDS: Final = re.compile(r"([1-9][0-9]{0,8}) ([0-9]*)(?: in ([0-9]+))?\n")
_MADE_BY: Final = re.compile(r"\..*~([1-9][0-9]{0,8})-([0-9]*)-([0-9]*)")
"""The name of a folder that is being made."""
_GOING: Final = "~going"
"""Ends the name of a folder that is being taken away."""
_ENDED: Final = (b"Z", b"X")
"""States in /proc/<pid>/stat of a process that is over and only waits for its parent."""


def make_claimed(folder: Path) -> None:
    """Make a folder, and those above it, that belongs to this process from its first moment; raises OSError.

    Until it has its mark, its name says whose it is: a kill in between leaves nothing that would count as live.
    """
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = folder.with_name(".{}~{}-{}-{}".format(folder.name, *_me()))
        made.mkdir(exist_ok=True)
        claim(made)
        made.rename(folder)
    claim(folder)


def claim(folder: Path) -> None:
    """Mark the folder as belonging to this process; raises OSError.

    A mark of our own stays as it is: its age tells since when we are at work.
    """
    mine = _me()
    if _mark(folder) != mine:
        new = folder / f"{MARK}.new"  # never half a mark: one that cannot be read counts as just being made
        within = f" in {mine[2]}" if mine[2] else ""
        new.write_text(f"{mine[0]} {mine[1]}{within}\n", encoding="ascii")
        new.replace(folder / MARK)


def unmake(folder: Path) -> None:
    """Take a claimed folder away; what cannot be taken is left to the next run that cleans.

    From its first moment on it counts as nobody's: a kill in between, and what stays behind, leave nothing live.
    """
    going = folder.with_name(f".{folder.name}{_GOING}")
    try:
        folder.rename(going)
    except OSError:
        going = folder
    shutil.rmtree(going, ignore_errors=True)


def live_folders(parent: Path) -> tuple[Path, ...]:
    """Give the folders directly below whose owner still runs, by name; none when `parent` is missing."""
    if not _is_folder(parent):
        return ()
    there = (entry for entry in sorted(parent.iterdir()) if not entry.name.endswith(_GOING))
    return tuple(entry for entry in there if _is_folder(entry) and _is_live(entry))


def owner(folder: Path) -> int | None:
    """Give the number of the process that claimed the folder; None when no mark can be read."""
    mark = _mark(folder)
    return mark[0] if mark else None


def claimed_ns(folder: Path) -> int | None:
    """Give when the folder was claimed, or last changed if it has no mark; None when it is gone."""
    for path in (folder / MARK, folder):
        with contextlib.suppress(FileNotFoundError):
            return path.lstat().st_mtime_ns
    return None


def runs(pid: int, born: str) -> bool:
    """Give whether the process of this number runs and was born then; without /proc the number alone decides."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # It runs, as another user.
        pass
    return birth(pid) in ("", born)


def birth(pid: int) -> str:
    """Give what tells this process from a later one of the same number; empty where there is no /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return ""
    fields = stat[stat.rindex(b")") + 2 :].split()  # The name before it may hold spaces and brackets.
    return "ended" if fields[0] in _ENDED else fields[19].decode()


def container() -> str:
    """Give what tells the numbers of processes here from those in another container; empty where there is no /proc."""
    try:
        return str(Path("/proc/self/ns/pid").stat().st_ino)
    except OSError:
        return ""


def _me() -> tuple[int, str, str]:
    pid = os.getpid()
    return pid, birth(pid), container()


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_live(folder: Path) -> bool:
    mark = _mark(folder)
    if mark is None:
        return _is_younger(folder, UNMARKED_S)
    pid, born, within = mark
    if within and within != container():
        return _is_younger(folder, FOREIGN_S)
    return runs(pid, born)


def _is_younger(folder: Path, seconds: float) -> bool:
    since = claimed_ns(folder)
    return since is not None and time.time_ns() - since < seconds * 1e9


def _mark(folder: Path) -> tuple[int, str, str] | None:
    try:
        words = _WORDS.fullmatch((folder / MARK).read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError):
        words = _MADE_BY.fullmatch(folder.name)
    return (int(words[1]), words[2], words[3] or "") if words else None
