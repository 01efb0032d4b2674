"""Where the state of a workspace is kept, and why it lies elsewhere when it does."""

import errno
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.errors import StoreBroken
from ferrule.store.owners import make_claimed
from ferrule.store.refusals import words

DATABASE: Final = "ferrule.db"
"""The history. Named here, apart from what opens it: a run that only asks whether it is there imports no SQLAlchemy."""
SCRATCH: Final = "tmp"
SANDBOX_TARGET: Final = "sandbox-target"
"""Where sandboxed gates build."""
TESTED: Final = "tests"
"""Where the tests of repaired trees are built."""
LANE_TARGET: Final = "lane-target"
"""Where a second lane of gates builds."""
KEPT: Final = (SANDBOX_TARGET, TESTED, LANE_TARGET)
"""Folders that outlive a run only to make the next one quick: they may go whenever no run is going on."""

_PROBE: Final = b"\0" * 4096
"""One block: enough that a full disk is noticed."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder with the state of one workspace."""

    folder: Path
    why: str = ""
    """Empty when the folder lies in the workspace, else what forbade that."""


def state_folder(root: Path) -> Place:
    """Give the folder for the state of the workspace at `root`, made where it was missing.

    It is `.ferrule` in the workspace, or else a folder of its own in the user's cache. A `.ferrule` that is a
    symbolic link or holds one is not used: a hostile repository could lead us out of the workspace with it.

    Raises:
        StoreBroken: when neither folder can be written.
    """
    wanted = root.absolute() / ".ferrule"
    try:
        _prepare(wanted)
    except OSError as refusal:
        return _elsewhere(root, words(wanted, refusal))
    return Place(wanted)


def existing_folder(root: Path) -> Path | None:
    """Give the folder with the state of the workspace at `root`, and make none; None where nothing was kept.

    As in `state_folder`, one in the workspace that cannot be written is passed over where the cache has another.
    """
    folders = [root.absolute() / ".ferrule", _cache(root)]
    there = [folder for folder in folders if folder.is_dir() and not folder.is_symlink()]
    return next((folder for folder in there if os.access(folder, os.W_OK)), there[0] if there else None)


def scratch(place: Place, run_id: str) -> Path:
    """Give the folder `tmp/<run_id>`, made and marked as belonging to this process.

    A run that keeps logs claims its scratch folder first: that is how `clean` knows not to take them.

    Raises:
        StoreBroken: when it cannot be written.
    """
    folder = place.folder / SCRATCH / run_id
    try:
        make_claimed(folder)
    except OSError as refusal:
        raise StoreBroken(words(folder, refusal)) from refusal
    return folder


def _elsewhere(root: Path, why: str) -> Place:
    folder = _cache(root)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _prepare(folder)
    except OSError as refusal:
        raise StoreBroken(f"{why}; {words(folder, refusal)}") from refusal
    return Place(folder, why)


def _cache(root: Path) -> Path:
    from platformdirs import user_cache_path

    name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    return user_cache_path("ferrule") / "workspaces" / name


def _prepare(folder: Path) -> None:
    """Make the folder and prove that it can be written; raises OSError."""
    _refuse_link(folder)
    folder.mkdir(exist_ok=True)
    with os.scandir(folder) as entries:
        for entry in entries:
            _refuse_link(Path(entry.path))
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    with tempfile.TemporaryFile(dir=folder, buffering=0) as probe:
        probe.write(_PROBE)


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise OSError(errno.ELOOP, "a symbolic link, which is not followed", str(path))
