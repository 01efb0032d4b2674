"""The folder in which tests are built, kept from run to run, and what was changed in it."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.facts.repair import Changes
from ferrule.store.place import TESTED

FOLDER: Final = TESTED
"""Below the workspace's state folder."""
TREE: Final = "tree"
"""In it: a copy of the sources, for machines without a sandbox."""
_CHANGED: Final = "changed"


@contextlib.contextmanager
def room(state: Path, scratch: Path) -> Iterator[Path]:
    """Give the kept folder, or one of this run alone while another run has that one, or where it holds a link."""
    kept = state / FOLDER
    kept.mkdir(exist_ok=True)
    if _holds_link(kept):  # a repository may bring a `.ferrule` along that leads out of it
        yield _own(scratch)
        return
    handle = os.open(kept / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        yield kept if _is_ours(handle) else _own(scratch)
    finally:
        os.close(handle)


def settled(folder: Path, changes: Changes) -> Changes:
    """Give the changes together with what each file is now that was ever changed in this folder.

    Cargo goes by times: a file that is back as it was is older than what was built from its changed text, and would
    pass for built. So it has to be written anew, as the changed ones are.
    """
    record = folder / _CHANGED
    known = {Path(os.fsdecode(name)) for name in record.read_bytes().split(b"\0") if name} if record.exists() else set()
    new = folder / f"{_CHANGED}.new"  # never half a record
    new.write_bytes(b"\0".join(os.fsencode(path) for path in sorted(known | set(changes))))
    new.replace(record)
    return {path: path.read_bytes() for path in sorted(known) if path.is_file()} | dict(changes)


def _holds_link(kept: Path) -> bool:
    folders = [folder for folder in (kept, kept / TREE) if folder.is_dir()]
    return any(entry.is_symlink() for folder in folders for entry in folder.iterdir())


def _is_ours(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _own(scratch: Path) -> Path:
    folder = scratch / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder
