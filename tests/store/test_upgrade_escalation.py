"""A database from before incidents were tracked takes them, and the history can be cleaned without them."""

import sqlite3
from pathlib import Path

from escalation.samples import QUESTION, SEEN, brought_to, machine_of
from ferrule.facts.escalation import Stage
from ferrule.store.cleaning import clean
from ferrule.store.database import open_database
from ferrule.store.runs import recent, record
from store.samples import run_of

OLD = Path(__file__).with_name("old") / "0002.sql"


def test_incidents_enter_an_older_database(folder: Path) -> None:
    """The runs stay, and an incident is kept beside them."""
    connection = sqlite3.connect(folder / "ferrule.db")
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()

    with open_database(folder) as database:
        machine = machine_of(database)
        tracked = machine.met(SEEN)
        runs = recent(database, 10)

    with open_database(folder) as database:
        assert (tracked, 2) == (machine_of(database).get(tracked.id), len(runs))


def test_cleaning_keeps_open_incidents(folder: Path) -> None:
    """When every run is taken from the history, incidents, their events and their questions stay."""
    with open_database(folder) as database:
        record(database, run_of("run-1"))
        machine = machine_of(database, "run-1")
        tracked = brought_to(machine, Stage.LEVEL3)
        tracked = machine.question(tracked.id, QUESTION)
        told = machine.events(tracked.id)

    assert 1 == clean(folder, keep=0).runs

    with open_database(folder) as database:
        machine = machine_of(database, "run-2")
        assert () == recent(database, 10)
        assert (tracked, told, QUESTION) == (
            machine.get(tracked.id),
            machine.events(tracked.id),
            machine.open_question(tracked.id),
        )
