"""Dependencies that a task brings in or changes, read from the manifests that differ (P10)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from typing import Any, Final

from ferrule.facts.difference import Difference
from ferrule.tasks.tables import Table, read

_TABLES: Final = {"dependencies": "normal", "dev-dependencies": "dev", "build-dependencies": "build"}
_OLD_NAMES: Final = {"dev_dependencies": "dev", "build_dependencies": "build"}
_NUMBER: Final = re.compile(r"(\d+)(?:\.(\d+|\*|x))?(?:\.(\d+|\*|x))?")
_WORKSPACE, _PATCH = "workspace", "patch"


class Change(StrEnum):
    """What became of a dependency."""

    NEW = "new"
    FEATURES = "features"
    """It was there, with fewer features."""
    MAJOR = "version"
    """Its version is not compatible with the one before."""
    SOURCE = "source"
    """It comes from somewhere else."""
    KIND = "kind"
    """It was there for tests or for the build script alone."""


@dataclass(frozen=True, slots=True)
class NewDependency:
    """One dependency that is asked about."""

    name: str
    """Of the crate, whatever the manifest calls it."""
    manifest: str
    line: int
    kind: str
    """normal, dev, build, workspace (shared by members), or patch."""
    features: tuple[str, ...] = ()
    """All that are asked for; of one that was there those that are new."""
    version: str = ""
    """The requirement; empty where none is written."""
    source: str = ""
    """`path ...`, `git ...` or `registry ...`; empty for crates.io."""
    change: Change = Change.NEW
    was: str = ""
    """The version or source before, where that changed."""
    target: str = ""
    """The platform or condition it is for; empty: any."""
    default_features: bool = True

    @property
    def key(self) -> str:
        """The name of its answer."""
        return f"dependency:{self.name}"

    @property
    def is_own(self) -> bool:
        """Whether it lies in the same repository."""
        if not self.source.startswith("path "):
            return False
        place = PurePosixPath(self.manifest).parent
        depth = len([part for part in place.parts if part != "."])
        for part in PurePosixPath(self.source.removeprefix("path ")).parts:
            depth += -1 if part == ".." else 0 if part == "." else 1
            if depth < 0 or part == "/":
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of a table of dependencies."""

    name: str
    path: tuple[str, ...]
    kind: str
    target: str
    version: str
    source: str
    features: tuple[str, ...]
    default_features: bool
    is_shared: bool
    """It says `workspace = true`: version and source stand in the root's manifest."""


def new_dependencies(difference: Difference) -> tuple[NewDependency, ...]:
    """Give dependencies that are new, and those with more features, another major version or another source.

    A member that takes what its workspace shares brings in nothing new but features.
    """
    found: list[NewDependency] = []
    for path, before, after in difference.pairs():
        if path.rpartition("/")[2] == "Cargo.toml" and path in difference.after:
            old, new = read(before), read(after)
            known = tuple(_entries(old))
            for entry in _entries(new):
                found += _compared(entry, known, path, new)
    return tuple(sorted(found, key=lambda one: (one.manifest, one.line, one.name)))


def _compared(entry: _Entry, known: tuple[_Entry, ...], manifest: str, table: Table) -> Iterator[NewDependency]:
    same = [one for one in known if one.name == entry.name and _KIN.get(one.kind) == _KIN.get(entry.kind)]
    here = [one for one in same if (one.kind, one.target) == (entry.kind, entry.target)]
    old = next(iter(here or same), None)
    if old is None:
        if not entry.is_shared or entry.features:
            yield _made(entry, manifest, table, Change.FEATURES if entry.is_shared else Change.NEW)
        return
    if not any(_RANK[one.kind] <= _RANK[entry.kind] for one in same):
        yield _made(entry, manifest, table, Change.KIND, was=old.kind)
    gained = tuple(feature for feature in entry.features if not any(feature in one.features for one in same))
    if entry.default_features and not old.default_features and not entry.is_shared:
        gained = (*gained, "default")
    if gained:
        yield _made(entry, manifest, table, Change.FEATURES, features=gained)
    if entry.source != old.source and not entry.is_shared and not old.is_shared:
        yield _made(entry, manifest, table, Change.SOURCE, was=old.source or "crates.io")
    if _era(entry.version) != _era(old.version) and entry.version and old.version:
        yield _made(entry, manifest, table, Change.MAJOR, was=old.version)


_KIN: Final = {"normal": "crate", "dev": "crate", "build": "crate", _WORKSPACE: _WORKSPACE, _PATCH: _PATCH}
_RANK: Final = {"normal": 0, "build": 1, "dev": 2, _WORKSPACE: 0, _PATCH: 0}
"""What reaches users most comes first."""


def _made(
    entry: _Entry, manifest: str, table: Table, change: Change, was: str = "", features: tuple[str, ...] | None = None
) -> NewDependency:
    return NewDependency(
        entry.name,
        manifest,
        table.line(entry.path),
        entry.kind,
        entry.features if features is None else features,
        entry.version,
        entry.source,
        change,
        was,
        entry.target,
        entry.default_features,
    )


def _entries(table: Table) -> Iterator[_Entry]:
    """Yield all dependencies of a manifest: its own, those of targets, those that members share, and patches."""
    yield from _of_tables(table.values, (), "")
    for condition, inner in table.table("target").items():
        if isinstance(inner, dict):
            yield from _of_tables(inner, ("target", condition), condition)
    yield from _of_table(table.table("workspace", "dependencies"), ("workspace", "dependencies"), _WORKSPACE, "")
    for registry, inner in table.table("patch").items():
        if isinstance(inner, dict):
            yield from _of_table(inner, ("patch", registry), _PATCH, "")


def _of_tables(values: dict[str, Any], above: tuple[str, ...], target: str) -> Iterator[_Entry]:
    for name, kind in {**_TABLES, **_OLD_NAMES}.items():
        inner = values.get(name)
        if isinstance(inner, dict):
            yield from _of_table(inner, (*above, name), kind, target)


def _of_table(values: dict[str, Any], above: tuple[str, ...], kind: str, target: str) -> Iterator[_Entry]:
    for key, value in values.items():
        wanted = value if isinstance(value, dict) else {"version": value}
        features = wanted.get("features")
        yield _Entry(
            str(wanted.get("package", key)),
            (*above, key),
            kind,
            target,
            str(wanted.get("version", "")),
            _source(wanted),
            tuple(map(str, features)) if isinstance(features, list) else (),
            wanted.get("default-features", wanted.get("default_features", True)) is not False,
            wanted.get("workspace") is True,
        )


def _source(wanted: dict[str, Any]) -> str:
    for name in ("git", "path", "registry"):
        if name in wanted:
            more = [f"{word} {wanted[word]}" for word in ("branch", "tag", "rev") if name == "git" and word in wanted]
            return " ".join((name, str(wanted[name]), *more))
    return ""


def _era(requirement: str) -> tuple[str, ...]:
    """Give what makes two requirements compatible: the major version, or what stands for it below 1.0."""
    found = _NUMBER.search(requirement)
    if found is None:
        return ()
    parts = [part or "" for part in found.groups()]
    if parts[0] != "0":
        return (parts[0],)
    return ("0", parts[1]) if parts[1] != "0" else ("0", "0", parts[2])
