"""What the stream of events comes to: counted in SQL, so that a hundred thousand events need not be read."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, func, select

from ferrule.facts.escalation import Cause, EventKind, Stage
from ferrule.store.database import Database
from ferrule.store.incident_schema import ESCALATION_EVENTS

_C: Final = ESCALATION_EVENTS.c
_MOVED: Final = _C.kind == EventKind.MOVED.value
_ENTERED: Final = (_MOVED, _C.from_stage != _C.to_stage)
_VERIFIED: Final = (_MOVED, _C.to_stage == Stage.RESOLVED.value, _C.cause == Cause.VERIFIED.value)


@dataclass(frozen=True, slots=True)
class End:
    """How many incidents of one code and class stand at one stage, by the last step that each of them took."""

    stage: Stage
    cause: str
    level: int
    code: str
    kind: str
    incidents: int


@dataclass(frozen=True, slots=True)
class Tried:
    """How many attempts a responder made with one move."""

    responder: str
    move: str
    tried: int
    right: int


@dataclass(frozen=True, slots=True)
class Counts:
    """All counts of one store. An incident that was opened several times is several here, one for each episode."""

    ends: tuple[End, ...]
    entered: dict[Stage, int]
    """Incidents that came to a stage, each once."""
    tried: tuple[Tried, ...]
    tasks: int
    """Runs that met an incident."""
    tasks_at_user: int
    median_seconds: float | None
    """From the first sight of an incident to its repair; None when none was repaired."""


def counts(database: Database) -> Counts:
    """Give what the events come to.

    Raises:
        StoreBroken: when they cannot be read.
    """
    with database.reading() as connection:
        return Counts(
            _ends(connection),
            _entered(connection),
            tuple(Tried(name, move, tried, right) for name, move, tried, right in connection.execute(_attempts())),
            _runs(connection, _MOVED),
            _runs(connection, *_ENTERED, _C.to_stage == Stage.WAITING.value),
            _median(connection),
        )


def _ends(connection: Connection) -> tuple[End, ...]:
    last = select(func.max(_C.n).label("n")).where(_MOVED).group_by(_C.incident, _C.episode).subquery()
    columns = (_C.to_stage, _C.cause, _C.level, _C.code, _C.incident_kind)
    query = select(*columns, func.count()).join(last, last.c.n == _C.n).group_by(*columns).order_by(*columns)
    return tuple(End(Stage(stage), *rest) for stage, *rest in connection.execute(query))


def _entered(connection: Connection) -> dict[Stage, int]:
    once = select(_C.incident, _C.episode, _C.to_stage).where(*_ENTERED).distinct().subquery()
    found = connection.execute(select(once.c.to_stage, func.count()).group_by(once.c.to_stage))
    return {Stage(stage): incidents for stage, incidents in found}


def _attempts() -> Select[str, str, int, int]:
    key = (_C.responder, _C.move)
    right = func.count().filter(_C.stood.is_(True))
    return select(*key, func.count(), right).where(_C.kind == EventKind.ATTEMPTED.value).group_by(*key).order_by(*key)


def _runs(connection: Connection, *which: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count(_C.run_id.distinct())).where(*which)) or 0


def _median(connection: Connection) -> float | None:
    repaired = connection.scalar(select(func.count()).where(*_VERIFIED)) or 0
    middle = select(_C.age_s).where(*_VERIFIED).order_by(_C.age_s).offset((repaired - 1) // 2).limit(2 - repaired % 2)
    ages = list(connection.scalars(middle)) if repaired else []
    return sum(ages) / len(ages) if ages else None
