"""What may go at any time, without a look into the history: scratch of dead runs, and folders that can be made again.

Imports no SQLAlchemy, so that every run can afford it at its start.
"""

import contextlib
import secrets
import time
from pathlib import Path
from typing import Final

from ferrule.store.apart import apart, orphans
from ferrule.store.owners import live_folders
from ferrule.store.place import KEPT, SCRATCH
from ferrule.store.removal import changed_ns, disk_bytes, entries, remove

LIMIT_BYTES: Final = 2 * 2**30
"""How much the kept folders may hold together."""
MEASURE_S: Final = 3600.0
"""How long a measurement of them holds: it has to look at each file."""

_ASIDE: Final = ".going-"
_MEASURED: Final = "measured"
"""An empty file, as old as the last measurement."""


def abandoned(folder: Path) -> tuple[Path, ...]:
    """Give what runs that are over left in the state folder; raises OSError."""
    live = live_folders(folder / SCRATCH)
    scratch = (entry for entry in entries(folder / SCRATCH) if entry not in live)
    names = tuple(f"{kept.name}{_ASIDE}" for kept in _kept(folder))
    rooms = (folder, apart(folder).parent)
    aside = (entry for room in rooms for entry in entries(room) if entry.name.startswith(names))
    return (*scratch, *aside)


def remakable(folder: Path) -> tuple[Path, ...]:
    """Give the kept folders, oldest first; none while a run goes on, which may need them. Raises OSError."""
    if live_folders(folder / SCRATCH):
        return ()
    return tuple(sorted((kept for kept in _kept(folder) if kept.is_dir() and not kept.is_symlink()), key=changed_ns))


def put_aside(folder: Path, kept: Path) -> tuple[Path, ...]:
    """Give a kept folder under another name, under which no run finds it; nothing when a run began just now.

    Raises:
        OSError: when it cannot be renamed.
    """
    aside = kept.with_name(f"{kept.name}{_ASIDE}{secrets.token_hex(3)}")
    try:
        kept.rename(aside)
    except FileNotFoundError:  # Another process that cleans was quicker.
        return ()
    if live_folders(folder / SCRATCH):  # A run that claims from here on makes the folder anew.
        with contextlib.suppress(OSError):  # It did so already: then ours is of no more use.
            aside.rename(kept)
            return ()
    return (aside,)


def prune(folder: Path) -> None:
    """Take what dead runs left, and of the kept folders the oldest while they hold more than `LIMIT_BYTES`.

    Costs the listing of two folders, and once in `MEASURE_S` the listing of all that is kept.

    Raises:
        OSError: when something cannot be read or taken away.
    """
    remove(abandoned(folder))
    kept = list(remakable(folder))
    if not kept or not _is_due(folder / _MEASURED):
        return
    remove(orphans())
    sizes = [disk_bytes(each) for each in kept]
    while sum(sizes) > LIMIT_BYTES:
        remove(put_aside(folder, kept.pop(0)))
        sizes.pop(0)


def _kept(folder: Path) -> tuple[Path, ...]:
    return (*(folder / name for name in KEPT), apart(folder))


def _is_due(stamp: Path) -> bool:
    """Give whether it is time to measure again, and remember that it is done now."""
    if abs(time.time_ns() - changed_ns(stamp)) < MEASURE_S * 1e9:
        return False
    stamp.write_bytes(b"")
    return True
