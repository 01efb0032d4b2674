"""Which members run while the workspace is built: procedural macros, and what they and build scripts need."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.facts.workspace import Package, Workspace

MACRO: Final = "proc-macro"
SCRIPT: Final = "custom-build"
_SECTION: Final = "build-dependencies"


def builders(workspace: Workspace) -> dict[Path, str]:
    """Give the folders of members whose code runs in the compiler or in a build script, and why it does."""
    by_name = {package.name: package for package in workspace.packages}
    found: dict[Path, str] = {}
    waiting = list(_first(workspace, by_name))
    while waiting:
        package, why = waiting.pop()
        if package.folder in found:
            continue
        found[package.folder] = why
        inner = f"{package.name} needs it, and runs while the workspace is built"
        waiting += [(by_name[name], inner) for name in package.depends_on if name in by_name]
    return found


def scripts(workspace: Workspace) -> frozenset[Path]:
    """Give the build scripts of the members."""
    return frozenset(
        target.src_path for package in workspace.packages for target in package.targets if SCRIPT in target.kinds
    )


def _first(workspace: Workspace, by_name: dict[str, Package]) -> Iterator[tuple[Package, str]]:
    for package in workspace.packages:
        if any(MACRO in target.kinds for target in package.targets):
            yield package, "a procedural macro runs in the compiler"
        names = _for_scripts(package.manifest) & by_name.keys()
        yield from ((by_name[name], f"the build script of {package.name} needs it") for name in sorted(names))


def _for_scripts(manifest: Path) -> frozenset[str]:
    """Give the names of packages that a build script needs, those of every platform; a manifest unread has none."""
    try:
        table = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    platforms = table.get("target", {})
    tables = [table, *(one for one in platforms.values() if isinstance(one, dict))]
    entries = [(name, entry) for one in tables for name, entry in _entries(one.get(_SECTION))]
    return frozenset(str(entry.get("package", name)) if isinstance(entry, dict) else name for name, entry in entries)


def _entries(section: object) -> Iterator[tuple[str, object]]:
    if isinstance(section, dict):
        yield from section.items()
