"""A tool built by the real cargo, from a registry in a folder."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.facts.tools import Deed, Heard, Result, ToolRequest, Way
from ferrule.flow.bringing import install
from ferrule.process.programs import find_program
from ferrule.tools.pins import Pin
from toolbox import Index, crate, served, tiny, wheel

pytestmark = pytest.mark.cargo


@pytest.fixture
def checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the checksum of the crate in the registry that Cargo is told to use."""
    monkeypatch.setenv("RUSTUP_HOME", os.environ.get("RUSTUP_HOME", str(Path.home() / ".rustup")))
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "cargo"))
    return crate(tmp_path / "registry", tmp_path / "cargo")


def brought(pin: Pin, heard: list[Heard], request: ToolRequest) -> Deed:
    """Install one tool; gives what became of it."""
    [deed] = install(request, heard.append, (pin,)).deeds
    return deed


def test_a_crate_is_built_and_found(checksum: str, machine: Path) -> None:
    """Without a wheel cargo builds it, after it was said that code runs; nothing of the build is left."""
    heard: list[Heard] = []
    pin = replace(tiny(crate="cargo-tiny", crate_sha256=checksum), wheel="")

    deed = brought(pin, heard, ToolRequest(Path("/"), ("tiny",)))

    assert (Result.INSTALLED, Way.CRATE) == (deed.result, deed.way), deed
    assert "tiny 1.0.0\n" == subprocess.check_output((str(find_program("cargo-tiny")),), text=True)
    assert "build scripts and macros of cargo-tiny" in heard[0].words
    assert [] == list((machine / ".new").iterdir())


def test_another_checksum_in_the_registry_builds_nothing(checksum: str, machine: Path) -> None:
    """A registry or a mirror with another crate under this version is refused before cargo downloads it."""
    heard: list[Heard] = []
    pin = replace(tiny(crate="cargo-tiny", crate_sha256="0" * 64), wheel="")

    deed = brought(pin, heard, ToolRequest(Path("/"), ("tiny",)))

    assert (Result.FAILED, True) == (deed.result, f"with sha256 {checksum}" in deed.detail), deed
    assert not any("Compiling" in one.words for one in heard)
    assert find_program("cargo-tiny") is None


def test_a_file_that_the_index_took_back_is_built(
    checksum: str, machine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that answers and lacks the file is no end: the crate is built, and it is said why."""
    file = wheel(tmp_path / "elsewhere")
    (tmp_path / "index").mkdir()
    heard: list[Heard] = []
    with served(Index(tmp_path / "index")) as index:
        monkeypatch.setenv("PIP_INDEX_URL", f"{index.url}/simple")
        monkeypatch.delenv("PIP_FIND_LINKS", raising=False)

        deed = brought(tiny(file, crate="cargo-tiny", crate_sha256=checksum), heard, ToolRequest(Path("/"), ("tiny",)))

    assert (Result.INSTALLED, Way.CRATE) == (deed.result, deed.way), deed
    assert any(f"the index does not offer {file.name}" in one.words for one in heard)


def test_a_version_that_the_registry_lacks_is_told(checksum: str, machine: Path) -> None:
    """Cargo's own words are in the row."""
    pin = replace(tiny(version="3.0.0", crate="cargo-tiny", crate_sha256=checksum), wheel="")

    deed = brought(pin, [], ToolRequest(Path("/"), ("tiny",), network=False))

    assert Result.FAILED is deed.result
    assert "cargo-tiny" in deed.detail
