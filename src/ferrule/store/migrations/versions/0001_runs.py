"""The first tables: runs with their reports, rows, findings and tests. Never changed: later ones add."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _runs()
    _gate_results()
    _findings()
    _tests()


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("command", sa.Text, nullable=False),
        sa.Column("started", sa.DateTime, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("exit_code", sa.Integer, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_started", "runs", ["started", "id"])
    op.create_table(
        "reports",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("toolchain", sa.Text),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("exit_code", sa.Integer, nullable=False),
        sa.Column("cores", sa.Integer, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("stored_as", sa.Text),
        sa.Column("notes", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_id", name="pk_reports"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_reports_runs", ondelete="CASCADE"),
    )


def _gate_results() -> None:
    op.create_table(
        "gate_results",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
        sa.Column("argv", sa.Text, nullable=False),
        sa.Column("seen_unit", sa.Text),
        sa.Column("seen_count", sa.BigInteger),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("cached", sa.Boolean, nullable=False),
        sa.Column("parts", sa.Text),
        sa.Column("log", sa.Text),
        sa.Column("evidence_sha256", sa.Text),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_gate_results"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_gate_results_runs", ondelete="CASCADE"),
    )


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("gate", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("tool", sa.Text, nullable=False),
        sa.Column("rule", sa.Text),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("path", sa.Text),
        sa.Column("line", sa.BigInteger),
        sa.Column("column", sa.BigInteger),
        sa.Column("end_line", sa.BigInteger),
        sa.Column("end_column", sa.BigInteger),
        sa.Column("rendered", sa.Text, nullable=False),
        sa.Column("suggestions", sa.Text, nullable=False),
        sa.Column("phase", sa.Text),
        sa.Column("package", sa.Text),
        sa.PrimaryKeyConstraint("run_id", "gate", "n", name="pk_findings"),
        _to_gate("findings"),
    )


def _tests() -> None:
    op.create_table(
        "tests",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("gate", sa.Integer, nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("binary", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "gate", "n", name="pk_tests"),
        _to_gate("tests"),
    )


def _to_gate(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["run_id", "gate"],
        ["gate_results.run_id", "gate_results.position"],
        name=f"fk_{table}_gate_results",
        ondelete="CASCADE",
    )
