"""Changed files made ready to be mounted over the originals."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ferrule.facts.repair import Changes

Pair = tuple[Path, Path]
"""What is shown, and where."""


def staged(changes: Changes, staging: Path) -> tuple[Pair, ...]:
    """Write the changes into an own folder, emptied before; gives what to mount, in order, read-only.

    New files are possible. Paths are followed to what they lead to, since that is what has to be covered.
    """
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    real = {Path(os.path.realpath(path)): content for path, content in changes.items()}
    return (*_folders(real, staging / "folders"), *_files(real, staging / "files"))


def _files(changes: Changes, staging: Path) -> Iterator[Pair]:
    staging.mkdir()
    for number, (path, content) in enumerate(changes.items()):
        if path.exists():
            held = staging / str(number)
            held.write_bytes(content)
            yield held, path


def _folders(changes: Changes, staging: Path) -> Iterator[Pair]:
    """Yield the mounts for new files: nothing can be mounted where nothing is, so their folder is replaced."""
    new = [path for path in changes if not path.exists()]
    for number, folder in enumerate(sorted({_standing(path) for path in new})):
        held = staging / str(number)
        held.mkdir(parents=True)
        subfolders = _copy_files(folder, held)
        for path in new:
            if _standing(path) != folder:
                continue
            copy = held / path.relative_to(folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(changes[path])
        yield held, folder
        yield from ((subfolder, subfolder) for subfolder in subfolders)


def _standing(path: Path) -> Path:
    """Give the nearest folder above that exists."""
    return next(folder for folder in path.parents if folder.is_dir())


def _copy_files(folder: Path, held: Path) -> list[Path]:
    subfolders = []
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            (held / entry.name).mkdir()
            subfolders.append(entry)
        else:
            shutil.copy2(entry, held / entry.name, follow_symlinks=False)
    return subfolders
