"""Where the edits of an answer may land: sources of the workspace, by their own path."""

import os
from pathlib import Path, PurePosixPath

from ferrule.edits.changes import content, unedited
from ferrule.errors import FerruleError
from ferrule.escalation.answers.tree import Tree

_LONGEST_NAME = 1024


class Unfit(FerruleError):
    """An edit of an answer that cannot be made; never leaves the room: its words go back to the author."""

    hint = "The answer is sent back to its author with these words."


def placed(tree: Tree, name: str) -> Path:
    """Give the file that a name in an answer means.

    Raises:
        Unfit: for a name that leads out of the workspace, through a link, into `.git`, `.ferrule` or a build folder, to
            no file, or to one that a program writes.
    """
    root = tree.workspace.root
    path = root / _relative(root, name)
    shown = name[:200]
    if Path(os.path.realpath(path)) != Path(os.path.realpath(root)) / path.relative_to(root):
        raise Unfit(f"{shown!r}: leads through a link; name the file itself")
    if path not in tree.changes and not os.path.lexists(path):
        raise Unfit(f"{shown!r}: no such file; ferrule edits files that are there")
    if why := unedited(root, path, tree.workspace.target_folder, root / "target"):
        raise Unfit(f"{shown!r}: {why}")
    return path


def text_of(tree: Tree, path: Path) -> bytes:
    """Give what a file holds before the edits.

    Raises:
        Unfit: when it cannot be read, or is no text.
    """
    try:
        found = content(path, tree.changes)
    except FerruleError as fault:
        raise Unfit(str(fault)) from fault
    if b"\0" in found:
        raise Unfit(f"{shown(tree, path)!r}: is no text")
    return found


def shown(tree: Tree, path: Path) -> str:
    """Give a path as people write it: relative to the workspace."""
    return str(path.relative_to(tree.workspace.root))


def checked(tree: Tree, path: Path, text: bytes) -> bytes:
    """Give the new text of a file when it is one.

    Raises:
        Unfit: when it holds a NUL.
    """
    if b"\0" in text:
        raise Unfit(f"{shown(tree, path)!r}: a NUL in the new text")
    return text


def _relative(root: Path, name: str) -> PurePosixPath:
    """Give a name relative to the root; an absolute one below it is taken for what it means."""
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable() or "\\" in name:
        raise Unfit(f"{name[:80]!r}: is no path relative to the workspace")
    path = PurePosixPath(name)
    if path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise Unfit(f"{name!r}: lies outside of the workspace")
    return path
