"""Failing tests that were looked at, what was run for them, and what had changed. Never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables of failing tests."""
    op.create_table(
        "failing_tests",
        *_of_incident(),
        sa.Column("package", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("output", sa.Text, nullable=False),
        sa.Column("alone", sa.Text),
        sa.Column("runs", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.BigInteger, nullable=False),
        sa.Column("flaky", sa.Boolean, nullable=False),
        sa.Column("needs_others", sa.Boolean, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("good", sa.Text),
        sa.Column("bad", sa.Text),
        sa.Column("reproduce", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "incident", name="pk_failing_tests"),
        _incident_key("failing_tests"),
    )
    op.create_table(
        "test_evidence",
        *_of_incident(),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "incident", "position", name="pk_test_evidence"),
        _incident_key("test_evidence"),
    )
    op.create_table(
        "test_changes",
        *_of_incident(),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "incident", "position", name="pk_test_changes"),
        _incident_key("test_changes"),
    )


def _of_incident() -> tuple[sa.Column[str], sa.Column[int]]:
    return (
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
    )


def _incident_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["run_id", "incident"],
        ["incidents.run_id", "incidents.position"],
        name=f"fk_{table}_incidents",
        ondelete="CASCADE",
    )
