"""Incidents on their way up: their stages, their events, what was asked and answered, what worked. Never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the tables of escalation."""
    _escalations()
    _events()
    _packets()
    _questions()
    _resolutions()


def _escalations() -> None:
    op.create_table(
        "escalations",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("code", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("line", sa.BigInteger),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("source_sha256", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("reached", sa.Integer, nullable=False),
        sa.Column("attempts1", sa.Integer, nullable=False),
        sa.Column("attempts2", sa.Integer, nullable=False),
        sa.Column("attempts3", sa.Integer, nullable=False),
        sa.Column("seconds1", sa.Double, nullable=False),
        sa.Column("seconds2", sa.Double, nullable=False),
        sa.Column("seconds3", sa.Double, nullable=False),
        sa.Column("tries", sa.Text, nullable=False),
        sa.Column("skipped_for", sa.Text, nullable=False),
        sa.Column("episode", sa.Integer, nullable=False),
        sa.Column("opened", sa.DateTime, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("asked_at", sa.DateTime),
        sa.Column("lease_pid", sa.BigInteger),
        sa.Column("lease_born", sa.Text),
        sa.Column("lease_container", sa.Text),
        sa.Column("lease_until", sa.DateTime),
        sa.Column("last_event", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_escalations"),
    )
    op.create_index("ix_escalations_fingerprint", "escalations", ["fingerprint"], unique=True)
    op.create_index("ix_escalations_stage", "escalations", ["stage"])


def _events() -> None:
    op.create_table(
        "escalation_events",
        sa.Column("n", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("incident", sa.Text, nullable=False),
        sa.Column("episode", sa.Integer, nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("from_stage", sa.Text, nullable=False),
        sa.Column("to_stage", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("responder", sa.Text, nullable=False),
        sa.Column("move", sa.Text, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("stood", sa.Boolean),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("incident_kind", sa.Text, nullable=False),
        sa.Column("age_s", sa.Double, nullable=False),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_escalation_events"),
    )
    op.create_index("ix_escalation_events_incident", "escalation_events", ["incident", "n"])
    op.create_index(
        "ix_escalation_events_moved",
        "escalation_events",
        [
            *("kind", "incident", "episode", "n", "from_stage", "to_stage"),
            *("cause", "level", "code", "incident_kind", "run_id", "age_s"),
        ],
    )
    op.create_index("ix_escalation_events_tried", "escalation_events", ["kind", "responder", "move", "stood"])


def _packets() -> None:
    op.create_table(
        "packets",
        *_of_incident(),
        sa.Column("episode", sa.Integer, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("responder", sa.Text, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("packet", sa.Text, nullable=False),
        *_keys("packets"),
    )


def _questions() -> None:
    op.create_table(
        "questions",
        *_of_incident(),
        sa.Column("episode", sa.Integer, nullable=False),
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer_key", sa.Text),
        sa.Column("answer_text", sa.Text),
        sa.Column("answered_by", sa.Text),
        sa.Column("answered", sa.DateTime),
        sa.Column("withdrawn", sa.DateTime),
        *_keys("questions"),
    )


def _resolutions() -> None:
    op.create_table(
        "resolutions",
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("level", sa.Integer, nullable=False),
        sa.Column("responder", sa.Text, nullable=False),
        sa.Column("move", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("tried", sa.BigInteger, nullable=False),
        sa.Column("stood", sa.BigInteger, nullable=False),
        sa.Column("edits", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("origin", "id", name="pk_resolutions"),
    )
    op.create_index("ix_resolutions_fingerprint", "resolutions", ["fingerprint"])
    op.create_index("ix_resolutions_code", "resolutions", ["code", "kind"])


def _of_incident() -> tuple[sa.Column[str], sa.Column[int]]:
    return sa.Column("incident", sa.Text, nullable=False), sa.Column("n", sa.Integer, nullable=False)


def _keys(table: str) -> tuple[sa.PrimaryKeyConstraint, sa.ForeignKeyConstraint]:
    return (
        sa.PrimaryKeyConstraint("incident", "n", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["incident"], ["escalations.id"], name=f"fk_{table}_escalations", ondelete="CASCADE"),
    )
