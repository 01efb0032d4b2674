"""What the files of a workspace hold, hashed once and remembered by size and times."""

import hashlib
import os
import stat
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from ferrule.facts.content import Content
from ferrule.facts.workspace import Workspace

Known: TypeAlias = Mapping[str, tuple[int, int, int, str]]
"""By path: size in bytes, times of last change of content and of inode in nanoseconds, SHA-256."""

_LEFT_OUT: Final = frozenset({".git", ".hg", ".jj", ".svn", ".ferrule"})
_TAG: Final = "CACHEDIR.TAG"
_SIGNATURE: Final = b"Signature: 8a477f597d28d172789f06886806bc55"
_UNREADABLE: Final = "unreadable"
_EXECUTABLE: Final = " x"
_SETTLED_NS: Final = 2_000_000_000
"""A file changed within the last two seconds is hashed again next time: some file systems know no finer times."""


@dataclass(frozen=True, slots=True)
class Survey:
    """The files of a workspace at one moment."""

    content: Content
    known: Known
    """What to remember for the next survey."""
    placed_ns: Mapping[str, int]
    """By path: when the inode was last changed. Two surveys with the same times saw no write between them."""


def read_content(workspace: Workspace, known: Known, now_ns: int) -> Survey:
    """Give what every file holds that a build of this workspace may read.

    Build products and histories are left out: folders of version control, and those marked as caches (`target`).
    Members, path dependencies and linked folders outside of the root are looked at too.

    Args:
        workspace: whose files.
        known: what an earlier survey gave; a file with the same size and times is not read again.
        now_ns: the present, on the clock of the file system.
    """
    files: dict[str, str] = {}
    remembered: dict[str, tuple[int, int, int, str]] = {}
    placed: dict[str, int] = {}
    for name, path, status in _everywhere(workspace):
        mark = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        old = known.get(name)
        linked = stat.S_ISLNK(status.st_mode)
        digest = old[3] if old and old[:3] == mark and not linked else _digest(path, status)
        files[name], placed[name] = digest, _placed(path) if linked else mark[2]
        if max(mark[1:]) < now_ns - _SETTLED_NS and digest != _UNREADABLE and not linked:
            remembered[name] = (*mark, digest)
    return Survey(Content(files), remembered, placed)


def walk(folder: Path, workspace: Workspace) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files below a folder that may be sources, with their status; links are not followed."""
    sources = _on_the_way_to_sources(workspace)
    target = str(workspace.target_folder)
    waiting = [str(folder)]
    while waiting:
        here = waiting.pop()
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:
            continue
        if here not in sources and any(entry.name == _TAG and _is_tag(entry.path) for entry in entries):
            continue
        for entry in entries:
            with suppress(OSError):  # gone meanwhile
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in _LEFT_OUT and entry.path != target:
                        waiting.append(entry.path)
                else:
                    yield entry.path, entry.stat(follow_symlinks=False)


def outside(workspace: Workspace) -> tuple[Path, ...]:
    """Give the folders outside of the root that a build reads: members, and what `path = ...` leads to, all the way."""
    root = workspace.root
    found: list[Path] = []
    waiting = [package.folder for package in workspace.packages] + [root]
    seen: set[Path] = set()
    while waiting:
        folder = waiting.pop()
        if folder in seen:
            continue
        seen.add(folder)
        if not folder.is_relative_to(root) and not any(folder.is_relative_to(other) for other in found):
            found.append(folder)
        for settings in (folder / "Cargo.toml", folder / ".cargo/config.toml"):
            waiting += [Path(os.path.normpath(folder / path)) for path in _paths(settings)]
    far = {target.src_path.parent for package in workspace.packages for target in package.targets}
    return (*found, *sorted(one for one in far if not any(one.is_relative_to(other) for other in (root, *found))))


def _everywhere(workspace: Workspace) -> Iterator[tuple[str, str, os.stat_result]]:
    """Yield name, path and status of each file: below the root, and in all folders that lead on from there."""
    waiting = [workspace.root, *outside(workspace)]
    prefix = f"{workspace.root}{os.sep}"
    seen = list(waiting)
    while waiting:
        for path, status in walk(waiting.pop(0), workspace):
            yield path.removeprefix(prefix), path, status
            if stat.S_ISLNK(status.st_mode) and Path(path).is_dir():
                real = Path(path).resolve()
                if not workspace.root.is_relative_to(real) and not any(real.is_relative_to(one) for one in seen):
                    seen.append(real)
                    waiting.append(real)


def _on_the_way_to_sources(workspace: Workspace) -> frozenset[str]:
    """Give the folders that are never left out, whatever mark they bear: those of members and what leads to them."""
    ends = {package.folder for package in workspace.packages}
    ends |= {target.src_path.parent for package in workspace.packages for target in package.targets}
    return frozenset(str(place) for end in (*ends, workspace.root) for place in (end, *end.parents))


def _is_tag(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            return file.read(len(_SIGNATURE)) == _SIGNATURE
    except OSError:
        return False


def _placed(link: str) -> int:
    """Give when a link or what it leads to was last put in place."""
    times = [Path(link).lstat().st_ctime_ns]
    with suppress(OSError):  # it leads nowhere
        times.append(Path(link).stat().st_ctime_ns)
    return max(times)


def _digest(path: str, status: os.stat_result) -> str:
    try:
        if stat.S_ISLNK(status.st_mode):
            inner = hashlib.sha256(os.fsencode(Path(path).readlink()))
            inner.update(Path(path).read_bytes() if Path(path).is_file() else b"")
            return inner.hexdigest()
        if not stat.S_ISREG(status.st_mode):
            return f"special {status.st_mode}"
        with Path(path).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return _UNREADABLE
    return digest + (_EXECUTABLE if status.st_mode & stat.S_IXUSR else "")


def _paths(settings: Path) -> Iterator[str]:
    """Yield where the dependencies of a manifest, or the patches of Cargo's settings, lie by `path = ...`."""
    try:
        table = tomllib.loads(settings.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return
    waiting: list[object] = [table]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            path = value.get("path")
            if isinstance(path, str) and not path.endswith(".rs"):
                yield path
            waiting.extend(value.values())
