"""Which crates a member links, by the names that its sources use: read from its manifest."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ferrule.escalation.sources import text_of
from ferrule.escalation.triggers.scene import Scene
from ferrule.facts.workspace import Package

_TABLES: Final = ("dependencies", "dev-dependencies", "build-dependencies")
_MANIFEST: Final = "Cargo.toml"


def linked(scene: Scene, package: Package) -> dict[str, str]:
    """Give the names of the packages that a member links, by the name under which its sources know them."""
    top = _table(scene, _MANIFEST).get("workspace", {})
    shared = top.get("dependencies", {}) if isinstance(top, dict) else {}
    try:
        manifest = _table(scene, str(package.manifest.relative_to(scene.workspace.root)))
    except ValueError:  # A member beside the workspace's folder.
        return {}
    found: dict[str, str] = {}
    for table in _tables(manifest):
        for key, wanted in table.items():
            inherits = isinstance(wanted, dict) and wanted.get("workspace")
            source = shared.get(key) if inherits and isinstance(shared, dict) else wanted
            name = source.get("package", key) if isinstance(source, dict) else key
            found[key.replace("-", "_")] = str(name)
    return found


def _table(scene: Scene, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads((text_of(path, scene.sources) or b"").decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}


def _tables(manifest: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    by_target = manifest.get("target", {})
    parts = [manifest, *(by_target.values() if isinstance(by_target, dict) else ())]
    for part in parts:
        for name in _TABLES:
            table = part.get(name) if isinstance(part, dict) else None
            if isinstance(table, dict):
                yield table
