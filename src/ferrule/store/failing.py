"""Failing tests as rows, and back."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, Table

from ferrule.facts.fix import Incident
from ferrule.store.failing_schema import FAILING_TESTS, TEST_CHANGES, TEST_EVIDENCE
from ferrule.store.rows import Batch, Row, of_run, plain

_LISTS: Final[tuple[tuple[str, Table], ...]] = (("evidence", TEST_EVIDENCE), ("changed", TEST_CHANGES))
"""The fields of a failing test that have tables of their own."""
_KEYS: Final = frozenset({"run_id", "incident", "position"})


def failing_batches(run_id: str, incidents: tuple[Incident, ...]) -> Iterator[Batch]:
    """Yield the rows of the failing tests of a run, those first that others point to."""
    tests = {number: plain(one.failing) for number, one in enumerate(incidents) if one.failing is not None}
    lists = {name: {number: row.pop(name) for number, row in tests.items()} for name, _ in _LISTS}
    yield FAILING_TESTS, [{**row, "run_id": run_id, "incident": number} for number, row in tests.items()]
    for name, table in _LISTS:
        yield (
            table,
            [
                {**row, "run_id": run_id, "incident": number, "position": position}
                for number, rows in lists[name].items()
                for position, row in enumerate(rows)
            ],
        )


def failing_rows(connection: Connection, run_id: str) -> dict[int, Row]:
    """Give the failing tests of a run in the form of the fact, by the position of their incident."""
    lists: dict[str, defaultdict[int, list[Row]]] = {}
    for name, table in _LISTS:
        lists[name] = defaultdict(list)
        for row in of_run(connection, table, run_id):
            lists[name][row["incident"]].append(_without_keys(row))
    return {
        row["incident"]: _without_keys(row) | {name: rows[row["incident"]] for name, rows in lists.items()}
        for row in of_run(connection, FAILING_TESTS, run_id)
    }


def _without_keys(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _KEYS}
