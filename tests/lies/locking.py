"""Lies to the gates `unused-deps` and `lockfile`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coverage_crates import committed, git
from lies.lie import Lie, locked
from workspaces import manifest, package, write

_UNREADABLE: Final = "inconclusive: unreadable-output"
_GONE: Final = "skipped: not-installed"
_NOT_DUE: Final = "skipped: not-relevant"
_UNUSED: Final = '[dependencies]\nb = { path = "b" }\n'
_B: Final = {"b/Cargo.toml": manifest("b"), "b/src/lib.rs": ""}


def _committed(root: Path, files: Mapping[str, str], more: str) -> Path:
    return committed(package(root, files, more))


def _newer(tmp: Path) -> None:
    write(tmp / "ws", {"Cargo.toml": manifest("demo").replace("0.1.0", "0.2.0")})


def _ignored(tmp: Path) -> None:
    write(tmp / "ws", {".gitignore": "Cargo.lock\n"})
    git(tmp / "ws", "rm", "-q", "--cached", "Cargo.lock")


UNUSED: Final = (
    Lie(
        "unused-silent",
        "unused-deps",
        "cargo-shear exits with 0 and says nothing",
        _UNREADABLE,
        files=_B,
        manifest=_UNUSED,
        tools={"cargo-shear": "exit 0"},
    ),
    Lie(
        "unused-version",
        "unused-deps",
        "another cargo-shear says in words that all is good",
        _UNREADABLE,
        "no issues",
        files=_B,
        manifest=_UNUSED,
        tools={"cargo-shear": "echo no issues found"},
    ),
    Lie(
        "unused-gone",
        "unused-deps",
        "neither of the two tools is installed",
        _GONE,
        exits=101,
        files=_B,
        manifest=_UNUSED,
        hidden=("cargo-shear", "cargo-machete"),
    ),
)
LOCKFILE: Final = (
    Lie(
        "lockfile-behind",
        "lockfile",
        "the lock is behind its manifest, and a build corrects it silently",
        "failed",
        "does not match the manifests",
        made=locked,
        then=_newer,
    ),
    Lie(
        "lockfile-away",
        "lockfile",
        "git has a lock that is not here, and a build makes another one",
        "failed",
        "it is not here",
        made=locked,
        then=lambda tmp: (tmp / "ws/Cargo.lock").unlink(),
    ),
    Lie(
        "lockfile-ignored",
        "lockfile",
        "git ignores the lock, so that nobody else gets it",
        _NOT_DUE,
        "git ignores",
        made=_committed,
        files={"Cargo.lock": "version = 4\n"},
        then=_ignored,
    ),
)
