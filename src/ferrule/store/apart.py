"""A target folder outside of the workspace: what is built there, nothing that writes in the workspace has prepared."""

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Final

from ferrule.errors import StoreBroken
from ferrule.store.refusals import words

_OF: Final = ".workspace"
"""A file that names the state folder for which such a folder was made."""


def apart(folder: Path) -> Path:
    """Give the target folder apart of the workspace whose state lies in `folder`; it need not exist."""
    return _room() / hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def make_apart(folder: Path) -> Path:
    """Give that folder, made; raises StoreBroken when it cannot be."""
    made = apart(folder)
    try:
        made.mkdir(mode=0o700, parents=True, exist_ok=True)
        (made / _OF).write_bytes(os.fsencode(folder.resolve()))
    except OSError as refusal:
        raise StoreBroken(words(made, refusal)) from refusal
    return made


def orphans() -> tuple[Path, ...]:
    """Give the folders of workspaces that are gone; raises OSError."""
    room = _room()
    found = sorted(room.iterdir()) if room.is_dir() else ()
    return tuple(one for one in found if _is_orphan(one))


def _is_orphan(made: Path) -> bool:
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):  # none that names its workspace is judged
        return not Path(os.fsdecode((made / _OF).read_bytes())).exists()
    return False


def _room() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("ferrule").resolve() / "targets"
