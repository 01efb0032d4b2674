"""Repairs and undos as rows, and back."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from ferrule.facts.fix import Attempt, FixReport, Incident, TestTally
from ferrule.facts.repair import Cost
from ferrule.facts.run import KeptDiff, KeptRepair, KeptUndo, Run
from ferrule.store.failing import failing_batches, failing_rows
from ferrule.store.lessons import lesson_batch, lessons_of
from ferrule.store.logs import read_log
from ferrule.store.repair_schema import ATTEMPTS, COSTS, EDITED_FILES, INCIDENTS, REPAIR_NOTES, REPAIRS, UNDOS
from ferrule.store.rows import Batch, Row, of_run, plain
from ferrule.store.schema import RUNS

_PHASES = ("check", "search", "verify", "tests")
_TALLY = ("run", "passed", "failed", "timed_out")
_FINDING = {"rule": "code", "level": "severity"} | {
    name: name for name in ("tool", "message", "path", "line", "column", "phase", "package")
}
"""The field of a finding, and the column in which it is kept."""
_INCIDENT = ("id", "fingerprint", "kind", "level", "status")
_TOTALS = ("workspace", "errors_before", "errors_after", "uncovered", "compiler_runs", "check_seconds", "applied")


def repair_batches(run_id: str, kept: KeptRepair) -> Iterator[Batch]:
    """Yield the rows of a repair, those first that others point to."""
    report = kept.report
    yield REPAIRS, [_totals(run_id, kept)]
    yield REPAIR_NOTES, _placed(run_id, [{"note": note} for note in report.notes])
    yield INCIDENTS, _placed(run_id, [_incident_row(incident) for incident in report.incidents])
    yield (
        ATTEMPTS,
        [
            {**attempt, "incident": number}
            for number, incident in enumerate(report.incidents)
            for attempt in _placed(run_id, [plain(attempt) for attempt in incident.attempts])
        ],
    )
    yield lesson_batch(run_id, report.trials)
    yield from failing_batches(run_id, report.incidents)
    yield COSTS, _placed(run_id, [_cost_row(cost) for cost in report.costs])
    yield EDITED_FILES, _placed(run_id, [_edited_row(diff) for diff in kept.diffs])


def undo_batches(run_id: str, kept: KeptUndo) -> Iterator[Batch]:
    """Yield the rows of an undo."""
    yield UNDOS, [{"run_id": run_id, "undone": kept.undone}]
    yield EDITED_FILES, _placed(run_id, [_edited_row(KeptDiff(path)) for path in kept.files])


def kept_repair(connection: Connection, run: Run, folder: Path) -> KeptRepair:
    """Give the repair that a run made; its diffs come from the logs in the state folder.

    Raises:
        ValueError: for rows that ferrule never wrote.
        StoreBroken: when a log is there and cannot be read.
    """
    (totals,) = of_run(connection, REPAIRS, run.id)
    diffs = tuple(KeptDiff(row["path"], row["log"], row["diff_sha256"]) for row in _edited(connection, run.id))
    shape = {
        **{name: totals[name] for name in _TOTALS},
        "verdict": run.verdict.value,
        "exit_code": run.exit_code,
        "seconds": run.seconds,
        "phases": {name: totals[f"{name}_phase_seconds"] for name in _PHASES},
        "tests": _tally(totals),
        "incidents": list(_incidents(connection, run.id)),
        "edits": [{"path": diff.path, "diff": _text(folder, diff)} for diff in diffs],
        "costs": of_run(connection, COSTS, run.id),
        "run_id": run.id,
        "trials": lessons_of(connection, run.id),
        "notes": [row["note"] for row in of_run(connection, REPAIR_NOTES, run.id)],
    }
    report = msgspec.convert(shape, FixReport, dec_hook=_made)
    return KeptRepair(report, totals["dry_run"], totals["max_level"], diffs, _undone_by(connection, run.id))


def kept_undo(connection: Connection, run_id: str) -> KeptUndo:
    """Give what a run took back; raises ValueError for rows that ferrule never wrote."""
    (undo,) = of_run(connection, UNDOS, run_id)
    return KeptUndo(undo["undone"], tuple(row["path"] for row in _edited(connection, run_id)))


def _placed(run_id: str, rows: list[Row]) -> list[Row]:
    return [{**row, "run_id": run_id, "position": position} for position, row in enumerate(rows)]


def _totals(run_id: str, kept: KeptRepair) -> Row:
    report, tally = kept.report, kept.report.tests
    return {
        **{name: getattr(report, name) for name in _TOTALS},
        **{f"{name}_phase_seconds": getattr(report.phases, name) for name in _PHASES},
        **{f"tests_{name}": getattr(tally, name) if tally else None for name in _TALLY},
        "run_id": run_id,
        "dry_run": kept.dry_run,
        "max_level": kept.max_level,
    }


def _incident_row(incident: Incident) -> Row:
    row = plain(replace(incident, attempts=(), failing=None, finding=replace(incident.finding, suggestions=())))
    finding = row["finding"]
    return {**{column: finding[field] for field, column in _FINDING.items()}, **{name: row[name] for name in _INCIDENT}}


def _cost_row(cost: Cost) -> Row:
    return {"kind": cost.kind.value, "path": str(cost.path), "line": cost.line, "note": cost.note}


def _edited_row(diff: KeptDiff) -> Row:
    return {"path": diff.path, "log": diff.log, "diff_sha256": diff.sha256}


def _edited(connection: Connection, run_id: str) -> list[Row]:
    return of_run(connection, EDITED_FILES, run_id)


def _tally(totals: Row) -> TestTally | None:
    return None if totals["tests_run"] is None else TestTally(*(totals[f"tests_{name}"] for name in _TALLY))


def _incidents(connection: Connection, run_id: str) -> Iterator[Row]:
    attempts: defaultdict[int, list[Row]] = defaultdict(list)
    for row in of_run(connection, ATTEMPTS, run_id):
        attempts[row["incident"]].append(row)
    tests = failing_rows(connection, run_id)
    for row in of_run(connection, INCIDENTS, run_id):
        finding = {field: row[column] for field, column in _FINDING.items()}
        yield {
            **{name: row[name] for name in _INCIDENT},
            "finding": finding,
            "attempts": [msgspec.convert(attempt, Attempt) for attempt in attempts[row["position"]]],
            "failing": tests.get(row["position"]),
        }


def _text(folder: Path, diff: KeptDiff) -> str:
    return (read_log(folder, diff.sha256) or "") if diff.sha256 else ""


def _undone_by(connection: Connection, run_id: str) -> str | None:
    """Give the run that took the edits back; they can be taken back once only."""
    query = select(UNDOS.c.run_id).join(RUNS, RUNS.c.id == UNDOS.c.run_id).where(UNDOS.c.undone == run_id)
    return connection.scalars(query.order_by(RUNS.c.started.desc(), RUNS.c.id.desc()).limit(1)).first()


def _made(kind: type, value: object) -> object:
    """Give a value of a type that msgspec does not know; here only paths."""
    return kind(value)
