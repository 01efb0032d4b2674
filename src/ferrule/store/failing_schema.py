"""The tables of failing tests; each row belongs to an incident."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKeyConstraint, Integer, Table

from ferrule.store.schema import METADATA, Words


def _incident() -> tuple[Column[str], Column[int]]:
    """Give the columns that say to which incident something belongs."""
    return (
        Column("run_id", Words, primary_key=True),
        Column("incident", Integer, primary_key=True, autoincrement=False),
    )


def _goes_with_it() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["run_id", "incident"], ["incidents.run_id", "incidents.position"], ondelete="CASCADE")


FAILING_TESTS: Final = Table(
    "failing_tests",
    METADATA,
    *_incident(),
    Column("package", Words, nullable=False),
    Column("target", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("output", Words, nullable=False),
    Column("alone", Words),
    Column("runs", BigInteger, nullable=False),
    Column("failures", BigInteger, nullable=False),
    Column("flaky", Boolean, nullable=False),
    Column("needs_others", Boolean, nullable=False),
    Column("cause", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("good", Words),
    Column("bad", Words),
    Column("reproduce", Words, nullable=False),
    _goes_with_it(),
)
"""`alone` is NULL where a test was not looked at, `good` where no revision is known at which it passed."""

TEST_EVIDENCE: Final = Table(
    "test_evidence",
    METADATA,
    *_incident(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("what", Words, nullable=False),
    Column("command", Words, nullable=False),
    Column("outcome", Words, nullable=False),
    Column("seconds", Double, nullable=False),
    _goes_with_it(),
)

TEST_CHANGES: Final = Table(
    "test_changes",
    METADATA,
    *_incident(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("path", Words, nullable=False),
    Column("role", Words, nullable=False),
    _goes_with_it(),
)
