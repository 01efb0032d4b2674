"""The variables under which Cargo calls the wrapper, and what it knows of the compiler behind it."""

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ferrule.facts.workspace import Workspace
from ferrule.repair.compile.chained_wrapper import chained_wrapper
from ferrule.repair.compile.wrapper import NOTES, write_wrapper
from ferrule.workspace.cargo_env import PLAIN

FOLDER: Final = "wrapper"
_INFO: Final = ".rustc_info.json"
"""In a target folder: Cargo's answers of the compiler, valid for one wrapper only. Without them each Cargo asks anew,
which takes as long as a check of a small crate."""


@contextmanager
def noting(workspace: Workspace, notes: Path, target: Path, kept: Path | None) -> Iterator[dict[str, str]]:
    """Give the variables that have each rustc call noted down.

    Cargo keeps the answers of one wrapper only, so those of the user's own are put back afterwards.

    Args:
        workspace: a wrapper that it has set already is called by ours.
        notes: where the calls are noted.
        target: the folder that Cargo builds in.
        kept: a folder that outlives the run; None: Cargo asks the compiler each time, and keeps nothing.
    """
    chained = chained_wrapper(workspace.root)
    if kept is None:
        wrapper = write_wrapper(notes, chained)
        yield PLAIN | {"RUSTC_WRAPPER": str(wrapper), "CARGO_CACHE_RUSTC_INFO": "0"}
        return
    folder = kept / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wrapper = write_wrapper(folder, chained)
    with _exchanged(target / _INFO, folder / "rustc_info.json"):
        yield PLAIN | {"RUSTC_WRAPPER": str(wrapper), NOTES: str(notes)}


@contextmanager
def _exchanged(place: Path, ours: Path) -> Iterator[None]:
    """Put our file in a place for a while; after `kill -9` it stays, and Cargo sees that it is another wrapper's."""
    theirs = _bytes(place)
    _put(place, _bytes(ours))
    try:
        yield
    finally:
        found = _bytes(place)
        if found is not None:
            _put(ours, found)
        _put(place, theirs)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _put(path: Path, content: bytes | None) -> None:
    """Write a file whole, or take it away; it is only a cache, so nothing hangs on it."""
    with contextlib.suppress(OSError):
        if content is None:
            path.unlink(missing_ok=True)
        elif path.parent.is_dir():
            unfinished = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}")
            unfinished.write_bytes(content)
            unfinished.replace(path)
