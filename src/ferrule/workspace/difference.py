"""What differs between a commit and the files that lie there now; asked of their content, never of git's index."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.facts.difference import Difference
from ferrule.workspace.blobs import Entry, digest_of, entries, hashed, texts
from ferrule.workspace.git import git

LARGEST: Final = 4 << 20
"""Bytes above which a file is not read into memory."""
_MOST: Final = 512 << 20
"""Bytes that are read of all files together."""
_LINK, _MODULE = "120000", "160000"
_LFS: Final = b"version https://git-lfs.github.com/spec/"
_OURS: Final = ".ferrule/"


@dataclass(slots=True)
class _Look:
    """What was found so far."""

    root: Path
    entries: Mapping[str, Entry]
    after: dict[str, bytes] = field(default_factory=dict)
    wanted: dict[str, Entry] = field(default_factory=dict)
    """Files of the commit whose text is asked for."""
    left_out: dict[str, str] = field(default_factory=dict)
    read: int = 0


def difference(root: Path, commit: str, paths: Iterable[str] | None = None) -> Difference:
    """Give what differs between a commit and the working tree below a folder (E10).

    The index is not asked: an entry of it can say `assume-unchanged`, and times can be set. Each file is hashed as git
    hashes it. A file with other line ends only, as `core.autocrlf` makes them, does not differ.

    Args:
        root: of the workspace; it may lie anywhere in its repository.
        commit: a revision; empty: there was nothing before.
        paths: relative to the root, also such as begin with `../`; None: all files of the commit below the root, and
            those that git does not know and does not ignore.

    Raises:
        WrongUse: when git does not know the commit, or gives no whole answer.
    """
    wanted = None if paths is None else sorted(set(paths))
    is_wide = wanted is not None and any(name.startswith("../") for name in wanted)
    known = entries(root, commit, is_wide=is_wide) if commit else {}
    look = _Look(root, known)
    for name in sorted({*known, *_new(root)}) if wanted is None else wanted:
        if not name.startswith(_OURS):
            _take(look, name)
    before = dict(_blobs(look))
    for name in look.left_out:
        before.pop(name, None)
        look.after.pop(name, None)
    _drop_line_ends(before, look.after)
    return Difference(before, look.after, look.left_out)


def _new(root: Path) -> tuple[str, ...]:
    listed = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    # what the index holds and the commit does not: somebody added it
    added = git(root, "ls-files", "--cached", "-z", "--", ".")
    return tuple(name for one in (listed, added) for name in one.stdout.text.split("\0") if name)


def _take(look: _Look, name: str) -> None:
    """Look at one path on both sides."""
    entry, place = look.entries.get(name), look.root / name
    try:
        status = place.lstat()
    except (OSError, ValueError):
        status = None
    if why := _unread(entry, status):
        if not _same_link(entry, place, status):
            look.left_out[name] = why
    elif status is None or not _is_same(entry, place, status):
        why = _keep(look, name, status) if status is not None else ""
        if entry is not None and entry.size > LARGEST:
            why = why or f"too large: {entry.size} bytes"
        if why:
            look.left_out[name] = why
        elif entry is not None:
            look.wanted[name] = entry


def _is_same(entry: Entry | None, place: Path, status: os.stat_result) -> bool:
    return entry is not None and entry.size == status.st_size and digest_of(place, entry) == entry.digest


def _keep(look: _Look, name: str, status: os.stat_result) -> str:
    """Read a file as it is; give why it was left out, empty when it was not."""
    if status.st_size > LARGEST or look.read + status.st_size > _MOST:
        return f"too large: {status.st_size} bytes"
    try:
        text = (look.root / name).read_bytes()
    except OSError as fault:
        return f"cannot be read: {fault.strerror}"
    look.read += len(text)
    if not _is_text(text):
        return "no text"
    look.after[name] = text
    return ""


def _unread(entry: Entry | None, status: os.stat_result | None) -> str:
    """Give what a path is on one of the sides, where that is no file; empty for two files."""
    if entry is not None and entry.mode == _MODULE:
        return "submodule"
    if entry is not None and entry.mode == _LINK:
        return "link"
    if status is None or stat.S_ISREG(status.st_mode):
        return ""
    if stat.S_ISLNK(status.st_mode):
        return "link"
    # a repository in a folder of its own is named as one path
    return "submodule" if stat.S_ISDIR(status.st_mode) and entry is None else "no file"


def _same_link(entry: Entry | None, place: Path, status: os.stat_result | None) -> bool:
    """Say whether a link leads where it led, or a submodule is still a folder: git alone knows what is in it."""
    if entry is None or status is None:
        return False
    if entry.mode == _MODULE:
        return stat.S_ISDIR(status.st_mode)
    if entry.mode != _LINK or not stat.S_ISLNK(status.st_mode):
        return False
    return hashed(os.fsencode(place.readlink()), entry.digest) == entry.digest


def _blobs(look: _Look) -> Iterator[tuple[str, bytes]]:
    """Yield the texts that the commit holds; what is no text, or a pointer of LFS, is left out and told."""
    for name, text in texts(look.root, look.wanted):
        if text is None:
            look.left_out[name] = "no text"
        elif text.startswith(_LFS):
            look.left_out[name] = "kept elsewhere (LFS)"
        else:
            yield name, text


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def _drop_line_ends(before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Take out what differs in its line ends alone."""
    for name in before.keys() & after.keys():
        if before[name].replace(b"\r\n", b"\n") == after[name].replace(b"\r\n", b"\n"):
            del before[name], after[name]
