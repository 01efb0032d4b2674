"""What worked for incidents: forgotten, written out and taken in (P46)."""

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ferrule.escalation import memory
from ferrule.flow.incidents import chosen
from ferrule.store.place import DATABASE, existing_folder, state_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ferrule.store.database import Database


def forget_resolutions(root: Path, wanted: str | None) -> int:
    """Forget what worked, all of it or for one incident; gives how many lessons that were.

    Raises:
        IncidentUnknown: when none or several incidents fit.
        StoreBroken: when the store cannot be written.
    """
    from ferrule.escalation.machine import Machine

    with _database(root) as database:
        if database is None:
            return 0
        if wanted is None:
            return memory.forget(database)
        mark = chosen(Machine(database, ""), wanted).sighting.fingerprint
        mine = [one.id for one in memory.lessons(database) if one.fingerprint == mark]
        return sum(memory.forget(database, name) for name in mine)


def export_lessons(root: Path) -> str:
    """Give what worked as `ferrule.lessons/1`; a workspace without a store has none."""
    with _database(root) as database:
        found = memory.exported(database) if database is not None else {"schema": memory.SCHEMA, "lessons": []}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def import_lessons(root: Path, text: str, name: str) -> int:
    """Take in what worked elsewhere; gives how many lessons were new or had grown.

    Raises:
        BadLessons: naming file and place, for a text that is no such export.
        StoreBroken: when the store cannot be written.
    """
    from ferrule.store.database import open_database

    with open_database(state_folder(root).folder) as database:
        return memory.imported(database, text, name)


@contextmanager
def _database(root: Path) -> "Iterator[Database | None]":
    folder = existing_folder(root)
    if folder is None or not (folder / DATABASE).exists():
        yield None
        return
    from ferrule.store.database import open_database

    with open_database(folder) as database:
        yield database
