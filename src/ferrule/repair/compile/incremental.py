"""rustc's incremental states: a private copy to start from, and whether a compile found one."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class States:
    """The folders of states for one crate name: one for each of library, test copy, build script ..."""

    touched_ns: tuple[tuple[str, int], ...]
    """When each was last changed."""
    usable: frozenset[str]
    """Those that hold the state of a compile that succeeded."""


def seed(source: Path, crate_name: str, folder: Path) -> None:
    """Make `folder` hold the newest states that `source` has of this crate, unless it has some already.

    Files are hard links: rustc replaces them, it never writes into them. Lock files are new: a link would
    let a replay and the user's own Cargo wait for each other.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if states(folder, crate_name).usable:
        return
    for home in _homes(source, crate_name):
        newest = max(_finished(home), key=lambda session: session.name, default=None)
        if newest is None:
            continue
        place = folder / home.name
        place.mkdir(exist_ok=True)
        try:
            shutil.copytree(newest, place / newest.name, copy_function=_link)
        except (OSError, shutil.Error):  # the user's Cargo has replaced it meanwhile
            shutil.rmtree(place / newest.name, ignore_errors=True)
            continue
        (place / f"{newest.name.rpartition('-')[0]}.lock").touch()


def states(folder: Path, crate_name: str) -> States:
    """Give what there is for this crate name."""
    homes = list(_homes(folder, crate_name))
    usable = frozenset(home.name for home in homes if any(_finished(home)))
    return States(tuple((home.name, home.stat().st_mtime_ns) for home in homes), usable)


def was_warm(before: States, after: States) -> bool:
    """Tell whether the compile in between started from a state.

    rustc makes a working folder next to the state of its own unit. Where it came to an end before that, as it
    does at a syntax error, any state counts.
    """
    touched = {name for name, _ in set(after.touched_ns) - set(before.touched_ns)}
    return bool(touched & before.usable) if touched else bool(before.usable)


def _homes(folder: Path, crate_name: str) -> Iterator[Path]:
    yield from (home for home in folder.glob(f"{crate_name}-*") if home.is_dir())


def _finished(home: Path) -> Iterator[Path]:
    """Yield the states of compiles that succeeded: `s-TIME-RANDOM-HASH`; one being made ends in `-working`."""
    for session in home.glob("s-*"):
        if session.is_dir() and not session.name.endswith("-working"):
            yield session


def _link(source: str, target: str) -> None:
    with contextlib.suppress(FileExistsError):
        try:
            os.link(source, target)
        except OSError:  # another file system
            shutil.copy2(source, target)
