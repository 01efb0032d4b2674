"""What the tests of the escalation share: an open, empty store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ferrule.store.database import Database, open_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty state folder."""
    made = tmp_path / "state"
    made.mkdir()
    return made


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    """An open, empty history."""
    with open_database(folder) as opened:
        yield opened
