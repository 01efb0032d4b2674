"""What happened to incidents, one row an event: appended, read, and checked for rows that were changed or deleted."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from typing import Final

from sqlalchemy import Connection, Select, func, insert, select

from ferrule.facts.escalation import Event, EventKind, Stage
from ferrule.store.incident_schema import ESCALATION_EVENTS, ESCALATIONS
from ferrule.store.rows import Row, rows_of

_COLUMNS: Final = {
    "incident": "incident",
    "episode": "episode",
    "time": "time",
    "kind": "kind",
    "before": "from_stage",
    "after": "to_stage",
    "cause": "cause",
    "evidence": "evidence",
    "level": "level",
    "responder": "responder",
    "move": "move",
    "seconds": "seconds",
    "right": "stood",
    "run_id": "run_id",
    "code": "code",
    "incident_kind": "incident_kind",
    "age_s": "age_s",
}
"""The field of an event, and its column: some of the fields are words of SQL."""
_FIRST: Final = ""
"""What stands before the first hash."""


def append(connection: Connection, events: Iterable[Event]) -> int:
    """Write events after all others, and give the number of the last one; 0 where there are none at all.

    The caller's transaction keeps other writers out: each row names the hash of the one before it.
    """
    newest = select(ESCALATION_EVENTS.c.n, ESCALATION_EVENTS.c.hash).order_by(ESCALATION_EVENTS.c.n.desc()).limit(1)
    last = connection.execute(newest).first()
    n, before = (last[0], last[1]) if last else (0, _FIRST)
    rows = []
    for event in events:
        n += 1
        row = _row(event) | {"n": n, "prev_hash": before}
        before = _hash(row)
        rows.append(row | {"hash": before})
    if rows:
        connection.execute(insert(ESCALATION_EVENTS), rows)
    return n


def of_incident(connection: Connection, incident: str) -> tuple[Event, ...]:
    """Give the events of an incident in their order. Raises ValueError for rows that ferrule never wrote."""
    query = select(ESCALATION_EVENTS).where(ESCALATION_EVENTS.c.incident == incident)
    return tuple(_event(row) for row in rows_of(connection, query.order_by(ESCALATION_EVENTS.c.n)))


def broken(connection: Connection) -> str:
    """Give what is wrong with the chain of events, such as `event 7 is missing`; empty when it is whole.

    A row that was changed, deleted or put in is seen, the last one of an incident too, since the incident names it.
    What is not seen is a chain that was written anew as a whole.
    """
    before, expected = _FIRST, 1
    for row in connection.execution_options(yield_per=1000).execute(_in_order()).mappings():
        told = {name: row[name] for name in row if name != "hash"}
        if row["n"] != expected:
            return f"event {expected} is missing"
        if row["prev_hash"] != before or row["hash"] != _hash(told):
            return f"event {expected} is not what was written"
        before, expected = row["hash"], expected + 1
    return _unheard_of(connection)


def _in_order() -> Select[tuple[object, ...]]:
    return select(ESCALATION_EVENTS).order_by(ESCALATION_EVENTS.c.n)


def _unheard_of(connection: Connection) -> str:
    """Look for incidents whose last event is gone, or is not the one that they name."""
    last = (
        select(ESCALATION_EVENTS.c.incident, func.max(ESCALATION_EVENTS.c.n).label("n"))
        .group_by(ESCALATION_EVENTS.c.incident)
        .subquery()
    )
    query = (
        select(ESCALATIONS.c.last_event)
        .outerjoin(last, last.c.incident == ESCALATIONS.c.id)
        .where(func.coalesce(last.c.n, 0) != ESCALATIONS.c.last_event)
        .order_by(ESCALATIONS.c.last_event)
    )
    n = connection.scalars(query.limit(1)).first()
    return "" if n is None else f"event {n} is missing"


def _row(event: Event) -> Row:
    return {column: getattr(event, field) for field, column in _COLUMNS.items()} | {
        "kind": event.kind.value,
        "from_stage": event.before.value,
        "to_stage": event.after.value,
    }


def _event(row: Row) -> Event:
    fields = {field: row[column] for field, column in _COLUMNS.items()}
    words = {"kind": EventKind(row["kind"]), "before": Stage(row["from_stage"]), "after": Stage(row["to_stage"])}
    return Event(**{**fields, **words})


def _hash(row: Row) -> str:
    """Give the hash of a row with the one before it; times in UTC, names in order: it is the same everywhere."""
    said = {**row, "time": row["time"].astimezone(UTC).isoformat()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
