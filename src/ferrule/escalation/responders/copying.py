"""A copy of the sources for a program to edit, and the difference that it made."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content
from ferrule.edits.text import diff
from ferrule.errors import FerruleError
from ferrule.escalation.answers.draft import Draft
from ferrule.escalation.answers.places import Unfit
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.repair import Changes
from ferrule.workspace.content import walk
from ferrule.workspace.git import git

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 256 << 20
LARGEST: Final = 8 << 20
"""Bytes of a file that is copied; larger ones are no sources, and left out."""
_NEVER: Final = frozenset({".git", ".ferrule", "target"})
_OURS: Final = frozenset({".rs"})
"""Ends of names that make a new file a part of the answer; a program leaves others behind as it works."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The sources as they were copied."""

    folder: Path
    files: dict[str, bytes]
    """What each held, by its name relative to the root."""


def copied(tree: Tree, folder: Path) -> Copy:
    """Copy the sources into an empty folder: what git ignores, build products and links are left out.

    Raises:
        Unfit: when there are more than a program should be given.
    """
    files: dict[str, bytes] = {}
    size = 0
    for name in _names(tree):
        text = _read(tree, name)
        if text is None:
            continue
        size += len(text)
        if len(files) >= MOST_FILES or size > MOST_BYTES:
            limit = f"{MOST_FILES} files, {MOST_BYTES >> 20} MiB"
            raise Unfit(f'the workspace is too large to be copied (limits: {limit}); use edits = "answer"')
        files[name] = text
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
    return Copy(folder, files)


def difference(copy: Copy, tree: Tree) -> Changes:
    """Give what a program changed in its copy, as changes of the workspace.

    Raises:
        Unfit: for files that were made, deleted or replaced by something else, and for edits where none may be made.
    """
    draft = Draft(tree)
    for name, before in copy.files.items():
        after = _file_in(copy.folder, name)
        if after != before:
            draft.edit("copy", name, partial(_new_text, name, before, after))
    draft.told += [f"copy: {name!r} is new; ferrule edits files that are there" for name in _new_sources(copy)]
    return draft.changes()


def as_diff(tree: Tree, changes: Changes) -> str:
    """Give changes as a unified diff against the tree."""
    root = tree.workspace.root
    return "".join(
        diff(str(path.relative_to(root)), content(path, tree.changes), text) for path, text in sorted(changes.items())
    )


def _new_text(name: str, before: bytes, after: bytes | None, now: bytes) -> bytes:
    if after is None:
        raise Unfit(f"{name!r}: was deleted, made too large, or is no file any more")
    if now != before:
        raise Unfit(f"{name!r}: was changed by somebody else meanwhile")
    return after


def _names(tree: Tree) -> Iterator[str]:
    """Yield the sources relative to the root: by git where it knows them, else all that are no build products."""
    root = tree.workspace.root
    listed = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed.ok and not listed.stdout.cut_bytes:
        names = dict.fromkeys(filter(None, listed.stdout.text.split("\0")))
    else:
        names = dict.fromkeys(str(Path(path).relative_to(root)) for path, _ in walk(root, tree.workspace))
    target = tree.workspace.target_folder
    for name in names:
        is_ours = _NEVER.isdisjoint(part.casefold() for part in Path(name).parts[:-1])
        if is_ours and not (root / name).is_relative_to(target):
            yield name


def _read(tree: Tree, name: str) -> bytes | None:
    """Give what a source holds under the changes; None for what is no file of its own, unreadable or very large."""
    path = tree.workspace.root / name
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST or path.parent.resolve() != path.parent:
            return None
        return content(path, tree.changes)
    except (OSError, FerruleError):
        return None


def _file_in(folder: Path, name: str) -> bytes | None:
    """Give what a file of the copy holds now; None when it is gone, too large or no file: no link is followed."""
    path = folder / name
    try:
        if path.parent.resolve() != folder.resolve() / Path(name).parent:
            return None
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, RuntimeError):
        return None
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        return file.read() if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST else None


def _new_sources(copy: Copy) -> Iterator[str]:
    for here, folders, files in os.walk(copy.folder):
        folders[:] = [one for one in folders if one not in _NEVER and not (Path(here) / one / "CACHEDIR.TAG").exists()]
        for file in files:
            name = str((Path(here) / file).relative_to(copy.folder))
            if Path(name).suffix in _OURS and name not in copy.files:
                yield name
