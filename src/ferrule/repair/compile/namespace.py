"""A mount namespace in which some files have other contents, at their own paths (bubblewrap)."""

import functools
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from ferrule.facts.repair import Changes
from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.process.programs import find_program


@functools.cache
def namespace_refusal() -> str:
    """Give why there are no mount namespaces on this machine; empty when there are."""
    bwrap = find_program("bwrap")
    if bwrap is None:
        return "bwrap (bubblewrap) is not installed"
    outcome = run(Command((str(bwrap), "--dev-bind", "/", "/", "true"), Path("/"), timeout_s=10))
    return "" if outcome.ok else f"bwrap was refused: {outcome.stderr.text.strip() or outcome.note}"


def namespaced(root: Path, changes: Changes, staging: Path, writable: Sequence[Path]) -> tuple[str, ...]:
    """Give the words to put before a command line, so that it sees the changes.

    Args:
        root: shown read-only: what a macro or a build script does there can harm nobody.
        changes: written into `staging` and bound over the originals. New files are possible.
        staging: an own folder, emptied by this call.
        writable: folders that stay writable though they lie in `root`. They must exist.
    """
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    real = {Path(os.path.realpath(path)): content for path, content in changes.items()}
    return (
        *(str(find_program("bwrap") or "bwrap"), "--die-with-parent", "--dev-bind", "/", "/"),
        *("--ro-bind", str(root), str(root)),
        *_folders(real, staging / "folders"),
        *_files(real, staging / "files"),
        *(word for folder in writable for word in ("--bind", str(folder), str(folder))),
        "--",
    )


def _files(changes: Changes, staging: Path) -> Iterator[str]:
    staging.mkdir()
    for number, (path, content) in enumerate(changes.items()):
        if path.exists():
            held = staging / str(number)
            held.write_bytes(content)
            yield from ("--ro-bind", str(held), str(path))


def _folders(changes: Changes, staging: Path) -> Iterator[str]:
    """Yield the binds for new files: nothing can be mounted where nothing is, so their folder is replaced."""
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
        yield from ("--ro-bind", str(held), str(folder))
        for subfolder in subfolders:
            yield from ("--ro-bind", str(subfolder), str(subfolder))


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
