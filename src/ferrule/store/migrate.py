"""Brings a database to the newest schema; Alembic is imported only where that takes a step."""

import threading
from importlib import import_module
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from ferrule.errors import StoreTooNew

VERSIONS: Final = ("0001", "0002", "0003", "0004", "0005")
"""Every revision in `migrations/versions`, oldest first."""
HEAD: Final = VERSIONS[-1]

_ALEMBIC: Final = threading.Lock()
"""Alembic keeps its context in module globals, so two threads cannot migrate two databases at once."""


def get_ready(file: Path) -> None:
    """Import what a database that is not there yet will need, while its user still waits for something else."""
    if not file.exists():
        import_module("alembic.command")


def is_current(connection: Connection, file: Path) -> bool:
    """Give whether the schema is the newest one, by plain SQL: Alembic takes 0.3 s to import.

    Raises:
        StoreTooNew: naming the file and its version, when this program does not know that version.
    """
    if not inspect(connection).has_table("alembic_version"):
        return False
    version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if version is not None and version not in VERSIONS:
        raise StoreTooNew(f"{file}: its schema is version {version!r}, this ferrule knows none after {HEAD}")
    return bool(version == HEAD)


def migrate(connection: Connection, file: Path) -> None:
    """Raise the schema to the newest version, within the transaction of the connection.

    The caller's transaction must be one that keeps other writers out from its start, for the version is read
    again here: another process may have been quicker.

    Raises:
        StoreTooNew: as `is_current` does.
    """
    if is_current(connection, file):
        return
    with _ALEMBIC:
        from alembic import command
        from alembic.config import Config

        config = Config(attributes={"connection": connection})
        folder = str(Path(__file__).with_name("migrations"))
        config.set_main_option("script_location", folder.replace("%", "%%"))
        command.upgrade(config, "head")
