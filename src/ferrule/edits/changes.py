"""Changes held in memory: what files will hold, built from edits, read through an overlay, and where they may land."""

import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.edits.text import patched
from ferrule.errors import SourceChanged
from ferrule.facts.finding import Edit
from ferrule.facts.repair import Changes

_KEPT: Final = (".git", ".ferrule")
_ANY_WRITE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_GENERATED: Final = re.compile(rb"@generated\b|\b(?:automatically|auto-?) ?generated (?:by|from)\b", re.IGNORECASE)
_HEAD_LINES: Final = 5
"""Where a program says that it wrote a file: rustfmt looks as far."""
_HEAD_BYTES: Final = 4096
_first_read: ContextVar[dict[Path, bytes] | None] = ContextVar("first_read", default=None)


@dataclass(frozen=True, slots=True)
class Change:
    """One file, as it was read and as it is to be."""

    path: Path
    """Absolute."""
    before: bytes
    after: bytes

    @property
    def before_sha256(self) -> str:
        """The hash of the file as it was read."""
        return sha256(self.before)

    @property
    def after_sha256(self) -> str:
        """The hash of the file as it is to be."""
        return sha256(self.after)


def sha256(content: bytes) -> str:
    """Give the hash by which a content is known, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def located(root: Path, name: str) -> Path:
    """Give the one path by which a file is known: a file of the workspace below `root`, whatever links lead there."""
    real, top = Path(os.path.realpath(root / name)), Path(os.path.realpath(root))
    return root / real.relative_to(top) if real.is_relative_to(top) else real


@contextlib.contextmanager
def read_once() -> Iterator[None]:
    """Within it each file counts as what it held when it was first read, so that no later edit of it is lost.

    Changes are made over minutes, of files that the user may save in between. Only against that first content can
    `apply` see it.
    """
    token = _first_read.set({})
    try:
        yield
    finally:
        _first_read.reset(token)


def read_anew() -> None:
    """Forget what was read so far within `read_once`: the work begins again, with the files as they are now."""
    held = _first_read.get()
    if held is not None:
        held.clear()


def content(path: Path, changes: Changes) -> bytes:
    """Give what a file holds under the changes, read from disk when they do not name it.

    Raises:
        SourceChanged: when it cannot be read.
    """
    if path in changes:
        return changes[path]
    held = _first_read.get()
    if held is not None and path in held:
        return held[path]
    try:
        found = path.read_bytes()
    except OSError as refusal:
        raise SourceChanged(f"{path}: {refusal.strerror or refusal}") from refusal
    if held is not None:
        held[path] = found
    return found


def edited(root: Path, edits: Iterable[Edit], changes: Changes) -> Changes:
    """Give the changes and on top of them the edits, whose offsets count in the files under the changes.

    Raises:
        EditConflict: when edits overlap or lie outside of their file.
        SourceChanged: when a file cannot be read.
    """
    by_file: dict[Path, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(located(root, edit.path), []).append(edit)
    return {**changes, **{path: patched(content(path, changes), group) for path, group in by_file.items()}}


def against(before: Changes, after: Changes) -> tuple[Change, ...]:
    """Give one change for each file of `after` that differs, by path.

    `before` holds what the files held when the work began; one that it lacks is read now.

    Raises:
        SourceChanged: when a file cannot be read.
    """
    found = (Change(path, content(path, before), text) for path, text in sorted(after.items()))
    return tuple(change for change in found if change.before != change.after)


def forbidden(root: Path, path: Path, *closed: Path) -> str | None:
    """Say why a file may not be edited; None when it may. `closed` are folders without source, such as `target`."""
    return irreplaceable(root, path, *closed) or _generated(path)


def unedited(root: Path, path: Path, *closed: Path) -> str | None:
    """Say why an edit of a file is not even worth showing; None when it is, be the file read-only or not."""
    return outside(root, path, *closed) or _generated(path)


def irreplaceable(root: Path, path: Path, *closed: Path) -> str | None:
    """Say why no other file can be put in the place of one, not even what was there before; None when it can."""
    return outside(root, path, *closed) or _unwritable(path)


def outside(root: Path, path: Path, *closed: Path) -> str | None:
    """Say why a file is none of the workspace's sources, all links followed; None when it is one."""
    try:
        real, top = path.resolve(strict=True), root.resolve(strict=True)
    except (OSError, RuntimeError) as refusal:  # RuntimeError: links in a circle, before Python 3.13.
        return str(getattr(refusal, "strerror", None) or "symbolic links in a circle")
    if not real.is_relative_to(top):
        return f"lies outside of the workspace, at {real}"
    if kept := [part for part in real.relative_to(top).parts if part.casefold() in _KEPT]:
        return f"lies in {kept[0]}"
    if inner := [folder for folder in closed if real.is_relative_to(folder.resolve())]:
        return f"lies in {inner[0]}"
    return None if real.is_file() else "is not a regular file"


def _generated(path: Path) -> str | None:
    """Say that a program writes the file: it would write it anew, without the edit."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES).split(b"\n")[:_HEAD_LINES]
    comments = (line for line in head if line.lstrip(b" \t\xef\xbb\xbf").startswith((b"//", b"/*", b"*")))
    return "says that a program writes it" if any(map(_GENERATED.search, comments)) else None


def _unwritable(path: Path) -> str | None:
    real = path.resolve()
    found = real.stat()
    if found.st_nlink > 1:  # A new file is put in its place: the names would part, and no undo could join them.
        return f"has {found.st_nlink} names (hard links)"
    if not found.st_mode & _ANY_WRITE or not os.access(real, os.W_OK):
        return "is read-only"
    return None if os.access(real.parent, os.W_OK | os.X_OK) else "lies in a read-only folder"
