"""Ferrule's own folder of tools: one at work at a time, whole tools only, links to their programs.

tools/
    bin/cargo-deny -> ../cargo-deny/0.20.2/bin/cargo-deny
    cargo-deny/0.20.2/...           with receipt.json, written before it comes to its place
    cargo-deny/0.20.2~1/...         the same version brought anew, until it is swept
    over/cargo-nextest/             goes before the one on PATH that `instead-of` tells of
    .new/...                        what is being made; nobody looks there
"""

import contextlib
import fcntl
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from ferrule.process.own_tools import BIN, INSTEAD_OF, OVER
from ferrule.tools.pins import Pin

RECEIPT: Final = "receipt.json"
_NEW: Final = ".new"
_LOCK: Final = "lock"
_ANEW: Final = "~"
"""In a place's name, behind the version; no version has it."""


@contextlib.contextmanager
def at_work(folder: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the folder's lock, and sweep out what was left by a ferrule that was killed; raises OSError.

    `on_wait` is called once when somebody else holds it. The kernel releases the lock of a process that dies.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait("waiting for another ferrule, which is at work on these tools")
            fcntl.flock(handle, fcntl.LOCK_EX)
        shutil.rmtree(folder / _NEW, ignore_errors=True)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Give an empty folder on the same disk, gone afterwards; raises OSError."""
    (folder / _NEW).mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder / _NEW))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def settle(folder: Path, pin: Pin, tree: Path, told: dict[str, Any]) -> Path:
    """Move a finished tree to its place, link its programs, and give the first link; raises OSError.

    Killed at any moment, the folder never holds a part of a tool: the tree comes with its receipt in one rename, and
    so does each link. What was there before stays, also of the same version, until nothing leads to it and it is swept.
    """
    (tree / RECEIPT).write_text(json.dumps({"name": pin.name, "version": pin.version, **told}, indent=2), "utf-8")
    place = folder / pin.name / pin.version
    place.parent.mkdir(exist_ok=True)
    for number in itertools.count(1):
        if not place.exists():
            break
        place = place.with_name(f"{pin.version}{_ANEW}{number}")
    tree.rename(place)
    return link(folder, pin, place.name)


def link(folder: Path, pin: Pin, place: str) -> Path:
    """Link the programs of a tool that is in this place of its folder, and give the first link; raises OSError."""
    for program in pin.programs:
        _link(folder / BIN / program, Path("..", pin.name, place, pin.folder, program))
    return folder / BIN / pin.programs[0]


def put_over(folder: Path, program: str, instead_of: str) -> None:
    """Let a program go before the one on PATH that `instead_of` tells of; empty: before none. Raises OSError."""
    place = folder / OVER / program
    if not instead_of:
        shutil.rmtree(place, ignore_errors=True)
        return
    _link(place / program, Path("..", "..", BIN, program))
    noted = place / f".{INSTEAD_OF}"
    noted.write_text(instead_of, "utf-8")
    noted.replace(place / INSTEAD_OF)


def settled(folder: Path) -> dict[str, str]:
    """Give the version of each tool that was brought and is linked, by name."""
    links = (path for path in sorted((folder / BIN).iterdir()) if path.is_symlink()) if (folder / BIN).is_dir() else ()
    places = (path.readlink().parts for path in links if path.exists())
    return {parts[1]: _version(parts[2]) for parts in places if len(parts) > 3 and parts[0] == ".."}


def is_whole(folder: Path, pin: Pin) -> bool:
    """Give whether this very version is there, linked or not."""
    return any(_version(receipt.parent.name) == pin.version for receipt in (folder / pin.name).glob(f"*/{RECEIPT}"))


def remove(folder: Path, name: str) -> bool:
    """Remove all versions of a tool, its links first; gives whether there was any. Raises OSError."""
    for path in (folder / BIN).iterdir() if (folder / BIN).is_dir() else ():
        if path.is_symlink() and path.readlink().parts[1:2] == (name,):
            put_over(folder, path.name, "")
            path.unlink()
    place = folder / name
    if not place.is_dir():
        return False
    _discard(folder, place)
    return True


def sweep(folder: Path, pin: Pin) -> tuple[str, ...]:
    """Remove the versions of a tool that no link leads to, and give them; raises OSError.

    A version whose program runs just now stays: it may start itself again.
    """
    gone = []
    links = (folder / BIN / program for program in pin.programs)
    used = {part for path in links if path.is_symlink() for part in path.readlink().parts[2:3]}
    tool = folder / pin.name
    for place in sorted(tool.iterdir()) if tool.is_dir() else ():
        if place.name not in used and not _runs_from(place):
            _discard(folder, place)
            gone.append(place.name)
    return tuple(gone)


def _version(place: str) -> str:
    return place.partition(_ANEW)[0]


def _discard(folder: Path, place: Path) -> None:
    with scratch(folder) as bin_for_it:
        place.rename(bin_for_it / place.name)


def _link(path: Path, leads_to: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    made.unlink(missing_ok=True)
    made.symlink_to(leads_to)
    made.replace(path)


def _runs_from(place: Path) -> bool:
    """Give whether a program in there runs; False where the system does not tell."""
    for process in Path("/proc").glob("[0-9]*/exe"):
        with contextlib.suppress(OSError):
            if process.readlink().is_relative_to(place):
                return True
    return False
