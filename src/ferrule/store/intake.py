"""Takes runs that were put off into the history: each once, whoever else does the same, and none is lost."""

import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, TypeAlias

import msgspec
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, StatementError

from ferrule.errors import StoreBroken
from ferrule.facts.gate import CheckReport, Verdict
from ferrule.facts.run import Kind
from ferrule.store.checks import check_batches
from ferrule.store.pending import set_aside, waiting
from ferrule.store.refusals import words
from ferrule.store.rows import RunRow
from ferrule.store.schema import RUNS

_NEVER: Final = (IntegrityError, DataError, InterfaceError, OverflowError)
"""Refusals that tell of the values and not of the moment."""
_Writing: TypeAlias = Callable[[], AbstractContextManager[Connection]]


class _Pending(msgspec.Struct):
    """The file of a run that waits."""

    run: RunRow
    report: CheckReport


def take_in(folder: Path, writing: _Writing) -> str:
    """Take in all runs that wait below this state folder, one transaction each; gives why some still wait, or nothing.

    A file goes only when its run is in the history; one that is no run is set aside. Where the database cannot be
    written now (full disk, read-only, another writer), what waits goes on waiting.
    """
    try:
        for file in waiting(folder):
            _take(file, writing)
    except StoreBroken as refusal:
        return str(refusal)
    except OSError as refusal:
        return words(folder, refusal)
    return ""


def _take(file: Path, writing: _Writing) -> None:
    try:
        body = _read(file)
    except FileNotFoundError:  # another process was quicker
        return
    try:
        pending = _decoded(body)
        with writing() as connection:
            _insert(connection, file, pending)
    except (msgspec.MsgspecError, ValueError, RecursionError, StatementError):
        set_aside(file)
    except StoreBroken as refusal:
        if not isinstance(refusal.__cause__, _NEVER):
            raise
        set_aside(file)
    else:
        file.unlink(missing_ok=True)


def _read(file: Path) -> bytes:
    """Give what is in a file, and nothing for what is none; raises OSError."""
    if not stat.S_ISREG(file.lstat().st_mode):
        return b""
    with os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW), "rb") as opened:
        return opened.read()


def _decoded(body: bytes) -> _Pending:
    """Give the run; raises MsgspecError or ValueError for what ferrule never wrote."""
    pending = msgspec.json.decode(body, type=_Pending)
    Verdict(pending.run["verdict"])
    if pending.run["kind"] is not Kind.CHECK:
        raise ValueError(f"only checks are put off: {pending.run['kind']}")
    return pending


def _insert(connection: Connection, file: Path, pending: _Pending) -> None:
    """Write the rows, unless another process did so: with its file gone, or killed before it could take it away."""
    run_id = pending.run["id"]
    if not file.exists() or connection.scalar(select(RUNS.c.id).where(RUNS.c.id == run_id)) is not None:
        return
    connection.execute(insert(RUNS), [dict(pending.run)])
    for table, rows in check_batches(run_id, pending.report):
        if rows:
            connection.execute(insert(table), rows)
