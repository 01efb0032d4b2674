"""What the manifests of a workspace say of it, read and not run."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ferrule.definitions.decode import read_text
from ferrule.facts.definition import Remark
from ferrule.facts.routing import Ground

_MANIFEST: Final = "Cargo.toml"
_TABLES: Final = ("dependencies", "dev-dependencies", "build-dependencies")
_SKIPPED: Final = frozenset({"target", "node_modules", "vendor", "dist", "build"})
_DEPTH: Final = 4
_FOLDERS: Final = 2_000
_MANIFESTS: Final = 200
_TELLING: Final = frozenset({"tauri.conf.json", "tauri.conf.json5", "Tauri.toml", "src-tauri"})


def ground(root: Path) -> Ground:
    """Give what manifests and file names tell of a workspace; nothing is started, what cannot be read is left out.

    Looks four folders deep and into 2,000 folders at most, and follows no links.
    """
    crates: set[str] = set()
    files: set[str] = set()
    manifests = 0
    for folder, names in _walk(root):
        if _MANIFEST in names and manifests < _MANIFESTS:
            manifests += 1
            crates |= set(_dependencies(folder / _MANIFEST))
        inside = "" if folder == root else f"{folder.relative_to(root).as_posix()}/"
        files |= {f"{inside}{name}" for name in names & _TELLING} | names & _TELLING
    return Ground(is_rust=manifests > 0, crates=frozenset(crates), files=frozenset(files))


def _walk(root: Path) -> Iterator[tuple[Path, set[str]]]:
    for seen, (folder, inner, names) in enumerate(os.walk(root)):
        if seen >= _FOLDERS:
            return
        here = Path(folder)
        depth = len(here.relative_to(root).parts)
        everything = {*inner, *names}
        inner[:] = sorted(one for one in inner if one not in _SKIPPED and not one.startswith(".") and depth < _DEPTH)
        yield here, everything


def _dependencies(manifest: Path) -> Iterator[str]:
    text = read_text(manifest)
    if isinstance(text, Remark):
        return
    try:
        read = tomllib.loads(text.text)
    except tomllib.TOMLDecodeError:
        return
    targets = read.get("target")
    parts = [read, read.get("workspace"), *(targets.values() if isinstance(targets, dict) else ())]
    for part in parts:
        for table in _TABLES:
            yield from _packages(part.get(table) if isinstance(part, dict) else None)


def _packages(table: Any) -> Iterator[str]:
    for key, wanted in table.items() if isinstance(table, dict) else ():
        name = wanted.get("package", key) if isinstance(wanted, dict) else key
        yield str(name)
