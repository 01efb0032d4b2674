"""What every test stands on: a home of its own, so that no test reads or writes the user's state."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ferrule.store.database import Database

_INHERITED = ("CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "FERRULE_TRUST", "RUSTFLAGS", "RUSTDOCFLAGS")
_LONG = 500


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder for state and cache that no other test sees; the toolchain stays the user's."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("FERRULE_FIX_MAX_LEVEL", "1")  # tests that are about higher levels say so
    for name in _INHERITED:
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an empty state folder."""
    made = tmp_path / "state"
    made.mkdir()
    return made


@pytest.fixture
def database(folder: Path) -> "Iterator[Database]":
    """Give an open, empty history."""
    from ferrule.store.database import open_database

    with open_database(folder) as opened:
        yield opened


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a text by its length where it is long: a name of ten megabytes goes through every report."""
    return f"{argname}-of-{len(val)}" if isinstance(val, str | bytes) and len(val) > _LONG else None
