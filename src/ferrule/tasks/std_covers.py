"""New dependencies whose work the standard library does (P10)."""

import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.tasks.new_dependencies import Change, NewDependency

_FILE: Final = Path(__file__).with_name("std_covers.toml")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the standard library has in the place of a crate."""

    by: str
    since: str
    partly: str = ""
    """What it does not do; empty where it does all."""
    doc: str = ""
    """Its page in the documentation of the standard library."""
    notes: str = ""
    """Its line in the release notes of Rust, where it is a matter of the language."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A new dependency that may not be needed."""

    dependency: NewDependency
    cover: Cover
    words: str

    @property
    def is_note(self) -> bool:
        """Whether the crate does more than the standard library."""
        return bool(self.cover.partly)


@functools.cache
def covers() -> dict[str, Cover]:
    """Give the table by the name of the crate."""
    return {name: Cover(**entry) for name, entry in tomllib.loads(_FILE.read_text("utf-8")).items()}


def covered(new: Iterable[NewDependency], rust_versions: Mapping[str, str]) -> tuple[Covered, ...]:
    """Give the new dependencies that the standard library covers in the oldest Rust that a package is for.

    Args:
        new: what the task brings in.
        rust_versions: `rust-version` by manifest; a manifest without one is for the newest Rust.
    """
    return tuple(_covered(new, rust_versions))


def _covered(new: Iterable[NewDependency], rust_versions: Mapping[str, str]) -> Iterator[Covered]:
    for one in new:
        cover = covers().get(one.name) or covers().get(one.name.replace("_", "-"))
        oldest = rust_versions.get(one.manifest, "")
        if cover is None or one.change not in {Change.NEW, Change.KIND} or one.source:
            continue
        if not oldest or _release(oldest) >= _release(cover.since):
            but = f", but {cover.partly}" if cover.partly else ""
            words = f"{one.manifest}:{one.line} adds `{one.name}`: std has {cover.by} since {cover.since}{but}"
            yield Covered(one, cover, words)


def _release(version: str) -> tuple[int, ...]:
    found = tuple(int(part) for part in version.split("-", maxsplit=1)[0].split(".") if part.isdigit())
    return (*found, 0, 0, 0)[:3]
