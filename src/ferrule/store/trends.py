"""Times and verdicts of many runs, without what they found."""

from typing import Any, Final, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select

from ferrule.facts.chart import Point
from ferrule.facts.run import Kind
from ferrule.facts.status import Reason, Status
from ferrule.store.database import Database
from ferrule.store.rows import rows_of
from ferrule.store.schema import GATE_RESULTS, RUNS

_G: Final = GATE_RESULTS.c
_RAN: Final = and_(_G.cached.is_(other=False), _G.status != Status.SKIPPED.value)
_LEFT_OUT: Final = (Reason.USER.value, Reason.CANCELLED.value, Reason.BLOCKED.value, Reason.TIME_BUDGET.value)
"""Why a gate has no time though it belongs to the ladder: such a run is not to be compared with whole ones."""
_NARROWING: Final = ("-p", "--package", "--changed")
_Columns: TypeAlias = tuple[ColumnElement[Any], ...]
_OF_RUN: Final[_Columns] = (
    RUNS.c.id.label("run_id"),
    RUNS.c.started,
    RUNS.c.kind.label("command"),
    RUNS.c.profile,
)


def runs_over_time(database: Database, limit: int) -> tuple[Point, ...]:
    """Give the newest checks and repairs, newest first; `ran` is told of whole ladders alone.

    Raises:
        StoreBroken: when they cannot be read.
    """
    rows = select(_G.run_id).where(_G.run_id == RUNS.c.id)
    whole = and_(rows.where(_RAN).exists(), not_(rows.where(_G.reason.in_(_LEFT_OUT)).exists()), not_(_narrowed()))
    it_ran = or_(RUNS.c.kind != Kind.CHECK.value, whole).label("ran")
    query = select(*_OF_RUN, RUNS.c.verdict.label("word"), RUNS.c.seconds, it_ran)
    return _points(database, query.where(RUNS.c.kind != Kind.UNDO.value), limit)


def gate_over_time(database: Database, gate: str, limit: int) -> tuple[Point, ...]:
    """Give what a gate decided in the newest checks that had it, newest first; raises as `runs_over_time` does."""
    query = select(*_OF_RUN, _G.status.label("word"), _G.seconds, _RAN.label("ran"))
    return _points(database, query.join(GATE_RESULTS, _G.run_id == RUNS.c.id).where(_G.id == gate), limit)


def gate_times(database: Database, runs: tuple[str, ...]) -> dict[str, tuple[float, ...]]:
    """Give the seconds of each gate that ran in one of these runs; raises as `runs_over_time` does."""
    with database.reading() as connection:
        rows = rows_of(connection, select(_G.id, _G.seconds).where(_G.run_id.in_(runs), _RAN))
    found: dict[str, tuple[float, ...]] = {}
    for row in rows:
        found[row["id"]] = (*found.get(row["id"], ()), row["seconds"])
    return found


def gates_known(database: Database) -> tuple[str, ...]:
    """Give the ids of all gates in the history, by name; raises as `runs_over_time` does."""
    with database.reading() as connection:
        return tuple(connection.scalars(select(func.distinct(_G.id)).order_by(_G.id)))


def _narrowed() -> ColumnElement[bool]:
    """Give whether a run was about a part of the workspace, by the words that were typed."""
    return or_(*(RUNS.c.command.contains(f" {word}", autoescape=True) for word in _NARROWING))


def _points(database: Database, query: Select[Any], limit: int) -> tuple[Point, ...]:
    newest = query.order_by(RUNS.c.started.desc(), RUNS.c.id.desc()).limit(limit)
    with database.reading() as connection:
        return tuple(msgspec.convert(row, Point, strict=False) for row in rows_of(connection, newest))
