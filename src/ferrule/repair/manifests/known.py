"""Crates that a workspace already has: its members, its shared dependencies, what its lock holds."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.workspace import Workspace
from ferrule.workspace.toml import read_toml

_REGISTRY: Final = "registry+"
_NUMBERS: Final = 3


@dataclass(frozen=True, slots=True)
class Source:
    """How a manifest can name a crate that the workspace has."""

    key: str
    """The name of the package."""
    table: dict[str, object]
    """What stands behind the key: `workspace`, or `path`, or `version`."""
    words: str
    """Where it comes from, for people."""


def source_of(crate: str, package: str, workspace: Workspace) -> Source | None:
    """Give how the member `package` can name a crate; None when the workspace does not have it."""
    return _shared(crate, workspace) or _member(crate, package, workspace) or _locked(crate, package, workspace.root)


def _shared(crate: str, workspace: Workspace) -> Source | None:
    shared = read_toml(workspace.root / "Cargo.toml").get("workspace", {})
    listed = shared.get("dependencies", {}) if isinstance(shared, dict) else {}
    key = next((key for key in listed if crate_name(key) == crate), None)
    return Source(key, {"workspace": True}, "a shared dependency of the workspace") if key else None


def _member(crate: str, package: str, workspace: Workspace) -> Source | None:
    here = next((one.folder for one in workspace.packages if one.name == package), None)
    for one in workspace.packages:
        libraries = (target for target in one.targets if target.is_library)
        if one.name != package and here and any(crate_name(target.name) == crate for target in libraries):
            path = Path(os.path.relpath(one.folder, here)).as_posix()
            return Source(one.name, {"path": path}, "a member of the workspace")
    return None


def _locked(crate: str, package: str, root: Path) -> Source | None:
    """Give the newest release of a crate in the lock that comes from a registry."""
    packages = read_toml(root / "Cargo.lock").get("package", [])
    found = [
        one
        for one in packages
        if crate_name(str(one.get("name"))) == crate and str(one.get("source", "")).startswith(_REGISTRY)
    ]
    if not found or crate == crate_name(package):
        return None
    newest = max(found, key=lambda one: _number(str(one.get("version"))))
    return Source(newest["name"], {"version": newest["version"]}, "a release that Cargo.lock already holds")


def releases(lock: Path) -> frozenset[tuple[str, str]]:
    """Give name and version of each package of a lock."""
    packages = read_toml(lock).get("package", [])
    return frozenset((str(one.get("name")), str(one.get("version"))) for one in packages)


def _number(version: str) -> tuple[int, ...]:
    parts = version.partition("+")[0].partition("-")[0].split(".")[:_NUMBERS]
    return tuple(int(part) if part.isdigit() else 0 for part in parts)


def crate_name(package: str) -> str:
    """Give the name by which code calls a package."""
    return package.replace("-", "_")
