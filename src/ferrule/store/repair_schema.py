"""The tables of repairs and undos; plain columns, so that SQL can count what helped against which error."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, ForeignKeyConstraint, Index, Integer, Table

from ferrule.store.schema import METADATA, Words


def _run() -> Column[str]:
    """Give the column that says to which run something belongs."""
    return Column("run_id", Words, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    """Give the column that keeps the order of the rows of one run."""
    return Column("position", Integer, primary_key=True, autoincrement=False)


REPAIRS: Final = Table(
    "repairs",
    METADATA,
    _run(),
    Column("workspace", Words, nullable=False),
    Column("dry_run", Boolean, nullable=False),
    Column("max_level", Integer, nullable=False),
    Column("errors_before", Integer, nullable=False),
    Column("errors_after", Integer, nullable=False),
    Column("uncovered", Integer, nullable=False),
    Column("compiler_runs", Integer, nullable=False),
    Column("check_phase_seconds", Double, nullable=False),
    Column("search_phase_seconds", Double, nullable=False),
    Column("verify_phase_seconds", Double, nullable=False),
    Column("tests_phase_seconds", Double, nullable=False),
    Column("check_seconds", Double, nullable=False),
    Column("applied", Boolean, nullable=False),
    Column("tests_run", Integer),
    Column("tests_passed", Integer),
    Column("tests_failed", Integer),
    Column("tests_timed_out", Boolean),
)
"""The four columns on tests are NULL where no tests were run."""

REPAIR_NOTES: Final = Table("repair_notes", METADATA, _run(), _position(), Column("note", Words, nullable=False))

INCIDENTS: Final = Table(
    "incidents",
    METADATA,
    _run(),
    _position(),
    Column("id", Words, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("code", Words),
    Column("kind", Words, nullable=False),
    Column("level", Integer, nullable=False),
    Column("status", Words, nullable=False),
    Column("tool", Words, nullable=False),
    Column("severity", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("path", Words),
    Column("line", BigInteger),
    Column("column", BigInteger),
    Column("phase", Words),
    Column("package", Words),
    Index("ix_incidents_code", "code"),
    Index("ix_incidents_fingerprint", "fingerprint"),
)
"""`kind` is the class of the error, `severity` the level in the compiler's words, `level` that of the repair."""

ATTEMPTS: Final = Table(
    "attempts",
    METADATA,
    Column("run_id", Words, primary_key=True),
    Column("incident", Integer, primary_key=True, autoincrement=False),
    _position(),
    Column("n", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("move", Words, nullable=False),
    Column("error", Words, nullable=False),
    Column("attempted", Words, nullable=False),
    Column("action", Words, nullable=False),
    Column("result", Words, nullable=False),
    Column("errors_before", Integer, nullable=False),
    Column("errors_after", Integer, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("rolled_back", Boolean, nullable=False),
    Column("refused", Integer, nullable=False),
    ForeignKeyConstraint(["run_id", "incident"], ["incidents.run_id", "incidents.position"], ondelete="CASCADE"),
    Index("ix_attempts_move", "move", "level"),
)

MOVE_TRIALS: Final = Table(
    "move_trials",
    METADATA,
    _run(),
    _position(),
    Column("code", Words, nullable=False),
    Column("move", Words, nullable=False),
    Column("certainty", Integer, nullable=False),
    Column("tried", Integer, nullable=False),
    Column("stood", Integer, nullable=False),
    Index("ix_move_trials_move", "move", "code"),
)
"""What each move was worth in a run, by error code and by the rank that it gave itself."""

COSTS: Final = Table(
    "costs",
    METADATA,
    _run(),
    _position(),
    Column("kind", Words, nullable=False),
    Column("path", Words, nullable=False),
    Column("line", BigInteger, nullable=False),
    Column("note", Words, nullable=False),
)

EDITED_FILES: Final = Table(
    "edited_files",
    METADATA,
    _run(),
    _position(),
    Column("path", Words, nullable=False),
    Column("log", Words),
    Column("diff_sha256", Words),
)
"""What a repair edited, with its diff where that is kept, or what an undo took back."""

UNDOS: Final = Table(
    "undos", METADATA, _run(), Column("undone", Words, nullable=False), Index("ix_undos_undone", "undone")
)
"""`undone` is no foreign key: the run may be gone from the history, or may never have come into it."""
