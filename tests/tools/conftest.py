"""A machine without tools: ferrule's own folder is empty, and PATH has the toolchain and the system alone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolbox import Index, served


@pytest.fixture(autouse=True)
def machine(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give ferrule's own folder of tools, which is not there yet."""
    cargo = Path(shutil.which("cargo") or "cargo").parent
    monkeypatch.setenv("XDG_DATA_HOME", str(own_home / "data"))
    monkeypatch.setenv("PATH", f"{cargo}:/usr/bin:/bin")
    return own_home / "data/ferrule/tools"


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """Give an index that pip and uv are told to use."""
    with served(Index(tmp_path / "index")) as running:
        for name in ("PIP_INDEX_URL", "UV_INDEX_URL"):
            monkeypatch.setenv(name, f"{running.url}/simple")
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "PIP_PROXY", "http_proxy", "https_proxy", "PIP_FIND_LINKS"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        monkeypatch.setenv("UV_NO_CACHE", "1")
        yield running


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the only folder of PATH beside the toolchain's, with nothing in it."""
    folder = tmp_path / "path"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{Path(shutil.which('cargo') or 'cargo').parent}:/usr/bin:/bin")
    return folder
