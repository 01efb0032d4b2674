"""Incidents on their way up as rows, and back. Each function works within the caller's transaction."""

from collections.abc import Collection
from typing import Final

from sqlalchemy import ColumnElement, Connection, insert, select, update

from ferrule.facts.escalation import Lease, Sighting, Stage, Tracked
from ferrule.facts.kept_incident import Kept
from ferrule.store.incident_schema import ESCALATIONS
from ferrule.store.rows import Row, rows_of

_SIGHTING: Final = ("fingerprint", "code", "kind", "path", "line", "message", "source_sha256")
_LEVELS: Final = (1, 2, 3)


def by_id(connection: Connection, incident: str) -> Kept | None:
    """Give the incident with this id; None where there is none. Raises ValueError for rows that ferrule never wrote."""
    return _one(connection, ESCALATIONS.c.id == incident)


def by_fingerprint(connection: Connection, fingerprint: str) -> Kept | None:
    """Give the incident with this fingerprint; None where there is none. Raises ValueError as `by_id` does."""
    return _one(connection, ESCALATIONS.c.fingerprint == fingerprint)


def of_stages(connection: Connection, stages: Collection[Stage]) -> tuple[Kept, ...]:
    """Give the incidents in these stages, those first that were opened first."""
    wanted = select(ESCALATIONS).where(ESCALATIONS.c.stage.in_([stage.value for stage in stages]))
    return tuple(_kept(row) for row in rows_of(connection, wanted.order_by(ESCALATIONS.c.opened, ESCALATIONS.c.id)))


def add(connection: Connection, kept: Kept) -> None:
    """Write a new incident."""
    connection.execute(insert(ESCALATIONS), _row(kept))


def save(connection: Connection, kept: Kept) -> None:
    """Write an incident over what was known of it."""
    connection.execute(update(ESCALATIONS).where(ESCALATIONS.c.id == kept.tracked.id), _row(kept))


def _one(connection: Connection, which: ColumnElement[bool]) -> Kept | None:
    rows = rows_of(connection, select(ESCALATIONS).where(which))
    return _kept(rows[0]) if rows else None


def _row(kept: Kept) -> Row:
    tracked, lease = kept.tracked, kept.lease
    return {
        "id": tracked.id,
        **{name: getattr(tracked.sighting, name) for name in _SIGHTING},
        "stage": tracked.stage.value,
        "level": tracked.level,
        "reached": kept.reached,
        **{f"attempts{level}": tracked.attempts[level - 1] for level in _LEVELS},
        **{f"seconds{level}": tracked.seconds[level - 1] for level in _LEVELS},
        "tries": dict(kept.tries),
        "skipped_for": tracked.trigger,
        "episode": tracked.episode,
        "opened": tracked.opened,
        "changed": tracked.changed,
        "run_id": kept.run_id,
        "asked_at": kept.asked_at,
        "lease_pid": lease.pid if lease else None,
        "lease_born": lease.born if lease else None,
        "lease_container": lease.container if lease else None,
        "lease_until": lease.until if lease else None,
        "last_event": kept.last_event,
    }


def _kept(row: Row) -> Kept:
    first, second, third = (row[f"attempts{level}"] for level in _LEVELS)
    one, two, three = (row[f"seconds{level}"] for level in _LEVELS)
    tracked = Tracked(
        row["id"],
        Sighting(*(row[name] for name in _SIGHTING)),
        Stage(row["stage"]),
        row["level"],
        (first, second, third),
        (one, two, three),
        row["skipped_for"],
        row["opened"],
        row["changed"],
        row["episode"],
    )
    lease = None
    if row["lease_pid"] is not None:
        lease = Lease(row["lease_pid"], row["lease_born"], row["lease_until"], row["lease_container"])
    return Kept(tracked, row["run_id"], row["reached"], row["tries"], row["asked_at"], lease, row["last_event"])
