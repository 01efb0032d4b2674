"""Rows as dictionaries: how facts become them, and how they are read in order."""

from datetime import datetime
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import Connection, Select, Table, select

Row: TypeAlias = dict[str, Any]
Batch: TypeAlias = tuple[Table, list[Row]]
"""Rows for one table."""


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
