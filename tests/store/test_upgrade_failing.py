"""A database from before failing tests were kept is brought up to date where it lies, and takes them."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from random import Random

from ferrule.facts.failing import FailingTest
from ferrule.facts.run import KeptRepair, Kind
from ferrule.store.database import open_database
from ferrule.store.runs import load, recent, record
from store.repair_samples import MOVED, fix_of, incident, report_of
from store.samples import wild

OLD = Path(__file__).with_name("old") / "0002.sql"


def test_repairs_of_an_older_version_stay(folder: Path) -> None:
    """A repair and its undo are there as they were, and a failing test is recorded beside them."""
    connection = sqlite3.connect(folder / "ferrule.db")
    connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    test: FailingTest = wild(FailingTest, Random(1))  # noqa: S311 - the same each time
    told = report_of()
    looked = replace(incident(MOVED, told.incidents[0].status), failing=test)
    stored = fix_of("looked", report=replace(told, incidents=(looked,)))

    with open_database(folder) as database:
        record(database, stored)
        kept = [load(database, run.id) for run in recent(database, 10)]

    assert {Kind.FIX, Kind.UNDO} == {one.run.kind for one in kept}
    assert 3 == len(kept)
    repairs = {one.run.id: one.report for one in kept if isinstance(one.report, KeptRepair)}
    assert stored.report == repairs.pop("looked")
    [old] = repairs.values()
    assert ["E0596"] == [one.finding.rule for one in old.report.incidents]
    assert [None] == [one.failing for one in old.report.incidents]
