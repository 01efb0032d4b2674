"""What worked for incidents and what did not, as rows, and back; counts of other stores stay apart from ours (P46)."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, true, update

from ferrule.facts.escalation import KeptEdit, Resolution
from ferrule.store.database import Database
from ferrule.store.incident_schema import RESOLUTIONS
from ferrule.store.rows import Row, rows_of

_NAMED: Final = ("fingerprint", "kind", "code", "level", "responder", "move", "message")
"""What makes two lessons the same, beside their edits."""
_C: Final = RESOLUTIONS.c


@dataclass(frozen=True, slots=True)
class Counted:
    """A lesson with the store that counted it."""

    origin: str
    lesson: Resolution


def name_of(lesson: Resolution) -> str:
    """Give an id such as `L-1a2b3c4d5e6f`, made of all but the counts."""
    said = [*(getattr(lesson, name) for name in _NAMED), *((edit.path, edit.old, edit.new) for edit in lesson.edits)]
    return f"L-{sha256(json.dumps(said).encode()).hexdigest()[:12]}"


def add_counts(database: Database, lesson: Resolution) -> None:
    """Add the counts of a lesson to those that this store made itself. The caller has dropped edits with secrets.

    Raises:
        StoreBroken: when they cannot be written.
    """
    with database.writing() as connection:
        origin = _own_origin(connection)
        known = _row_of(connection, origin, name_of(lesson))
        if known is None:
            connection.execute(insert(RESOLUTIONS), _row(Counted(origin, lesson), own=True))
            return
        more = {"tried": known["tried"] + lesson.tried, "stood": known["stood"] + lesson.right}
        connection.execute(update(RESOLUTIONS).where(_is(origin, known["id"])).values(more))


def take_in(database: Database, lessons: Iterable[Counted]) -> int:
    """Take in the counts of other stores, and give how many lessons were new or had grown; all of them, or none.

    A store counts upwards only: of what is known already the larger count stands, and our own are passed over.

    Raises:
        StoreBroken: when they cannot be written.
    """
    with database.writing() as connection:
        own = _own_origin(connection)
        return sum(_taken_in(connection, one) for one in lessons if one.origin != own)


def all_counted(database: Database) -> tuple[Counted, ...]:
    """Give every lesson with the store that counted it. Raises StoreBroken when they cannot be read."""
    with database.reading() as connection:
        return _counted(connection, true())


def about(database: Database, fingerprint: str, kind: str, code: str) -> tuple[Counted, ...]:
    """Give the lessons about an incident or its like: of this fingerprint, or of this class and code.

    Raises:
        StoreBroken: when they cannot be read.
    """
    with database.reading() as connection:
        return _counted(connection, or_(_C.fingerprint == fingerprint, and_(_C.kind == kind, _C.code == code)))


def forget(database: Database, lesson: str | None = None) -> int:
    """Delete the lesson with this id, or all, whoever counted them; gives how many rows that were.

    Raises:
        StoreBroken: when they cannot be deleted.
    """
    with database.writing() as connection:
        return connection.execute(delete(RESOLUTIONS).where(true() if lesson is None else _C.id == lesson)).rowcount


def _taken_in(connection: Connection, one: Counted) -> bool:
    known = _row_of(connection, one.origin, name_of(one.lesson))
    if known is None:
        connection.execute(insert(RESOLUTIONS), _row(one, own=False))
        return True
    if one.lesson.tried <= known["tried"]:
        return False
    grown = {"tried": one.lesson.tried, "stood": one.lesson.right}
    connection.execute(update(RESOLUTIONS).where(_is(one.origin, known["id"])).values(grown))
    return True


def _own_origin(connection: Connection) -> str:
    """Give the name under which this store's own counts go to others; a new one where there are none."""
    known = connection.scalars(select(_C.origin).where(_C.own.is_(True)).limit(1)).first()
    return known or secrets.token_hex(8)


def _counted(connection: Connection, which: ColumnElement[bool]) -> tuple[Counted, ...]:
    query = select(RESOLUTIONS).where(which).order_by(_C.id, _C.origin)
    return tuple(Counted(row["origin"], _lesson(row)) for row in rows_of(connection, query))


def _row_of(connection: Connection, origin: str, lesson: str) -> Row | None:
    found = rows_of(connection, select(RESOLUTIONS).where(_is(origin, lesson)))
    return found[0] if found else None


def _is(origin: str, lesson: str) -> ColumnElement[bool]:
    return and_(_C.origin == origin, _C.id == lesson)


def _row(one: Counted, *, own: bool) -> Row:
    lesson = one.lesson
    counts = {"tried": lesson.tried, "stood": lesson.right, "edits": msgspec.to_builtins(lesson.edits)}
    named = {name: getattr(lesson, name) for name in _NAMED}
    return {"origin": one.origin, "id": name_of(lesson), "own": own, **named, **counts}


def _lesson(row: Row) -> Resolution:
    edits = msgspec.convert(row["edits"], tuple[KeptEdit, ...])
    named = {name: row[name] for name in _NAMED}
    return replace(Resolution(**named, tried=row["tried"], right=row["stood"], edits=edits), id=row["id"])
