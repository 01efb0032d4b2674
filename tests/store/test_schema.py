"""The tables are what the migrations make, on both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from ferrule.store.database import Database
from ferrule.store.incident_schema import ESCALATION_EVENTS, ESCALATIONS, RESOLUTIONS
from ferrule.store.repair_schema import ATTEMPTS, INCIDENTS
from ferrule.store.runs import record
from ferrule.store.schema import METADATA, RUNS
from store.samples import run_of


def test_migrations_make_these_tables(database: Database) -> None:
    """A migrated database has the tables, columns and types of the schema, and no others."""
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_postgresql_takes_the_schema() -> None:
    """Every table can be said in PostgreSQL's words, with types that it has, and rows go with what they belong to."""
    dialect = postgresql.dialect()
    tables = [str(CreateTable(table).compile(dialect=dialect)) for table in METADATA.sorted_tables]

    assert sum("ON DELETE CASCADE" in table for table in tables) == 17
    [runs] = (table for table in tables if "CREATE TABLE runs (" in table)
    assert "started TIMESTAMP WITHOUT TIME ZONE NOT NULL" in runs
    assert "seconds DOUBLE PRECISION NOT NULL" in runs
    indexes = {
        index
        for table in (RUNS, INCIDENTS, ATTEMPTS, ESCALATIONS, ESCALATION_EVENTS, RESOLUTIONS)
        for index in table.indexes
    }
    assert sorted(str(CreateIndex(index).compile(dialect=dialect)) for index in indexes) == [
        "CREATE INDEX ix_attempts_move ON attempts (move, level)",
        "CREATE INDEX ix_escalation_events_incident ON escalation_events (incident, n)",
        "CREATE INDEX ix_escalation_events_moved ON escalation_events (kind, incident, episode, n, from_stage, "
        "to_stage, cause, level, code, incident_kind, run_id, age_s)",
        "CREATE INDEX ix_escalation_events_tried ON escalation_events (kind, responder, move, stood)",
        "CREATE INDEX ix_escalations_stage ON escalations (stage)",
        "CREATE INDEX ix_incidents_code ON incidents (code)",
        "CREATE INDEX ix_incidents_fingerprint ON incidents (fingerprint)",
        "CREATE INDEX ix_resolutions_code ON resolutions (code, kind)",
        "CREATE INDEX ix_resolutions_fingerprint ON resolutions (fingerprint)",
        "CREATE INDEX ix_runs_started ON runs (started, id)",
        "CREATE UNIQUE INDEX ix_escalations_fingerprint ON escalations (fingerprint)",
    ]


def test_no_database_sees_what_it_cannot_take(database: Database) -> None:
    """NUL and lone surrogates stand escaped in the file, so that PostgreSQL takes them too."""
    record(database, run_of("a\0b\udcff\ufdd0"))

    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT id FROM runs").scalar() == "a\ufdd00000b\ufdd0dcff\ufdd0fdd0"
