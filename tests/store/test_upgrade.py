"""Databases of older versions are brought up to date where they lie, and lose nothing."""

import importlib.util
import io
import sqlite3
from pathlib import Path
from types import ModuleType

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from ferrule.facts.gate import CheckReport, Verdict
from ferrule.facts.run import Kind
from ferrule.facts.status import Status
from ferrule.store import migrate
from ferrule.store.database import open_database
from ferrule.store.runs import load, recent, record
from store import children
from store.repair_samples import fix_of

OLD = Path(__file__).with_name("old")
FIRST, SECOND = "20261121T132825-aaa208", "20261121T132829-1d170b"


@pytest.fixture
def old(folder: Path) -> Path:
    """A state folder with the database that ferrule 0.1.0 left after two checks of a small crate."""
    connection = sqlite3.connect(folder / "ferrule.db")
    connection.executescript((OLD / "0001.sql").read_text(encoding="utf-8"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return folder


def counts(folder: Path) -> dict[str, int]:
    """Give how many rows each table of the first version has."""
    connection = sqlite3.connect(folder / "ferrule.db")
    names = ("runs", "reports", "gate_results", "findings", "tests")
    found = {name: connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608
    connection.close()
    return found


def revision(name: str) -> ModuleType:
    """Give the module of a revision."""
    [file] = (Path(migrate.__file__).parent / "migrations" / "versions").glob(f"{name}_*.py")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_runs_of_an_older_version_stay(old: Path) -> None:
    """Every row is there as it was, each run is a check, and repairs are recorded beside them."""
    before = counts(old)

    with open_database(old) as database:
        listed = recent(database, 10)
        first, second = load(database, FIRST).report, load(database, SECOND).report
        after = counts(old)
        record(database, fix_of())
        fixed = load(database, "fix-1")

    assert before == after
    assert [(SECOND, Kind.CHECK, Verdict.FAILED), (FIRST, Kind.CHECK, Verdict.FAILED)] == [
        (run.id, run.kind, run.verdict) for run in listed
    ]
    assert isinstance(first, CheckReport)
    assert isinstance(second, CheckReport)
    assert ["E0308"] == [finding.rule for gate in first.gates for finding in gate.findings]
    assert [("tests::adds", "failed")] == [(test.name, test.status) for gate in second.gates for test in gate.tests]
    assert [Status.FAILED] == [gate.status for gate in first.gates if gate.id == "check"]
    assert fixed == fix_of()


def test_two_processes_upgrade_at_once(old: Path) -> None:
    """Both find the old database, one upgrades it, and both keep their run."""
    code = """
from store.repair_samples import fix_of
print("ready", flush=True)
sys.stdin.readline()
with open_database(folder) as database:
    record(database, fix_of(sys.argv[2]))
"""
    started = [children.start(code, str(old), f"fix-{n}") for n in range(2)]
    for child in started:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in started:
        children.said(child)

    with open_database(old) as database:
        assert {FIRST, SECOND, "fix-0", "fix-1"} == {run.id for run in recent(database, 10)}


def test_an_upgrade_that_fails_changes_nothing(old: Path) -> None:
    """When a new table cannot be made the database stays as the older version left it."""
    connection = sqlite3.connect(old / "ferrule.db")
    connection.execute("CREATE TABLE undos (mine TEXT)")
    connection.close()

    with pytest.raises(Exception, match="table undos already exists"), open_database(old):
        pass

    connection = sqlite3.connect(old / "ferrule.db")
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    columns = {row[1] for row in connection.execute("PRAGMA table_info(runs)")}
    version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    assert {"alembic_version", "findings", "gate_results", "reports", "runs", "tests", "undos"} == names
    assert ("kind" in columns, ("0001",)) == (False, version)


def test_postgresql_takes_the_migrations() -> None:
    """Every step can be said in PostgreSQL's words, without reading the database first."""
    said = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": said, "transactional_ddl": True}
    )

    with Operations.context(context):
        for name in migrate.VERSIONS:
            revision(name).upgrade()

    words = said.getvalue()
    assert "ALTER TABLE runs ADD COLUMN kind TEXT DEFAULT 'check' NOT NULL;" in words
    assert "CREATE INDEX ix_attempts_move ON attempts (move, level);" in words
    assert 17 == words.count("ON DELETE CASCADE")
    assert not any(word in words for word in ("PRAGMA", "AUTOINCREMENT", "WITHOUT ROWID"))


def test_a_fresh_database_knows_the_newest_version(folder: Path) -> None:
    """All revisions run one after the other on an empty file."""
    with open_database(folder) as database, database.reading() as connection:
        assert migrate.HEAD == connection.scalar(text("SELECT version_num FROM alembic_version"))
