"""What moves were worth in the runs of a workspace: counted, and forgotten on request (P46)."""

from typing import Final

from sqlalchemy import Connection, delete, func, select

from ferrule.facts.ranking import Trial
from ferrule.store.database import Database
from ferrule.store.repair_schema import MOVE_TRIALS
from ferrule.store.rows import Batch, Row, of_run

_FIELDS: Final = {"code": "code", "move": "move", "rank": "certainty", "tried": "tried", "right": "stood"}
"""The field of a trial, and its column: `right` is a word of SQL."""
_KEY = (MOVE_TRIALS.c.code, MOVE_TRIALS.c.move, MOVE_TRIALS.c.certainty)


def lesson_batch(run_id: str, trials: tuple[Trial, ...]) -> Batch:
    """Give the rows of one run."""
    return MOVE_TRIALS, [_row(run_id, position, one) for position, one in enumerate(trials)]


def lessons_of(connection: Connection, run_id: str) -> list[Row]:
    """Give the counts of one run, as the fields of a trial."""
    rows = of_run(connection, MOVE_TRIALS, run_id)
    return [{field: row[column] for field, column in _FIELDS.items()} for row in rows]


def lessons(database: Database) -> tuple[Trial, ...]:
    """Give the counts of all runs together, by code, move and rank.

    Raises:
        StoreBroken: when they cannot be read.
    """
    sums = (func.sum(MOVE_TRIALS.c.tried), func.sum(MOVE_TRIALS.c.stood))
    query = select(*_KEY, *sums).group_by(*_KEY).order_by(*_KEY)
    with database.reading() as connection:
        return tuple(Trial(*row[:3], int(row[3]), int(row[4])) for row in connection.execute(query))


def forget(database: Database) -> int:
    """Delete what was learned, and give how many rows that were; the runs stay in the history.

    Raises:
        StoreBroken: when they cannot be deleted.
    """
    with database.writing() as connection:
        return connection.execute(delete(MOVE_TRIALS)).rowcount


def _row(run_id: str, position: int, one: Trial) -> Row:
    counts = {column: getattr(one, field) for field, column in _FIELDS.items()}
    return {"run_id": run_id, "position": position, **counts}
