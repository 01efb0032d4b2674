"""Opens the SQLite database of a workspace; every failure of it leaves here as one foreseen error."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError

from ferrule.errors import StoreBroken
from ferrule.store.intake import take_in
from ferrule.store.migrate import is_current, migrate
from ferrule.store.place import DATABASE

FILE: Final = DATABASE
BUSY_S: Final = 10.0
"""How long to wait for another process that writes."""

_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA trusted_schema = OFF",  # The file may have come with a hostile repository.
)
_HOW: Final = "ferrule_begin"
_UNFIT: Final = (DBAPIError, OSError, OverflowError)
"""OverflowError: the driver's word for a number that no column holds."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open history, with the newest schema."""

    engine: Engine
    file: Path
    left: str = ""
    """Why runs still wait outside of it; empty when all were taken in."""

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one unchanging state; writers are not kept waiting.

        Raises:
            StoreBroken: also for ValueError, which is what values that ferrule never wrote end in.
        """
        with _told(self.file, (*_UNFIT, ValueError)), self.engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that is the only writer from the start; all of it is kept, or nothing.

        Raises:
            StoreBroken: when the disk is full, the file cannot be written or another writer does not end.
        """
        engine = self.engine.execution_options(**{_HOW: "BEGIN IMMEDIATE"})
        with _told(self.file, _UNFIT), engine.begin() as connection:
            yield connection


@contextlib.contextmanager
def open_database(folder: Path) -> Iterator[Database]:
    """Give the database in this state folder, made or brought up to date where that is due, with all runs put off.

    Raises:
        StoreTooNew: when a newer ferrule wrote it.
        StoreBroken: when it cannot be opened.
    """
    database = Database(_engine(folder / FILE), folder / FILE)
    try:
        with database.reading() as connection:
            current = is_current(connection, database.file)
        if not current:
            with database.writing() as connection:
                migrate(connection, database.file)
        yield replace(database, left=take_in(folder, database.writing))
    finally:
        database.engine.dispose()


def _engine(file: Path) -> Engine:
    """Give an engine that begins its transactions itself.

    Left alone, the driver begins none for SELECT and DDL: a migration could not be undone. With
    `isolation_level` None it begins nothing at all, and the `begin` event says which kind it shall be. Connections are
    kept for the next transaction: the last one that closes a database has to move the whole log into it.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        connect_args={"isolation_level": None, "timeout": BUSY_S},
        poolclass=QueuePool,
    )
    driver = engine.dialect.loaded_dbapi

    def prepare(raw: DBAPIConnection, _record: object) -> None:
        cursor = raw.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        if cursor.execute("PRAGMA page_count").fetchone()[0] == 0:  # An older file would be locked for it.
            cursor.execute("PRAGMA auto_vacuum = FULL")  # What `clean` deletes goes back to the disk.
        # Refused at once, whatever the timeout, while another process does the same: then its switch counts.
        with contextlib.suppress(driver.OperationalError):
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.close()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_HOW, "BEGIN"))


@contextlib.contextmanager
def _told(file: Path, kinds: tuple[type[Exception], ...]) -> Iterator[None]:
    try:
        yield
    except kinds as failure:
        reason = failure.orig if isinstance(failure, DBAPIError) else failure
        raise StoreBroken(f"{file}: {reason}") from failure
