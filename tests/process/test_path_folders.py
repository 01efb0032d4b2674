"""Folders of PATH that mean the one that a program is started in: nothing is looked for there."""

import json
import os
import shutil
from pathlib import Path

import pytest

from ferrule.process.command import Command
from ferrule.process.door import run, sandbox_refusal
from ferrule.process.programs import absolute, find_program, search_path, users_path
from ladder import ferrule
from workspaces import package, program

REFUSAL = sandbox_refusal()
SYSTEM = "/usr/bin:/bin"
TOOLCHAIN = f"{Path(shutil.which('cargo') or 'cargo').parent}:{SYSTEM}"
TRAPS = ("bwrap", "cargo", "cargo-check", "rustc", "rustup", "true")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a workspace that nobody trusted, with programs of its own that leave a trace; `bin` has them too."""
    made = package(tmp_path / "ws", {".cargo/config.toml": "[build]\nincremental = false\n"})
    for folder in (made, made / "bin"):
        for name in TRAPS:
            program(folder, name, f"echo {name} >>{tmp_path}/trace; exit 1")
    return made


@pytest.mark.cargo
@pytest.mark.parametrize(
    "path",
    [f":{TOOLCHAIN}", f"{SYSTEM}:", f"{SYSTEM}::", ".", f".:{TOOLCHAIN}", f"bin:./bin:{TOOLCHAIN}", ""],
)
def test_no_program_of_the_workspace_is_started(root: Path, path: str) -> None:
    """Neither the sandbox nor the toolchain is taken from an untrusted workspace, wherever in PATH it is meant."""
    done = ferrule(root, "check", "--sandbox", "--only", "check", "--format", "json", PATH=path)

    assert not (root.parent / "trace").exists(), (root.parent / "trace").read_text()
    [row] = [gate for gate in json.loads(done.stdout)["gates"] if gate["id"] == "check"]
    assert REFUSAL or row["status"] == "passed", row


@pytest.mark.cargo
@pytest.mark.parametrize("words", [("doctor",), ("tools", "list"), ("check", "--only", "check")])
def test_no_other_command_starts_one(root: Path, words: tuple[str, ...]) -> None:
    """What only looks at tools, or refuses to start anything, does not start the workspace's own either."""
    ferrule(root, *words, PATH=f":{SYSTEM}:.")

    assert not (root.parent / "trace").exists(), (root.parent / "trace").read_text()


def test_only_absolute_folders_are_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order stays; a relative home of Cargo counts as little as a relative folder of PATH."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("PATH", f":bin:{SYSTEM}:.:")
    monkeypatch.setenv("CARGO_HOME", "home")
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    program(root / "home/bin", "cargo-trap", "true")

    for given in (search_path(), users_path()):
        assert given.startswith(SYSTEM)
        assert all(Path(folder).is_absolute() for folder in given.split(os.pathsep))
    assert (None, None) == (find_program("cargo-trap"), find_program("./cargo"))
    assert os.defpath == absolute("") == absolute(":.:bin")


@pytest.mark.parametrize("path", ["", ".", f":{SYSTEM}"])
def test_a_program_is_handed_absolute_folders(root: Path, path: str) -> None:
    """Also where whoever starts it sets PATH: it would find the workspace's own programs as well."""
    outcome = run(Command(("sh", "-c", 'echo "$PATH"; true'), root, 60, {"PATH": path}))
    missing = run(Command(("cargo-check",), root, 60, {"PATH": path}))

    assert all(Path(folder).is_absolute() for folder in outcome.stdout.text.strip().split(os.pathsep)), outcome
    assert "cargo-check: no such program" == missing.note
    assert not (root.parent / "trace").exists()
