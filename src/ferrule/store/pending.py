"""Runs that wait to enter the history: a run in which no gate ran leaves a file, and imports no SQLAlchemy for it.

Whatever opens the database next takes them in (`intake.py`).
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from ferrule.errors import StoreBroken
from ferrule.facts.run import StoredRun
from ferrule.store.place import DATABASE, SCRATCH
from ferrule.store.refusals import words
from ferrule.store.removal import entries

FOLDER: Final = "pending"
ASIDE: Final = "unreadable"
"""Below it: files that turned out to be no runs. They are kept, for a person to look at."""
MOST: Final = 64
"""How many runs wait at most: the next one enters the database and takes the others along."""
_ENDING: Final = ".json"


def may_wait(folder: Path) -> bool:
    """Give whether one more run may be put off: there is a history to enter later, and not too many wait for it."""
    return (folder / DATABASE).exists() and len(waiting(folder)) < MOST


def put_off(folder: Path, stored: StoredRun) -> None:
    """Keep a check that the history does not hold yet, whole or not at all, for this user's eyes only.

    It is written in the run's scratch folder, from where a cleaning takes what a killed run left half written.

    Raises:
        StoreBroken: when it cannot be kept.
        UnicodeEncodeError: for a text with lone surrogates, which the database can hold and JSON cannot.
    """
    name = f"{stored.run.id}{_ENDING}"
    unfinished, ready = folder / SCRATCH / stored.run.id / name, folder / FOLDER / name
    try:
        if ready.parent.is_symlink():
            raise StoreBroken(f"{ready.parent}: a symbolic link, which is not followed")
        for parent in (unfinished.parent, ready.parent):
            parent.mkdir(parents=True, exist_ok=True)
        body = msgspec.json.encode(stored)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(body)
        unfinished.replace(ready)
    except OSError as refusal:
        with suppress(OSError):
            unfinished.unlink()
        raise StoreBroken(words(ready, refusal)) from refusal


def waiting(folder: Path) -> tuple[Path, ...]:
    """Give the files of the runs that wait, oldest first; raises OSError."""
    return tuple(file for file in entries(folder / FOLDER) if file.name.endswith(_ENDING))


def set_aside(file: Path) -> None:
    """Move a file that is no run where nobody takes it for one; raises OSError."""
    apart = file.parent / ASIDE
    if apart.is_symlink():
        raise OSError(f"{apart}: a symbolic link, which is not followed")
    apart.mkdir(exist_ok=True)
    with suppress(FileNotFoundError):  # another process was quicker
        file.rename(apart / file.name)


def lying_aside(folder: Path) -> tuple[str, ...]:
    """Give the words on files that turned out to be no runs; nothing where there are none. Raises OSError."""
    apart = folder / FOLDER / ASIDE
    if not (folder / FOLDER).is_symlink() and (found := entries(apart)):
        return (f"{len(found)} files that were put off for the history are no runs; they are kept in {apart}",)
    return ()
