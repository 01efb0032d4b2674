"""The story of `ferrule history`: reads the store, starts nothing."""

from pathlib import Path

from ferrule.facts.run import Run, StoredRun
from ferrule.store.database import open_database
from ferrule.store.place import state_folder
from ferrule.store.runs import load, recent


def history(root: Path, limit: int) -> tuple[Run, ...]:
    """Give the newest runs in the workspace at `root`, newest first."""
    with open_database(state_folder(root).folder) as database:
        return recent(database, limit)


def stored_run(root: Path, wanted: str) -> StoredRun:
    """Give one run with all its rows.

    Raises:
        RunUnknown: when no run, or more than one, fits.
    """
    with open_database(state_folder(root).folder) as database:
        return load(database, wanted)
