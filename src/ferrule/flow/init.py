"""The story of `ferrule init`: look at the files, write a first `ferrule.toml`; starts no program."""

import os
import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from ferrule.config.file import FILE, MANIFEST, in_manifest
from ferrule.config.form import schema
from ferrule.config.starter import SCHEMA, Sight, starter
from ferrule.errors import NotWritable, StoreBroken, WrongUse
from ferrule.facts.settings import NewSettings
from ferrule.facts.workspace import Standing
from ferrule.flow.placing import put_file
from ferrule.flow.settings import KNOWN
from ferrule.report.json_text import json_text
from ferrule.store.place import state_folder
from ferrule.workspace.find import find_root
from ferrule.workspace.trust import VARIABLE, remember, standing

_CONFIGS = ("deny.toml", ".config/nextest.toml", "clippy.toml", ".clippy.toml", "rustfmt.toml", ".cargo/mutants.toml")
_MOST_FILES = 4000
_LARGEST = 1 << 20
_NAME = re.compile(r"[\w-]{1,64}", re.ASCII)
_TEST = re.compile(rb"#\[(?:\w+::)*test\b|#\[rstest\b|\bproptest!")
_UNSAFE = re.compile(rb"\bunsafe\s+(?:\{|fn\b|impl\b|extern\b)")


def plan_init(start: Path, *, force: bool) -> tuple[Path, NewSettings]:
    """Give the root and what `init` would write there.

    Raises:
        WrongUse: when there are settings already, unless `force` is set; those in Cargo.toml are never written over.
    """
    root = find_root(start)
    path = root / FILE
    for section in in_manifest(root):
        raise WrongUse(f"{section.place(())}: this workspace has its settings here already")
    if os.path.lexists(path) and not force:
        raise WrongUse(f"{path} is there already; `--force` writes over it")
    return root, NewSettings(str(path), starter(look(root), KNOWN), written=False)


def init(start: Path, *, force: bool) -> NewSettings:
    """Write a first `ferrule.toml` and its schema; a workspace that was trusted before stays so.

    Raises:
        WrongUse: as `plan_init` does.
        NotWritable: when the file cannot be written.
    """
    root, planned = plan_init(start, force=force)
    before = standing(root)
    try:
        put_file(Path(planned.path), planned.text)
    except OSError as fault:
        raise NotWritable(f"{planned.path}: cannot be written: {fault.strerror}") from fault
    notes = (*_schema(root), _trust(root, before))
    return NewSettings(planned.path, planned.text, written=True, notes=notes)


def look(root: Path) -> Sight:
    """Give what the files of a workspace tell; at most so many that it takes a moment."""
    files = list(islice(_files(root), _MOST_FILES))
    top = _toml(root / MANIFEST)
    manifests = [_toml(path) for path in files if path.name == MANIFEST]
    packages = [_table(manifest, "package") for manifest in manifests if "package" in manifest]
    inherited = _table(_table(top, "workspace"), "package").get("publish", True)
    sources = [_bytes(path) for path in files if path.suffix == ".rs"]
    needs = [_table(manifest, "dev-dependencies") for manifest in manifests]
    return Sight(
        crates=_names(packages),
        published=_names([package for package in packages if _is_published(package, inherited)]),
        has_tests=any(_TEST.search(source) for source in sources),
        has_unsafe=any(_UNSAFE.search(source) for source in sources),
        has_criterion=any("criterion" in table for table in needs),
        configs=tuple(name for name in _CONFIGS if (root / name).is_file()),
    )


def _files(root: Path) -> Iterator[Path]:
    """Yield manifests and sources, not those of other workspaces, of excluded folders, or what was built."""
    workspace = _table(_toml(root / MANIFEST), "workspace")
    excluded = workspace.get("exclude")
    left_out = {root / name for name in excluded if isinstance(name, str)} if isinstance(excluded, list) else set()
    for place, folders, names in os.walk(root):
        folder = Path(place)
        if folder in left_out or (folder != root and "workspace" in _toml(folder / MANIFEST)):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if name != "target" and not name.startswith("."))
        yield from (folder / name for name in sorted(names) if name == MANIFEST or name.endswith(".rs"))


def _is_published(package: dict[str, Any], inherited: object) -> bool:
    publish = package.get("publish", True)
    if isinstance(publish, dict):
        publish = inherited
    return publish not in (False, []) and "version" in package


def _names(packages: list[dict[str, Any]]) -> tuple[str, ...]:
    """Give those names that Cargo allows: they go into a comment, and must not end it."""
    names = (package.get("name") for package in packages)
    return tuple(sorted(name for name in names if isinstance(name, str) and _NAME.fullmatch(name)))


def _table(holder: dict[str, Any], key: str) -> dict[str, Any]:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def _toml(path: Path) -> dict[str, Any]:
    """Give what stands in a manifest; one that cannot be read is Cargo's to refuse."""
    try:
        return tomllib.loads(_bytes(path).decode())
    except (ValueError, RecursionError):
        return {}


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError:
        return b""


def _schema(root: Path) -> tuple[str, ...]:
    """Write the schema where the first line of the settings says it is; give a word where that fails."""
    path = root / SCHEMA
    try:
        place = state_folder(root)
        if place.why:
            return (f"the schema for editors was not written: {place.why}",)
        put_file(path, json_text(schema()) + "\n")
    except (OSError, StoreBroken) as fault:
        return (f"the schema for editors was not written: {fault}",)
    return ()


def _trust(root: Path, before: Standing) -> str:
    """Keep the trust of a workspace that had it: the only change is a file that names no program."""
    if os.environ.get(VARIABLE) != "1" and before.allowed:
        try:
            remember(root)
        except StoreBroken as fault:
            return f"run `ferrule trust` before the next check: {fault}"
        return "the workspace stays trusted; others who check it out run `ferrule trust` once"
    return "run `ferrule trust` before the next check"
