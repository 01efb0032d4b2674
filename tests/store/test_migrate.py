"""A database is brought to the newest schema once, by whoever comes first."""

from pathlib import Path

import pytest
from sqlalchemy import text

from ferrule.errors import StoreBroken, StoreTooNew
from ferrule.store import migrate
from ferrule.store.database import Database, open_database
from ferrule.store.runs import load, recent, record
from store import children
from store.samples import run_of

RECORD = """
print("ready", flush=True)
sys.stdin.readline()
stored = run_of(sys.argv[2])
with open_database(folder) as database:
    record(database, stored)
    assert stored == load(database, sys.argv[2])
"""


def set_version(folder: Path, version: str) -> None:
    """Write another version into the database."""
    with open_database(folder) as database, database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def test_every_revision_is_known() -> None:
    """The list of versions is the folder of revisions."""
    folder = Path(migrate.__file__).parent / "migrations" / "versions"

    assert list(migrate.VERSIONS) == sorted(file.name.split("_")[0] for file in folder.glob("*.py"))


def test_eight_processes_at_once(folder: Path) -> None:
    """Processes that all find no database make one, and each keeps its run in it."""
    started = [children.start(RECORD, str(folder), f"run-{n}") for n in range(8)]
    for child in started:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in started:
        children.said(child)

    with open_database(folder) as database:
        assert {f"run-{n}" for n in range(8)} == {run.id for run in recent(database, 10)}


def test_alembic_is_imported_only_to_migrate(folder: Path) -> None:
    """Opening a database with the newest schema does not pay for Alembic."""
    code = "with open_database(folder): print('alembic' in sys.modules)"

    assert [children.run(code, str(folder)), children.run(code, str(folder))] == ["True\n", "False\n"]


def test_somebody_was_quicker(database: Database) -> None:
    """A migration that another process has made meanwhile is not made again."""
    with database.writing() as connection:
        migrate.migrate(connection, database.file)
        assert migrate.is_current(connection, database.file)


def test_a_newer_database(folder: Path) -> None:
    """A version that this program does not know is an error that names the file and the version."""
    with open_database(folder) as database:
        record(database, run_of())
    set_version(folder, "0999")

    with pytest.raises(StoreTooNew) as refusal, open_database(folder):
        pass

    assert str(refusal.value) == (
        f"{folder}/ferrule.db: its schema is version '0999', this ferrule knows none after {migrate.HEAD}"
    )


def test_a_lost_version_row(folder: Path) -> None:
    """Tables without a version are not overwritten."""
    with open_database(folder) as database:
        record(database, run_of())
        with database.writing() as connection:
            connection.execute(text("DELETE FROM alembic_version"))

        with pytest.raises(StoreBroken, match="table runs already exists"), open_database(folder):
            pass

        assert run_of() == load(database, "last")


def test_a_migration_that_fails_leaves_nothing(folder: Path) -> None:
    """When one table cannot be made, none is: what was there stays, and only that."""
    with open_database(folder) as database:
        with database.writing() as connection:
            for name in list(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))):
                connection.execute(text(f"DROP TABLE {name}"))
            connection.execute(text("CREATE TABLE findings (mine TEXT)"))

        with pytest.raises(StoreBroken, match="table findings already exists"), open_database(folder):
            pass

        with database.reading() as connection:
            assert list(connection.scalars(text("SELECT name FROM sqlite_master"))) == ["findings"]
