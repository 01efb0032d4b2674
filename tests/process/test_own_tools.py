"""Tools that ferrule brought, for the programs that it starts: behind PATH, and in the sandbox too."""

import os
from pathlib import Path

import pytest

from ferrule.process.command import Command
from ferrule.process.door import run, sandbox_refusal
from ferrule.process.own_tools import tools_folder
from ferrule.process.programs import search_path
from ferrule.process.sandbox import Sandbox
from ferrule.tools.room import link
from toolbox import says, tiny

REFUSAL = sandbox_refusal()


@pytest.fixture
def brought(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a tool into ferrule's own folder, as if it had been brought; gives that folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(own_home / "data"))
    says(tools_folder() / "cargo-tiny/1.0.0/bin", "cargo-tiny", "1.0.0")
    link(tools_folder(), tiny(), "1.0.0")
    return tools_folder()


def test_cargo_finds_it_as_its_own_subcommand(brought: Path, tmp_path: Path) -> None:
    """PATH of every program that is started ends with ferrule's folder, where Cargo looks for `cargo tiny`."""
    outcome = run(Command(("cargo", "tiny"), tmp_path, timeout_s=60))

    assert "cargo-tiny 1.0.0\n" == outcome.stdout.text, outcome
    assert search_path().startswith(os.environ["PATH"])
    assert search_path().endswith(str(brought / "bin"))


@pytest.mark.sandbox
@pytest.mark.skipif(bool(REFUSAL), reason=f"no namespaces on this machine: {REFUSAL}")
def test_the_sandbox_shows_it_and_nothing_can_be_written_there(brought: Path, tmp_path: Path) -> None:
    """It lies in the home folder, which is empty inside: the tools alone are shown, read-only."""
    sandbox = Sandbox((tmp_path,), ())

    found = run(Command(("cargo", "tiny"), tmp_path, timeout_s=60, sandbox=sandbox))
    written = run(Command(("touch", str(brought / "bin/other")), tmp_path, timeout_s=60, sandbox=sandbox))

    assert "cargo-tiny 1.0.0\n" == found.stdout.text, found
    assert "Read-only file system" in written.stderr.text


def test_a_machine_without_tools_has_path_as_it_was(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was brought nothing goes before PATH, whatever lies in the folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(own_home / "data"))
    (tools_folder() / "over/cargo-tiny").mkdir(parents=True)
    (tools_folder() / "over/file").touch()

    assert search_path().startswith(os.environ["PATH"])
