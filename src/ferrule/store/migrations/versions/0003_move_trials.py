"""What each move was worth in a run; deleted rows are forgotten lessons, the runs stay."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table of trials."""
    op.create_table(
        "move_trials",
        sa.Column("run_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("move", sa.Text, nullable=False),
        sa.Column("certainty", sa.Integer, nullable=False),
        sa.Column("tried", sa.Integer, nullable=False),
        sa.Column("stood", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "position", name="pk_move_trials"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_move_trials_runs", ondelete="CASCADE"),
    )
    op.create_index("ix_move_trials_move", "move_trials", ["move", "code"])
