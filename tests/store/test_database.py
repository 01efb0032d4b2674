"""Opening, reading and writing, and every way in which they fail."""

import os
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from ferrule.errors import StoreBroken
from ferrule.facts import reading
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import GateResult
from ferrule.facts.status import Status
from ferrule.store import database as door
from ferrule.store.database import Database, open_database
from ferrule.store.runs import load, recent, record
from ferrule.store.schema import METADATA
from store import children
from store.samples import NOON, run_of

ROW = GateResult(
    "test",
    "Test",
    Status.FAILED,
    findings=(Finding("rustc", None, Level.NOTE, "words"),),
    tests=(reading.CaseResult("pkg", "works", reading.CaseStatus.PASSED),),
)

HOLD = """
with open_database(folder) as database, database.writing():
    print("writing", flush=True)
    sys.stdin.readline()
"""


def count(database: Database, table: str) -> int:
    """Give how many rows a table has."""
    with database.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(METADATA.tables[table])) or 0)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("foreign_keys", 1),
        ("synchronous", 1),
        ("busy_timeout", 10_000),
        ("auto_vacuum", 1),
    ],
)
def test_how_it_is_opened(database: Database, pragma: str, value: object) -> None:
    """Each connection has the settings that the store relies on."""
    with database.reading() as connection:
        assert value == connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()


@pytest.mark.parametrize("name", ["plain", "a b", "50%25", "what?mode=ro", "#1", "\udcff", "\U0001f600"])
def test_any_folder_name(tmp_path: Path, name: str) -> None:
    """A folder may have any name; nothing in it is read as part of a URL."""
    folder = tmp_path / name
    folder.mkdir()
    with open_database(folder) as database:
        record(database, run_of())

    assert (folder / "ferrule.db").is_file()
    with open_database(folder) as database:
        assert run_of() == load(database, "last")


def test_rows_go_with_their_run(database: Database) -> None:
    """Deleting a run deletes its report, rows, findings and tests."""
    record(database, run_of("run", NOON, ROW))
    tables = ("reports", "gate_results", "findings", "tests")
    before = [count(database, table) for table in tables]
    with database.writing() as connection:
        connection.execute(text("DELETE FROM runs"))

    assert (before, [count(database, table) for table in tables]) == ([1, 1, 1, 1], [0, 0, 0, 0])


def test_a_failing_body_writes_nothing(database: Database) -> None:
    """An error of the caller passes through as it is, and takes its writes with it."""

    def fail() -> None:
        with database.writing() as connection:
            connection.execute(text("CREATE TABLE mine (a TEXT)"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()

    with database.reading() as connection:
        assert not connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'mine'"))


def test_a_reader_sees_one_state(folder: Path, database: Database) -> None:
    """What another connection records while we read is not seen, and is not kept waiting either."""
    record(database, run_of("first"))
    with database.reading() as connection:
        query = text("SELECT count(*) FROM runs")
        before = connection.scalar(query)
        with open_database(folder) as other:
            record(other, run_of("second"))

        assert (before, connection.scalar(query)) == (1, 1)
    assert len(recent(database, 10)) == 2


def test_another_process_does_not_stop_writing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that does not end is waited for, then named as the reason; reading goes on."""
    monkeypatch.setattr(door, "BUSY_S", 0.1)
    child = children.start(HOLD, str(folder))
    assert child.stdout
    assert child.stdout.readline() == "writing\n"

    with open_database(folder) as database:
        with pytest.raises(StoreBroken, match=r"ferrule\.db: database is locked"):
            record(database, run_of())
        assert recent(database, 10) == ()
        assert children.said(child) == ""
        record(database, run_of())


def test_no_folder(tmp_path: Path) -> None:
    """A folder that is not there is a foreseen error."""
    with (
        pytest.raises(StoreBroken, match=r"gone/ferrule\.db: unable to open"),
        open_database(tmp_path / "gone"),
    ):
        pass


def test_no_database(folder: Path) -> None:
    """A file that is something else is a foreseen error, and stays as it is."""
    (folder / "ferrule.db").write_text("my diary " * 1000, encoding="utf-8")

    with pytest.raises(StoreBroken, match=r"ferrule\.db: file is not a database"), open_database(folder):
        pass

    assert (folder / "ferrule.db").read_text(encoding="utf-8") == "my diary " * 1000


def test_a_damaged_file(folder: Path) -> None:
    """A file that was overwritten in the middle is a foreseen error when its rows are read."""
    with open_database(folder) as database:
        record(database, run_of("run", NOON, *[ROW] * 500))
    size = (folder / "ferrule.db").stat().st_size
    with (folder / "ferrule.db").open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(size - 8192))

    with pytest.raises(StoreBroken, match=r"ferrule\.db: "), open_database(folder) as database:
        load(database, "last")


@pytest.mark.sandbox
def test_a_read_only_folder(folder: Path, bwrap: tuple[str, ...]) -> None:
    """Where nothing can be written, recording is a foreseen error."""
    with open_database(folder) as database:
        record(database, run_of())
    code = """
try:
    with open_database(folder) as database:
        record(database, run_of("second"))
except FerruleError as refusal:
    print(type(refusal).__name__, refusal)
"""

    told = children.run(code, str(folder), within=(*bwrap, "--ro-bind", str(folder), str(folder)))

    assert told.startswith(f"StoreBroken {folder}/ferrule.db: ")
    with open_database(folder) as database:
        assert [run.id for run in recent(database, 10)] == ["run"]
