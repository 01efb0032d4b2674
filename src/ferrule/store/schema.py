"""The tables, as this version of ferrule reads and writes them; how they came about is in `migrations`."""

import json
import re
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

_ESCAPE: Final = "\ufdd0"
"""A character that Unicode keeps free for uses like this one."""
_UNSTORABLE: Final = re.compile(f"[\0\ud800-\udfff{_ESCAPE}]")
_ESCAPED: Final = re.compile(f"{_ESCAPE}([0-9a-f]{{4}})")


class Words(TypeDecorator[str]):
    """Any text of Python, given back exactly.

    NUL (which PostgreSQL refuses) and lone surrogates (which have no UTF-8) stand in the database as U+FDD0
    and four hex digits, and so does U+FDD0 itself.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - given
        """Give the text as every database takes it."""
        return None if value is None else _escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - given
        """Give the text as it was recorded."""
        return None if value is None else _restored(value)


class Json(TypeDecorator[object]):
    """Anything that JSON can say; None is SQL's NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002 - given
        """Give the JSON text."""
        return None if value is None else _escaped(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002 - given
        """Give what the JSON text says."""
        return None if value is None else json.loads(_restored(value))


class Moment(TypeDecorator[datetime]):
    """A point in time: UTC without a zone in the database, UTC with its zone in Python."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the same moment in UTC, without its zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give the moment with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


METADATA: Final = MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(referred_table_name)s"}
)

RUNS: Final = Table(
    "runs",
    METADATA,
    Column("id", Words, primary_key=True),
    Column("command", Words, nullable=False),
    Column("started", Moment, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("profile", Words, nullable=False),
    Column("verdict", Words, nullable=False),
    Column("exit_code", Integer, nullable=False),
    Column("version", Words, nullable=False),
    Column("kind", Words, nullable=False, server_default="check"),
    Index("ix_runs_started", "started", "id"),
)

REPORTS: Final = Table(
    "reports",
    METADATA,
    Column("run_id", Words, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("workspace", Words, nullable=False),
    Column("toolchain", Words),
    Column("profile", Words, nullable=False),
    Column("verdict", Words, nullable=False),
    Column("exit_code", Integer, nullable=False),
    Column("cores", Integer, nullable=False),
    Column("seconds", Double, nullable=False),
    Column("stored_as", Words),
    Column("notes", Json, nullable=False),
)
"""`stored_as` is the report's own `run_id`: NULL where the report was made before it was stored."""

GATE_RESULTS: Final = Table(
    "gate_results",
    METADATA,
    Column("run_id", Words, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("status", Words, nullable=False),
    Column("reason", Words),
    Column("detail", Words, nullable=False),
    Column("remedy", Words, nullable=False),
    Column("argv", Json, nullable=False),
    Column("seen_unit", Words),
    Column("seen_count", BigInteger),
    Column("seconds", Double, nullable=False),
    Column("cached", Boolean, nullable=False),
    Column("age_s", Double),
    Column("parts", Json),
    Column("log", Words),
    Column("evidence_sha256", Words),
)


def _of_gate() -> tuple[Column[str] | Column[int] | ForeignKeyConstraint, ...]:
    """Give the columns that say to which row of which run something belongs, and in what order."""
    return (
        Column("run_id", Words, primary_key=True),
        Column("gate", Integer, primary_key=True, autoincrement=False),
        Column("n", Integer, primary_key=True, autoincrement=False),
        ForeignKeyConstraint(["run_id", "gate"], ["gate_results.run_id", "gate_results.position"], ondelete="CASCADE"),
    )


FINDINGS: Final = Table(
    "findings",
    METADATA,
    *_of_gate(),
    Column("tool", Words, nullable=False),
    Column("rule", Words),
    Column("level", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("path", Words),
    Column("line", BigInteger),
    Column("column", BigInteger),
    Column("end_line", BigInteger),
    Column("end_column", BigInteger),
    Column("rendered", Words, nullable=False),
    Column("suggestions", Json, nullable=False),
    Column("phase", Words),
    Column("package", Words),
)

TESTS: Final = Table(
    "tests",
    METADATA,
    *_of_gate(),
    Column("binary", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("status", Words, nullable=False),
)


def _escaped(text: str) -> str:
    if text.isascii() and "\0" not in text:  # Nearly all text, and quickly told.
        return text
    return _UNSTORABLE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", text)


def _restored(text: str) -> str:
    if _ESCAPE not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
