"""Rows as dictionaries: how facts become them, and how they are read in order."""

from datetime import datetime
from typing import Any, TypeAlias, TypedDict

import msgspec
from sqlalchemy import Connection, Select, Table, select

from ferrule.facts.run import Kind

Row: TypeAlias = dict[str, Any]
Batch: TypeAlias = tuple[Table, list[Row]]
"""Rows for one table."""


class RunRow(TypedDict):
    """A row of `runs`: a verdict is a word until its kind is known."""

    id: str
    command: str
    started: datetime
    seconds: float
    profile: str
    verdict: str
    exit_code: int
    version: str
    kind: Kind


def plain(fact: object) -> Row:
    """Give a fact as SQL takes it: enums as their words, facts within it as JSON would have them."""
    row: Row = msgspec.to_builtins(fact, builtin_types=(datetime,))
    return row


def rows_of(connection: Connection, query: Select[Any]) -> list[Row]:
    """Give the answer to a query."""
    answer = connection.execute(query)
    names = [str(name) for name in answer.keys()]  # noqa: SIM118 - no mapping; msgspec takes no subclass of str
    return [dict(zip(names, row, strict=True)) for row in answer]


def of_run(connection: Connection, table: Table, run_id: str) -> list[Row]:
    """Give the rows of one run in the order of their keys."""
    return rows_of(connection, select(table).where(table.c.run_id == run_id).order_by(*table.primary_key.columns))
