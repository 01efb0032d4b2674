"""Repairs and undos come back from the history, and SQL can count over them."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from ferrule.errors import StoreBroken
from ferrule.facts.fix import EditedFile
from ferrule.facts.run import KeptDiff, KeptRepair, Kind, StoredRun
from ferrule.store.cleaning import clean
from ferrule.store.database import Database, open_database
from ferrule.store.logs import keep_log
from ferrule.store.runs import load, recent, record
from store.repair_samples import DIFF, fix_of, report_of, undo_of, wild_report
from store.samples import NOON, run_of


def with_diff(folder: Path, stored: StoredRun, words: str = DIFF) -> StoredRun:
    """Give the same run with the diff of its first edit kept as a log."""
    assert isinstance(stored.report, KeptRepair)
    log = keep_log(folder, words)
    diffs = (KeptDiff("src/lib.rs", str(log.path), log.sha256), *stored.report.diffs[1:])
    edits = (EditedFile("src/lib.rs", words), *stored.report.report.edits[1:])
    return replace(
        stored, report=replace(stored.report, diffs=diffs, report=replace(stored.report.report, edits=edits))
    )


@pytest.mark.parametrize("seed", range(20))
def test_any_repair_comes_back_as_it_was(database: Database, seed: int) -> None:
    """What is loaded equals what was recorded, whatever the texts, numbers and gaps in it.

    Questions are kept with their incidents, measured times as lines of the notes.
    """
    report = replace(wild_report(Random(seed)), questions=(), targets=())  # noqa: S311 - the same each time
    stored = fix_of(f"fix-{seed}", NOON, report)

    record(database, stored)

    assert stored == load(database, f"fix-{seed}")


def test_kinds_are_listed_together(database: Database) -> None:
    """Checks, repairs and undos stand in one list, newest first, each with its kind."""
    record(database, fix_of("b", NOON + timedelta(seconds=1)))
    record(database, run_of("a", NOON))
    record(database, undo_of("c", "b", NOON + timedelta(seconds=2)))

    assert [("c", Kind.UNDO), ("b", Kind.FIX), ("a", Kind.CHECK)] == [(r.id, r.kind) for r in recent(database, 10)]
    assert (undo_of("c", "b").report, run_of("a")) == (load(database, "c").report, load(database, "a"))


def test_a_repair_tells_that_it_was_taken_back(database: Database) -> None:
    """The run that took the edits back is named; another repair stands."""
    for name in ("fix-1", "fix-2"):
        record(database, fix_of(name))
    record(database, undo_of("undo-1", "fix-1", NOON + timedelta(seconds=1)))

    reports = [load(database, name).report for name in ("fix-1", "fix-2")]

    assert ["undo-1", None] == [report.undone_by for report in reports if isinstance(report, KeptRepair)]


def test_a_diff_comes_from_its_log(database: Database, folder: Path) -> None:
    """The text of a diff is read from the logs; when its log is gone or damaged the diff is empty."""
    stored = with_diff(folder, fix_of())
    assert isinstance(stored.report, KeptRepair)
    record(database, stored)
    whole = load(database, "fix-1")
    (folder / str(stored.report.diffs[0].log)).write_text("other", encoding="utf-8")
    damaged = load(database, "fix-1")

    assert stored == whole
    assert isinstance(damaged.report, KeptRepair)
    assert [EditedFile("src/lib.rs", "")] == list(damaged.report.report.edits)
    assert stored.report.diffs == damaged.report.diffs


def test_success_by_code_move_and_level(database: Database) -> None:
    """One plain query tells which move of which level helped against which error."""
    for name in ("fix-1", "fix-2"):
        record(database, fix_of(name))
    query = """
        SELECT incidents.code, attempts.move, attempts.level, COUNT(*) AS tried,
               SUM(CASE WHEN attempts.rolled_back THEN 0 ELSE 1 END) AS held, SUM(attempts.seconds) AS seconds
        FROM attempts JOIN incidents
          ON incidents.run_id = attempts.run_id AND incidents.position = attempts.incident
        GROUP BY incidents.code, attempts.move, attempts.level
    """

    with database.reading() as connection:
        assert [("E0382", "suggestion", 1, 4, 2, 1.0)] == [tuple(row) for row in connection.execute(text(query))]


@pytest.mark.parametrize(
    ("table", "column", "index"),
    [
        ("incidents", "code", "ix_incidents_code"),
        ("incidents", "fingerprint", "ix_incidents_fingerprint"),
        ("attempts", "move", "ix_attempts_move"),
    ],
)
def test_lookups_use_an_index(database: Database, table: str, column: str, index: str) -> None:
    """What statistics and the incident machine ask for does not read a whole table."""
    with database.reading() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN SELECT run_id FROM {table} WHERE {column} = 'x'"))  # noqa: S608

        assert index in " ".join(str(row) for row in plan)


def test_cleaning_takes_all_of_a_repair(database: Database, folder: Path) -> None:
    """With its run go all rows of an old repair and its diff; a diff that a kept run names stays."""
    record(database, with_diff(folder, fix_of("old"), "old diff"))
    record(database, with_diff(folder, fix_of("new", NOON + timedelta(days=1))))
    for log in (folder / "logs").rglob("*.log"):
        os.utime(log, (0, 0))
    before = sorted(log.read_text(encoding="utf-8") for log in (folder / "logs").rglob("*.log"))

    cleaned = clean(folder, 1)

    assert (1, 1, [DIFF, "old diff"]) == (cleaned.runs, cleaned.logs, before)
    assert [DIFF] == [log.read_text(encoding="utf-8") for log in (folder / "logs").rglob("*.log")]
    with database.reading() as connection:
        for table in ("repairs", "repair_notes", "incidents", "attempts", "costs", "edited_files"):
            ids = set(connection.scalars(text(f"SELECT run_id FROM {table}")))  # noqa: S608
            assert ids == {"new"}, table


def test_a_repair_is_recorded_whole_or_not_at_all(folder: Path) -> None:
    """A value that no column takes leaves nothing of the run behind."""
    broken = fix_of("broken", NOON, replace(report_of(), uncovered=2**63))
    with open_database(folder) as database:
        with pytest.raises(StoreBroken):
            record(database, broken)

        assert () == recent(database, 10)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE runs SET kind = 'sideways'",
        "UPDATE runs SET verdict = 'passed'",
        "UPDATE runs SET seconds = 'long'",
        "UPDATE repairs SET compiler_runs = 'many'",
        "UPDATE incidents SET status = 'lost'",
        "UPDATE attempts SET seconds = 'long'",
        "UPDATE costs SET kind = 'free'",
        "DELETE FROM repairs",
        "DROP TABLE costs",
    ],
)
def test_rows_that_ferrule_never_wrote(database: Database, damage: str) -> None:
    """Rows that make no sense are a foreseen error that names the file."""
    record(database, fix_of("fix-1"))
    with database.writing() as connection:
        connection.execute(text(damage))

    with pytest.raises(StoreBroken, match=r"ferrule\.db: "):
        load(database, "fix-1")
