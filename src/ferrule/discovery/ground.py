"""The files that are looked at: bounded, inside of the repository, and with a word on each that could not be read."""

import os
import posixpath
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.facts.discovery import Unread

LARGEST: Final = 1 << 20
"""Bytes of one file; what people write is far smaller, and a build log that lies in its place is not read."""
_MOST_ENTRIES: Final = 500
"""Files that are looked at in one folder of workflows."""


@dataclass(slots=True)
class Ground:
    """One repository, and what was looked at so far."""

    root: Path
    """Of the workspace: absolute, without links."""
    top: Path
    """Of the repository: the folder with `.git`; the workspace's root where there is none. Nothing above is read."""
    files: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    @property
    def folders(self) -> tuple[Path, ...]:
        """The workspace's root and the folders above it, as far as the repository goes."""
        above = [folder for folder in self.root.parents if folder.is_relative_to(self.top)]
        return (self.root, *above)

    def shown(self, path: Path) -> str:
        """Give a path relative to the workspace's root, as reports name it."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def place(self, folder: Path) -> str:
        """Give a folder relative to the repository's root, as steps keep it; empty: that root itself."""
        place = os.path.relpath(folder, self.top).replace(os.sep, "/")
        return "" if place == "." else place

    def from_workspace(self, place: str) -> str:
        """Give such a folder relative to the workspace's root; empty: that root itself."""
        found = posixpath.relpath(posixpath.join("/", place), posixpath.join("/", self.place(self.root)))
        return "" if found == "." else found

    def tell(self, path: Path, line: int | None, words: str) -> None:
        """Keep that a place could not be read."""
        self.unread.append(Unread(self.shown(path), line, words))


def ground_of(root: Path) -> Ground:
    """Give the ground around a workspace's root."""
    real = root.resolve()
    top = next((folder for folder in (real, *real.parents) if (folder / ".git").exists()), real)
    return Ground(real, top)


def text_at(ground: Ground, path: Path) -> str | None:
    """Give the text of a file with line feeds alone; None when it is not there or cannot be read, which is told then.

    Bytes that are no UTF-8 are replaced and told: the rest of such a file still counts.
    """
    content = _content(ground, path)
    if content is None:
        return None
    shown = ground.shown(path)
    if shown not in ground.files:
        ground.files.append(shown)
    if b"\0" in content:
        ground.tell(path, content.count(b"\n", 0, content.index(b"\0")) + 1, "binary: it has a zero byte in it")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        ground.tell(path, content.count(b"\n", 0, fault.start) + 1, "not UTF-8; the bytes were passed over")
        text = content.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n")


def files_in(ground: Ground, folder: Path, endings: tuple[str, ...]) -> list[Path]:
    """Give the files in a folder with one of these endings, by name."""
    try:
        if not folder.is_dir() or not _is_inside(ground, folder):
            return []
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(endings))
    except OSError as fault:
        ground.tell(folder, None, f"cannot be looked into: {fault.strerror}")
        return []
    if len(names) > _MOST_ENTRIES:
        ground.tell(folder, None, f"more than {_MOST_ENTRIES} files; the others were not looked at")
    return [folder / name for name in names[:_MOST_ENTRIES]]


def _content(ground: Ground, path: Path) -> bytes | None:
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind) or not _is_inside(ground, path):
            return None
        if not stat.S_ISREG(kind):
            ground.tell(path, None, "not a regular file")
            return None
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        if path.is_symlink():
            ground.tell(path, None, "a link to nothing")
        return None
    except OSError as fault:
        ground.tell(path, None, f"cannot be read: {fault.strerror}")
        return None
    if len(content) > LARGEST:
        ground.tell(path, None, f"larger than {LARGEST} bytes")
        return None
    return content


def _is_inside(ground: Ground, path: Path) -> bool:
    """Tell whether a path lies in the repository once links are followed; one that does not is told."""
    if path.resolve().is_relative_to(ground.top):
        return True
    ground.tell(path, None, "a link out of the repository; it was not followed")
    return False
