"""The story of `ferrule history`: reads the store, starts nothing, makes nothing."""

from pathlib import Path

from ferrule.errors import RunUnknown
from ferrule.facts.run import Run, StoredRun
from ferrule.store.database import FILE, open_database
from ferrule.store.place import existing_folder
from ferrule.store.runs import load, recent


def history(root: Path, limit: int) -> tuple[Run, ...]:
    """Give the newest runs in the workspace at `root`, newest first."""
    folder = folder_of(root)
    if folder is None:
        return ()
    with open_database(folder) as database:
        return recent(database, limit)


def stored_run(root: Path, wanted: str) -> StoredRun:
    """Give one run with all its rows.

    Raises:
        RunUnknown: when no run, or more than one, fits.
    """
    folder = folder_of(root)
    if folder is None:
        raise RunUnknown(f"no run fits {wanted!r}; none is stored yet in {root}")
    with open_database(folder) as database:
        return load(database, wanted)


def folder_of(root: Path) -> Path | None:
    """Give the folder with the history; None where there is none."""
    folder = existing_folder(root)
    return folder if folder and (folder / FILE).exists() else None
