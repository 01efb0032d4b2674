"""What one planted lie is, and how it is put in place."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from coverage_crates import committed
from ferrule.process import door, programs
from workspaces import package, path_without, program, real, write

SCRIPTS: Mapping[str, str] = {
    "fmt": "cargo fmt --all --check",
    "check": "cargo check --all-targets",
    "clippy": "cargo clippy --all-targets -- -D warnings",
    "test": "cargo test --all-targets",
    "nextest": "cargo nextest run",
    "doctest": "cargo test --doc",
    "doc": "cargo doc --no-deps",
    "deny": "cargo deny --offline check",
    "audit": "cargo audit --no-fetch",
    "unused-deps": "cargo shear",
    "coverage": "cargo llvm-cov --fail-under-lines 90",
    "lockfile": "cargo check",
    "msrv": "cargo check",
    "features": "cargo hack check --each-feature",
    "package": "cargo package --allow-dirty",
    "semver-checks": "cargo semver-checks",
    "mutants": "cargo mutants --in-diff work.diff",
}
"""What a script would run for each gate, and take exit code 0 for green."""
IDLE: Final = 'case "$*" in *crate-name?demo*) exit 0;; esac\nexec "$@"'
"""A wrapper of rustc that compiles nothing of the package."""
NO_RUSTDOC: Final = 'case "$1" in -vV|--version) exec rustdoc "$@";; esac\nexit 0'
"""A rustdoc that tells its version, and does nothing."""
NOTHING: Callable[[Path], None] = lambda _: None  # noqa: E731 - a default is easier to read with a name


@dataclass(frozen=True, slots=True)
class Lie:
    """One entry of the list; paths and commands may hold `TMP`, the folder of the test."""

    id: str
    """The gate and what it is about."""
    gate: str
    planted: str
    """What is wrong, in one sentence."""
    must: str
    """What the row must say: the status and, behind a colon, the reason."""
    said: str = ""
    """Words that the row must hold, in its detail or in a finding."""
    exits: int | None = 0
    """How the script's command ends: with 0, who goes by exit codes is fooled. None: it is not run, for it
    would hang, or would find in Cargo's own folder what is hidden from ferrule."""
    script: str = ""
    """The script's command where it is not the usual one of the gate."""
    files: Mapping[str, str] = field(default_factory=dict)
    manifest: str = ""
    """More lines for the package's Cargo.toml."""
    tools: Mapping[str, str] = field(default_factory=dict)
    """Shell scripts by the name of the program that they stand for; `cargo check` stands for that one command."""
    env: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    """Programs that are not installed."""
    made: Callable[[Path, Mapping[str, str], str], Path] = package
    then: Callable[[Path], None] = NOTHING
    """What is done in the folder of the test when the workspace, `ws`, is there."""
    beside: tuple[str, ...] = ()
    """Gates that are climbed too, and pass."""
    timeout_s: float | None = None

    @property
    def command(self) -> str:
        """The script's command."""
        return self.script or SCRIPTS[self.gate]


def plant(lie: Lie, tmp: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put everything in place; gives the workspace."""
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")
    monkeypatch.setenv("FERRULE_TRUST", "1")
    for name, value in lie.env.items():
        monkeypatch.setenv(name, value.replace("TMP", str(tmp)))
    root = lie.made(tmp / "ws", lie.files, lie.manifest)
    lie.then(tmp)
    if lie.hidden:
        _hide(tmp / "rest", lie.hidden, monkeypatch)
    stand_in(lie.tools, tmp, monkeypatch)
    return root


def stand_in(tools: Mapping[str, str], tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put scripts before the programs whose names they have."""
    cargo = real("cargo")
    branches = []
    for name, script in tools.items():
        body = script.replace("TMP", str(tmp)).replace("CARGO", cargo)
        if name.startswith("cargo "):
            branches.append(f'[ "$1" = {name.split()[1]} ] && {{ {body}\nexit; }}')
        else:
            program(tmp / "bin", name, body)
    if branches:
        program(tmp / "bin", "cargo", "\n".join((*branches, f'exec {cargo} "$@"')))
    monkeypatch.setenv("PATH", f"{tmp / 'bin'}{os.pathsep}{programs.search_path()}")


def sealed(*names: str) -> Callable[[Path, Mapping[str, str], str], Path]:
    """Give a maker of a package of which each file, once built well, is replaced by broken code with its old time."""

    def make(root: Path, files: Mapping[str, str], more: str) -> Path:
        package(root, {}, more)
        subprocess.run(("cargo", *names), cwd=root, check=True, capture_output=True)
        for name, text in files.items():
            was = (root / name).stat()
            write(root, {name: text})
            os.utime(root / name, ns=(was.st_atime_ns, was.st_mtime_ns))
        return root

    return make


def locked(root: Path, files: Mapping[str, str], more: str) -> Path:
    """Make a package whose lock git has."""
    package(root, files, more)
    subprocess.run(("cargo", "generate-lockfile", "-q"), cwd=root, check=True)
    return committed(root)


def _hide(folder: Path, names: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Take programs off every path that ferrule searches."""
    monkeypatch.setenv("PATH", programs.search_path())
    clean = path_without(folder, *names)
    for module in (programs, door):
        monkeypatch.setattr(module, "search_path", lambda: f"{folder.parent / 'bin'}{os.pathsep}{clean}")
