"""Reports of `ferrule check` as rows, and back exactly as they were."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection

from ferrule.facts.gate import CheckReport, GateResult
from ferrule.store.rows import Batch, Row, of_run, plain
from ferrule.store.schema import FINDINGS, GATE_RESULTS, REPORTS, TESTS


def check_batches(run_id: str, report: CheckReport) -> Iterator[Batch]:
    """Yield the rows of a report, those first that others point to."""
    gates = report.gates
    yield REPORTS, [_report_row(run_id, report)]
    owners = [{"run_id": run_id, "gate": position} for position in range(len(gates))]
    yield GATE_RESULTS, [_gate_row(run_id, position, gate) for position, gate in enumerate(gates)]
    yield FINDINGS, _numbered(owners, [gate.findings for gate in gates])
    yield TESTS, _numbered(owners, [gate.tests for gate in gates])


def check_report(connection: Connection, run_id: str) -> CheckReport:
    """Give the report of a run; raises ValueError for rows that ferrule never wrote."""
    (report,) = of_run(connection, REPORTS, run_id)
    report["run_id"] = report["stored_as"]
    report["gates"] = tuple(_gates(connection, run_id))
    return msgspec.convert(report, CheckReport)


def _report_row(run_id: str, report: CheckReport) -> Row:
    row = plain(replace(report, gates=()))
    del row["gates"]
    return {**row, "stored_as": report.run_id, "run_id": run_id}


def _gate_row(run_id: str, position: int, gate: GateResult) -> Row:
    row = plain(replace(gate, findings=(), tests=()))
    for elsewhere in ("findings", "tests", "seen"):
        del row[elsewhere]
    unit, count = (gate.seen.unit, gate.seen.count) if gate.seen else (None, None)
    return {**row, "run_id": run_id, "position": position, "seen_unit": unit, "seen_count": count}


def _numbered(owners: list[Row], of_gates: list[tuple[Any, ...]]) -> list[Row]:
    return [
        {**owner, "n": n, **plain(fact)}
        for owner, facts in zip(owners, of_gates, strict=True)
        for n, fact in enumerate(facts)
    ]


def _gates(connection: Connection, run_id: str) -> Iterator[Row]:
    findings = _by_gate(of_run(connection, FINDINGS, run_id))
    tests = _by_gate(of_run(connection, TESTS, run_id))
    for row in of_run(connection, GATE_RESULTS, run_id):
        seen = None if row["seen_unit"] is None else {"unit": row["seen_unit"], "count": row["seen_count"]}
        position = row["position"]
        yield {**row, "seen": seen, "findings": findings[position], "tests": tests[position]}


def _by_gate(rows: list[Row]) -> defaultdict[int, list[Row]]:
    gates: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        gates[row["gate"]].append(row)
    return gates
