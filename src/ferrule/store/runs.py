"""The history: records runs of all kinds and gives them back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection, Select, insert, select

from ferrule.errors import RunUnknown
from ferrule.facts.fix import FixVerdict
from ferrule.facts.gate import CheckReport, Verdict
from ferrule.facts.run import KeptRepair, KeptUndo, Kind, Run, StoredRun, UndoVerdict
from ferrule.store.checks import check_batches, check_report
from ferrule.store.database import Database
from ferrule.store.repairs import kept_repair, kept_undo, repair_batches, undo_batches
from ferrule.store.rows import Batch, Row, RunRow, plain, rows_of
from ferrule.store.schema import RUNS

_NEWEST_FIRST: Final = (RUNS.c.started.desc(), RUNS.c.id.desc())
_NAMED: Final = 5
"""How many runs an error names at most."""
_VERDICTS: Final = {Kind.CHECK: Verdict, Kind.FIX: FixVerdict, Kind.UNDO: UndoVerdict}


def record(database: Database, stored: StoredRun) -> None:
    """Write one run in one transaction. The caller has masked all secrets: what comes here is kept.

    Raises:
        StoreBroken: when nothing of it could be kept.
    """
    batches = tuple(_batches(stored))
    with database.writing() as connection:
        for table, rows in batches:
            if rows:
                connection.execute(insert(table), rows)


def recent(database: Database, limit: int) -> tuple[Run, ...]:
    """Give the last runs, newest first.

    Raises:
        StoreBroken: when they cannot be read.
    """
    with database.reading() as connection:
        return tuple(_run(row) for row in rows_of(connection, select(RUNS).order_by(*_NEWEST_FIRST).limit(limit)))


def load(database: Database, wanted: str) -> StoredRun:
    """Give one run by its id, by a beginning that only one id has, or the newest by the word `last`.

    Raises:
        RunUnknown: naming the runs that fit, or the last ones when none does.
        StoreBroken: when it cannot be read.
    """
    with database.reading() as connection:
        run_id = _find(connection, wanted)
        (row,) = rows_of(connection, select(RUNS).where(RUNS.c.id == run_id))
        run = _run(row)
        return StoredRun(run, _report(connection, run, database.file.parent))


def _batches(stored: StoredRun) -> Iterator[Batch]:
    run_id = stored.run.id
    yield RUNS, [plain(stored.run)]
    match stored.report:
        case CheckReport() as report:
            yield from check_batches(run_id, report)
        case KeptRepair() as repair:
            yield from repair_batches(run_id, repair)
        case KeptUndo() as undo:
            yield from undo_batches(run_id, undo)


def _run(row: Row) -> Run:
    """Give the run of a row; raises ValueError for values that ferrule never wrote."""
    checked: Row = dict(msgspec.convert(row, RunRow))
    return Run(**{**checked, "verdict": _VERDICTS[checked["kind"]](checked["verdict"])})


def _report(connection: Connection, run: Run, folder: Path) -> CheckReport | KeptRepair | KeptUndo:
    match run.kind:
        case Kind.CHECK:
            return check_report(connection, run.id)
        case Kind.FIX:
            return kept_repair(connection, run, folder)
        case Kind.UNDO:
            return kept_undo(connection, run.id)


def _find(connection: Connection, wanted: str) -> str:
    newest: Select[str] = select(RUNS.c.id).order_by(*_NEWEST_FIRST)
    last = list(connection.scalars(newest.limit(_NAMED)))
    if wanted == "last" and last:
        return last[0]
    beginning = connection.scalars(newest.where(RUNS.c.id.startswith(wanted, autoescape=True)))
    fitting = [run_id for run_id in beginning if wanted and run_id.startswith(wanted)]  # LIKE may ignore case.
    if wanted in fitting:
        return wanted
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise RunUnknown(f"{len(fitting)} runs begin with {wanted!r}: {_listed(fitting)}")
    known = f"the last are {_listed(last)}" if last else "none is stored yet"
    raise RunUnknown(f"no run fits {wanted!r}; {known}")


def _listed(run_ids: list[str]) -> str:
    return ", ".join(run_ids[:_NAMED]) + (", ..." if len(run_ids) > _NAMED else "")
