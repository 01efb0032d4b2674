"""What is known of the crates that a workspace is built from: licence, release, oldest Rust."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from ferrule.process.command import Command
from ferrule.process.door import run

_TIMEOUT_S: Final = 60.0
_KEEP_BYTES: Final = 1 << 27


class _Package(msgspec.Struct):
    name: str
    version: str
    manifest_path: str
    license: str | None = None
    rust_version: str | None = None
    source: str | None = None


class _Metadata(msgspec.Struct):
    packages: list[_Package]


def crate_facts(root: Path) -> Mapping[str, Mapping[str, str]]:
    """Give `licence` and `locked` of each foreign crate by its name, as texts; empty where Cargo cannot say.

    Several releases of one crate are joined with commas. The network is not asked.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for package in _packages(root):
        if package.source is not None:
            known = found.setdefault(package.name, {"licence": set(), "locked": set()})
            known["licence"].add(package.license or "")
            known["locked"].add(package.version)
    return {
        name: {key: ", ".join(sorted(filter(None, values))) for key, values in known.items()}
        for name, known in found.items()
    }


def rust_versions(root: Path) -> Mapping[str, str]:
    """Give the `rust-version` of members that declare one, by the path of their manifest relative to the root."""
    members = [package for package in _packages(root, "--no-deps") if package.rust_version]
    return {_shown(Path(one.manifest_path), root): one.rust_version or "" for one in members}


def _packages(root: Path, *more: str) -> list[_Package]:
    argv = ("cargo", "metadata", "--format-version=1", "--offline", "--color=never", *more)
    outcome = run(Command(argv, root, _TIMEOUT_S, keep_bytes=_KEEP_BYTES))
    if not outcome.ok or outcome.stdout.cut_bytes:
        return []
    try:
        return msgspec.json.decode(outcome.stdout.text, type=_Metadata).packages
    except msgspec.MsgspecError:
        return []


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
