"""Repairs: what was broken, what was tried, what it cost, what was edited, and what was taken back. Never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the kind of a run, the age of a verdict, and the tables of repairs and undos."""
    op.add_column("gate_results", sa.Column("age_s", sa.Double))
    op.add_column("runs", sa.Column("kind", sa.Text, nullable=False, server_default="check"))
    _repairs()
    _incidents()
    _attempts()
    _prices()
    _undos()


def _repairs() -> None:
    op.create_table(
        "repairs",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("dry_run", sa.Boolean, nullable=False),
        sa.Column("max_level", sa.Integer, nullable=False),
        sa.Column("errors_before", sa.Integer, nullable=False),
        sa.Column("errors_after", sa.Integer, nullable=False),
        sa.Column("uncovered", sa.Integer, nullable=False),
        sa.Column("compiler_runs", sa.Integer, nullable=False),
        sa.Column("check_phase_seconds", sa.Double, nullable=False),
        sa.Column("search_phase_seconds", sa.Double, nullable=False),
        sa.Column("verify_phase_seconds", sa.Double, nullable=False),
        sa.Column("tests_phase_seconds", sa.Double, nullable=False),
        sa.Column("check_seconds", sa.Double, nullable=False),
        sa.Column("applied", sa.Boolean, nullable=False),
        sa.Column("tests_run", sa.Integer),
        sa.Column("tests_passed", sa.Integer),
        sa.Column("tests_failed", sa.Integer),
        sa.Column("tests_timed_out", sa.Boolean),
        sa.PrimaryKeyConstraint("run_id", name="pk_repairs"),
        _to_run("repairs"),
    )
    op.create_table(
        "repair_notes",
        *_place(),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_repair_notes"),
        _to_run("repair_notes"),
    )


def _incidents() -> None:
    op.create_table(
        "incidents",
        *_place(),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("tool", sa.Text, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("path", sa.Text),
        sa.Column("line", sa.BigInteger),
        sa.Column("column", sa.BigInteger),
        sa.Column("phase", sa.Text),
        sa.Column("package", sa.Text),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_incidents"),
        _to_run("incidents"),
    )
    op.create_index("ix_incidents_code", "incidents", ["code"])
    op.create_index("ix_incidents_fingerprint", "incidents", ["fingerprint"])


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("incident", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("move", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("attempted", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("errors_before", sa.Integer, nullable=False),
        sa.Column("errors_after", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("rolled_back", sa.Boolean, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "incident", "position", name="pk_attempts"),
        sa.ForeignKeyConstraint(
            ["run_id", "incident"],
            ["incidents.run_id", "incidents.position"],
            name="fk_attempts_incidents",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_attempts_move", "attempts", ["move", "level"])


def _prices() -> None:
    op.create_table(
        "costs",
        *_place(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("line", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_costs"),
        _to_run("costs"),
    )
    op.create_table(
        "edited_files",
        *_place(),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("log", sa.Text),
        sa.Column("diff_sha256", sa.Text),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_edited_files"),
        _to_run("edited_files"),
    )


def _undos() -> None:
    op.create_table(
        "undos",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("undone", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_undos"),
        _to_run("undos"),
    )
    op.create_index("ix_undos_undone", "undos", ["undone"])


def _place() -> tuple[sa.Column[str], sa.Column[int]]:
    return sa.Column("run_id", sa.Text, nullable=False), sa.Column("position", sa.Integer, nullable=False)


def _to_run(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=f"fk_{table}_runs", ondelete="CASCADE")
