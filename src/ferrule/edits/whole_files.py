"""Whole files put into the user's tree, or taken out of it: each is the old one or the new one at every moment."""

import contextlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ferrule.edits.lock import silent
from ferrule.edits.replace import put, sync_folder
from ferrule.edits.settle import settled
from ferrule.edits.travel import refusals_explained


@dataclass(frozen=True, slots=True)
class Coming:
    """One file, as it is to be."""

    path: Path
    """Absolute; its folders are made where they are missing."""
    staged: Path | None
    """Lies on the same file system, is as it is to be in all things, and is moved; None: the file goes away."""


def put_in_place(root: Path, state: Path, coming: Sequence[Coming], tell: Callable[[str], None] = silent) -> None:
    """Put files in place, those first that go away; after a kill, the same call does the rest.

    The caller has made sure that nothing of the user's is lost, and that no link leads out of the tree.

    Args:
        root: of the workspace; files may lie beside it.
        state: its state folder.
        coming: each path once.
        tell: hears of somebody else's edits that are waited for.

    Raises:
        NotWritable: when a file cannot be written; some may be in place by then.
    """
    with refusals_explained(root), settled(root, state, tell):
        for one in coming:
            if one.staged is not None and not one.staged.is_symlink():
                _on_disk(one.staged)
        for one in sorted(coming, key=lambda one: one.staged is not None):
            _take_away(root, one.path) if one.staged is None else _put(one.staged, one.path)
        for folder in {one.path.parent for one in coming if one.path.parent.is_dir()}:
            sync_folder(folder)


def _put(staged: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    if staged.is_symlink() or path.is_symlink() or not path.exists():
        if not staged.is_symlink():
            os.utime(staged, ns=(now := time.time_ns(), now))
        staged.replace(path)
    else:
        put(staged, path)


def _take_away(root: Path, path: Path) -> None:
    """Take a file away, and with it the folders that hold nothing else."""
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        for folder in path.parents:
            if root.is_relative_to(folder):
                break
            folder.rmdir()


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
