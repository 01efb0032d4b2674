"""What the files of a workspace hold, hashed once and remembered by size and times."""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from ferrule.facts.content import Content
from ferrule.facts.workspace import Workspace
from ferrule.workspace.held import UNREADABLE, digest_of, placed_ns, text_of
from ferrule.workspace.inclusions import Lead, inclusions, leads
from ferrule.workspace.toml import read_toml

Known: TypeAlias = Mapping[str, tuple[int, int, int, str]]
"""By path: size in bytes, times of last change of content and of inode in nanoseconds, SHA-256; of a Rust source also
what it takes in, each behind a NUL."""

_LEFT_OUT: Final = frozenset({".git", ".hg", ".jj", ".svn", ".ferrule"})
_TAG: Final = "CACHEDIR.TAG"
_SIGNATURE: Final = b"Signature: 8a477f597d28d172789f06886806bc55"
_NUL: Final = "\0"
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
    Members, path dependencies and linked folders outside of the root are looked at too, and each file that a source
    takes in by a path that stands in it (`include_str!`, `#[path]`), be it there or not.

    Args:
        workspace: whose files.
        known: what an earlier survey gave; a file with the same size and times is not read again.
        now_ns: the present, on the clock of the file system.
    """
    look = _Look(workspace, known, now_ns - _SETTLED_NS)
    for path, status in _everywhere(workspace):
        look.take(path, status, is_code=path.endswith(".rs"))
    look.follow()
    return Survey(Content(look.files), look.remembered, look.placed)


@dataclass(slots=True)
class _Look:
    """One look at the files, as far as it came."""

    workspace: Workspace
    known: Known
    settled_ns: int
    files: dict[str, str] = field(default_factory=dict)
    remembered: dict[str, tuple[int, int, int, str]] = field(default_factory=dict)
    placed: dict[str, int] = field(default_factory=dict)
    taken: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By absolute path of each source: what it takes in."""

    def take(self, path: str, status: os.stat_result, *, is_code: bool) -> None:
        """Look at one file."""
        name = self._name(path)
        mark = (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        old = self.known.get(name)
        linked = stat.S_ISLNK(status.st_mode)
        kept = old[3] if old and old[:3] == mark and not linked else digest_of(path, status)
        digest, scanned, words = kept.partition(_NUL)
        if is_code:
            words = words if scanned else _NUL.join(inclusions(text_of(path)))
            self.taken[path] = tuple(filter(None, words.split(_NUL)))
        self.files[name], self.placed[name] = digest, placed_ns(path) if linked else mark[2]
        if max(mark[1:]) < self.settled_ns and digest != UNREADABLE and not linked:
            self.remembered[name] = (*mark, f"{digest}{_NUL}{words}" if is_code else digest)

    def follow(self) -> None:
        """Look at what sources take in from elsewhere, and at what that takes in."""
        waiting, alone = list(self.taken), set[str]()
        while waiting:
            source = waiting.pop()
            for lead in leads(source, self.taken[source], is_alone=source in alone):
                if lead.path not in self.taken and (lead.is_code or self._name(lead.path) not in self.files):
                    before = len(self.taken)
                    self._go(lead)
                    fresh = list(self.taken)[before:]
                    waiting += fresh
                    alone.update(fresh)

    def _go(self, lead: Lead) -> None:
        is_inside = lead.path.startswith(f"{self.workspace.root}{os.sep}")
        try:
            status = Path(lead.path).lstat()
        except OSError:  # once something is there, that is a change; inside of the root it is seen by itself
            if not is_inside and not lead.is_folder:
                self.files[lead.path] = UNREADABLE
            return
        if not lead.is_folder:
            self.take(lead.path, status, is_code=lead.is_code)
        elif not is_inside and not self.workspace.root.is_relative_to(lead.path):
            for path, found in walk(Path(lead.path), self.workspace):
                self.take(path, found, is_code=path.endswith(".rs"))

    def _name(self, path: str) -> str:
        return path.removeprefix(f"{self.workspace.root}{os.sep}")


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


def _everywhere(workspace: Workspace) -> Iterator[tuple[str, os.stat_result]]:
    """Yield path and status of each file: below the root, and in all folders that lead on from there."""
    waiting = [workspace.root, *outside(workspace)]
    seen = list(waiting)
    while waiting:
        for path, status in walk(waiting.pop(0), workspace):
            yield path, status
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


def _paths(settings: Path) -> Iterator[str]:
    """Yield where the dependencies of a manifest, or the patches of Cargo's settings, lie by `path = ...`."""
    waiting: list[object] = [read_toml(settings)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            path = value.get("path")
            if isinstance(path, str) and not path.endswith(".rs"):
                yield path
            waiting.extend(value.values())
