"""The history: records runs and gives them back exactly as they were."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeAlias

import msgspec
from sqlalchemy import Connection, Select, Table, insert, select

from ferrule.errors import RunUnknown
from ferrule.facts.gate import CheckReport, GateResult
from ferrule.facts.run import Run, StoredRun
from ferrule.store.database import Database
from ferrule.store.schema import FINDINGS, GATE_RESULTS, REPORTS, RUNS, TESTS

_Row: TypeAlias = dict[str, Any]

_NEWEST_FIRST: Final = (RUNS.c.started.desc(), RUNS.c.id.desc())
_NAMED: Final = 5
"""How many runs an error names at most."""


def record(database: Database, stored: StoredRun) -> None:
    """Write one run in one transaction. The caller has masked all secrets: what comes here is kept.

    Raises:
        StoreBroken: when nothing of it could be kept.
    """
    batches = tuple(_batches(stored))
    with database.writing() as connection:
        for table, rows in batches:
            connection.execute(insert(table), rows)


def recent(database: Database, limit: int) -> tuple[Run, ...]:
    """Give the last runs, newest first.

    Raises:
        StoreBroken: when they cannot be read.
    """
    with database.reading() as connection:
        newest = _rows(connection, select(RUNS).order_by(*_NEWEST_FIRST).limit(limit))
        return tuple(msgspec.convert(row, Run) for row in newest)


def load(database: Database, wanted: str) -> StoredRun:
    """Give one run by its id, by a beginning that only one id has, or the newest by the word `last`.

    Raises:
        RunUnknown: naming the runs that fit, or the last ones when none does.
        StoreBroken: when it cannot be read.
    """
    with database.reading() as connection:
        run_id = _find(connection, wanted)
        (run,) = _rows(connection, select(RUNS).where(RUNS.c.id == run_id))
        (report,) = _of_run(connection, REPORTS, run_id)
        report["run_id"] = report["stored_as"]
        report["gates"] = tuple(_gates(connection, run_id))
        return msgspec.convert({"run": run, "report": report}, StoredRun)


def _batches(stored: StoredRun) -> Iterator[tuple[Table, list[_Row]]]:
    run_id, gates = stored.run.id, stored.report.gates
    yield RUNS, [_plain(stored.run)]
    yield REPORTS, [_report_row(run_id, stored.report)]
    owners = [{"run_id": run_id, "gate": position} for position in range(len(gates))]
    results = [_gate_row(run_id, position, gate) for position, gate in enumerate(gates)]
    findings = _numbered(owners, [gate.findings for gate in gates])
    tests = _numbered(owners, [gate.tests for gate in gates])
    for table, rows in ((GATE_RESULTS, results), (FINDINGS, findings), (TESTS, tests)):
        if rows:
            yield table, rows


def _plain(fact: object) -> _Row:
    """Give a fact as SQL takes it: enums as their words, facts within it as JSON would have them."""
    row: _Row = msgspec.to_builtins(fact, builtin_types=(datetime,))
    return row


def _report_row(run_id: str, report: CheckReport) -> _Row:
    row = _plain(replace(report, gates=()))
    del row["gates"]
    return {**row, "stored_as": report.run_id, "run_id": run_id}


def _gate_row(run_id: str, position: int, gate: GateResult) -> _Row:
    row = _plain(replace(gate, findings=(), tests=()))
    for elsewhere in ("findings", "tests", "seen"):
        del row[elsewhere]
    unit, count = (gate.seen.unit, gate.seen.count) if gate.seen else (None, None)
    return {**row, "run_id": run_id, "position": position, "seen_unit": unit, "seen_count": count}


def _numbered(owners: list[_Row], of_gates: list[tuple[Any, ...]]) -> list[_Row]:
    return [
        {**owner, "n": n, **_plain(fact)}
        for owner, facts in zip(owners, of_gates, strict=True)
        for n, fact in enumerate(facts)
    ]


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


def _of_run(connection: Connection, table: Table, run_id: str) -> list[_Row]:
    """Give the rows of one run in the order of their keys."""
    ordered = select(table).where(table.c.run_id == run_id).order_by(*table.primary_key.columns)
    return _rows(connection, ordered)


def _rows(connection: Connection, query: Select[Any]) -> list[_Row]:
    answer = connection.execute(query)
    names = [str(name) for name in answer.keys()]  # noqa: SIM118 - no mapping; msgspec takes no subclass of str
    return [dict(zip(names, row, strict=True)) for row in answer]


def _gates(connection: Connection, run_id: str) -> Iterator[_Row]:
    findings = _by_gate(_of_run(connection, FINDINGS, run_id))
    tests = _by_gate(_of_run(connection, TESTS, run_id))
    for row in _of_run(connection, GATE_RESULTS, run_id):
        seen = None if row["seen_unit"] is None else {"unit": row["seen_unit"], "count": row["seen_count"]}
        position = row["position"]
        yield {**row, "seen": seen, "findings": findings[position], "tests": tests[position]}


def _by_gate(rows: list[_Row]) -> defaultdict[int, list[_Row]]:
    gates: defaultdict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        gates[row["gate"]].append(row)
    return gates
