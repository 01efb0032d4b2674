"""The tables of incidents on their way up. None belongs to a run: to clean the history takes no open incident along."""

from typing import Final

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Integer, Table

from ferrule.store.schema import METADATA, Json, Moment, Words

_COUNTED: Final = (
    *("kind", "incident", "episode", "n", "from_stage", "to_stage"),
    *("cause", "level", "code", "incident_kind", "run_id", "age_s"),
)

ESCALATIONS: Final = Table(
    "escalations",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("fingerprint", Words, nullable=False),
    Column("code", Words),
    Column("kind", Words, nullable=False),
    Column("path", Words, nullable=False),
    Column("line", BigInteger),
    Column("message", Words, nullable=False),
    Column("source_sha256", Words, nullable=False),
    Column("stage", Words, nullable=False),
    Column("level", Integer, nullable=False),
    Column("reached", Integer, nullable=False),
    *(Column(f"attempts{level}", Integer, nullable=False) for level in (1, 2, 3)),
    *(Column(f"seconds{level}", Double, nullable=False) for level in (1, 2, 3)),
    Column("tries", Json, nullable=False),
    Column("skipped_for", Words, nullable=False),
    Column("episode", Integer, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("run_id", Words, nullable=False),
    Column("asked_at", Moment),
    Column("lease_pid", BigInteger),
    Column("lease_born", Words),
    Column("lease_container", Words),
    Column("lease_until", Moment),
    Column("last_event", BigInteger, nullable=False),
    Index("ix_escalations_fingerprint", "fingerprint", unique=True),
    Index("ix_escalations_stage", "stage"),
)
"""`reached` is the highest level since it was opened or reopened, `tries` what each responder has used of the level,
`asked_at` when the answer that is awaited was asked for, `last_event` a number in `escalation_events`."""

ESCALATION_EVENTS: Final = Table(
    "escalation_events",
    METADATA,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("incident", Words, nullable=False),
    Column("episode", Integer, nullable=False),
    Column("time", Moment, nullable=False),
    Column("kind", Words, nullable=False),
    Column("from_stage", Words, nullable=False),
    Column("to_stage", Words, nullable=False),
    Column("cause", Words, nullable=False),
    Column("evidence", Words, nullable=False),
    Column("level", Integer, nullable=False),
    Column("responder", Words, nullable=False),
    Column("move", Words, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("stood", Boolean),
    Column("run_id", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("incident_kind", Words, nullable=False),
    Column("age_s", Double, nullable=False),
    Column("prev_hash", Words, nullable=False),
    Column("hash", Words, nullable=False),
    Index("ix_escalation_events_incident", "incident", "n"),
    Index("ix_escalation_events_moved", *_COUNTED),
    Index("ix_escalation_events_tried", "kind", "responder", "move", "stood"),
)
"""Append only. Each row's hash covers the row and the hash before it; `stood` is NULL where nothing was tried. The last
two indexes hold all that the funnel counts, so that it reads no row."""


def _of_incident() -> tuple[Column[str], Column[int]]:
    return (
        Column("incident", Words, ForeignKey("escalations.id", ondelete="CASCADE"), primary_key=True),
        Column("n", Integer, primary_key=True, autoincrement=False),
    )


PACKETS: Final = Table(
    "packets",
    METADATA,
    *_of_incident(),
    Column("episode", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("responder", Words, nullable=False),
    Column("run_id", Words, nullable=False),
    Column("time", Moment, nullable=False),
    Column("packet", Json, nullable=False),
)

QUESTIONS: Final = Table(
    "questions",
    METADATA,
    *_of_incident(),
    Column("episode", Integer, nullable=False),
    Column("run_id", Words, nullable=False),
    Column("time", Moment, nullable=False),
    Column("question", Json, nullable=False),
    Column("answer_key", Words),
    Column("answer_text", Words),
    Column("answered_by", Words),
    Column("answered", Moment),
    Column("withdrawn", Moment),
)
"""Open is a question that is neither answered nor withdrawn."""

RESOLUTIONS: Final = Table(
    "resolutions",
    METADATA,
    Column("origin", Words, primary_key=True),
    Column("id", Words, primary_key=True),
    Column("own", Boolean, nullable=False),
    Column("fingerprint", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("level", Integer, nullable=False),
    Column("responder", Words, nullable=False),
    Column("move", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("tried", BigInteger, nullable=False),
    Column("stood", BigInteger, nullable=False),
    Column("edits", Json, nullable=False),
    Index("ix_resolutions_fingerprint", "fingerprint"),
    Index("ix_resolutions_code", "code", "kind"),
)
"""What worked and what did not. `origin` is the store in which it was counted, so that no count is taken in twice."""
