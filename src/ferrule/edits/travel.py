"""All files of a journal taken from one state to the other, all or none, whatever cuts in."""

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.edits.changes import outside
from ferrule.edits.manifest import Entry, Journal, Status, clear_steps, enter, kept_content, lay_out
from ferrule.edits.replace import put, seen, stage, sync_folder
from ferrule.errors import NotWritable, SourceChanged


@dataclass(frozen=True, slots=True)
class Way:
    """A direction: what a journal is called on it, and at its end."""

    under_way: Status
    arrived: Status


FORWARD: Final = Way(Status.COMMITTED, Status.DONE)
BACKWARD: Final = Way(Status.UNDOING, Status.UNDONE)


@dataclass(frozen=True, slots=True)
class Tree:
    """The user's files, and what is none of them."""

    root: Path
    state: Path


@dataclass(frozen=True, slots=True)
class Carried:
    """Which files were replaced, and which were neither old nor new: somebody changed them, they stay."""

    written: tuple[Path, ...]
    left: tuple[Path, ...]


def travel(tree: Tree, journal: Journal, way: Way) -> None:
    """Take every file to the end of the way, or leave every file where it is.

    What can fail is tried before the first file is touched. A failure after that takes all files back; a Ctrl-C lets
    the step end first, for half a repair is worse than a late stop; `kill -9` leaves the rest to `recover`.

    Raises:
        NotWritable: when a file cannot be written, or the disk is full.
        SourceChanged: when somebody changes a file in this very moment.
    """
    with refusals_explained(journal.folder):
        _make_ready(tree, journal, way)
        try:
            _go(tree, journal, way)
        except BaseException as stop:
            if not isinstance(stop, Exception):
                _go(tree, journal, way)
            raise


def carry(tree: Tree, journal: Journal, way: Way) -> Carried:
    """Replace each file that is not yet what it is to be, unless somebody changed it; raises OSError."""
    written: list[Path] = []
    left: list[Path] = []
    for index, entry in enumerate(journal.entries):
        path, (old, new) = tree.root / entry.path, _ends(entry, way)
        if not _is_in_place(tree, path):
            left.append(path)
            continue
        now = seen(path)
        if now == old:
            _put(tree, journal, index, way)
            written.append(path)
        elif now != new:
            left.append(path)
        _temp(tree, journal, index).unlink(missing_ok=True)
    for folder in {path.parent for path in written}:
        sync_folder(folder)
    return Carried(tuple(written), tuple(left))


def arrive(journal: Journal, way: Way) -> None:
    """Say that the way is at its end. Where that is refused, the next recovery says it: the files are in place."""
    with contextlib.suppress(OSError):
        enter(journal, way.arrived)
        clear_steps(journal.folder)


def clear(tree: Tree, journal: Journal) -> None:
    """Remove what was laid out for a step that is not taken, beside the sources and in the journal; raises OSError."""
    for index, entry in enumerate(journal.entries):
        if _is_in_place(tree, tree.root / entry.path):
            _temp(tree, journal, index).unlink(missing_ok=True)
    clear_steps(journal.folder)


@contextlib.contextmanager
def refusals_explained(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals into NotWritable, naming the file that they name, else `path`."""
    try:
        yield
    except OSError as refusal:
        raise NotWritable(f"{refusal.filename or path}: {refusal.strerror or refusal}") from refusal


def named(paths: Iterable[Path]) -> str:
    """Give the paths as a list for a message."""
    return ", ".join(map(str, paths))


def _make_ready(tree: Tree, journal: Journal, way: Way) -> None:
    """Write all that the step will need: after this it only renames."""
    try:
        lay_out(journal, way.under_way, way.arrived)
        for index in range(len(journal.entries)):
            _stage(tree, journal, index, way)
    except BaseException:
        clear(tree, journal)
        raise


def _go(tree: Tree, journal: Journal, way: Way) -> None:
    try:
        enter(journal, way.under_way)
        left = carry(tree, journal, way).left
    except OSError:
        _take_back(tree, journal, way)
        raise
    if left:
        _take_back(tree, journal, way)
        raise SourceChanged(f"changed while it was edited: {named(left)}; nothing else is changed")
    arrive(journal, way)


def _take_back(tree: Tree, journal: Journal, way: Way) -> None:
    back = BACKWARD if way == FORWARD else FORWARD
    try:
        clear(tree, journal)
        lay_out(journal, back.under_way, back.arrived)
        enter(journal, back.under_way)
        carry(tree, journal, back)
        arrive(journal, back)
    except OSError as refusal:
        why = f"{refusal.filename or journal.folder}: {refusal.strerror or refusal}"
        raise NotWritable(f"{why}; some files are edited, the next ferrule command ends the step") from refusal


def _put(tree: Tree, journal: Journal, index: int, way: Way) -> None:
    entry, temp = journal.entries[index], _temp(tree, journal, index)
    if seen(temp) != _ends(entry, way)[1]:
        _stage(tree, journal, index, way)
    put(temp, tree.root / entry.path)


def _stage(tree: Tree, journal: Journal, index: int, way: Way) -> None:
    entry = journal.entries[index]
    content = kept_content(journal, _ends(entry, way)[1])
    stage(_temp(tree, journal, index), tree.root / entry.path, content, entry.mode)


def _temp(tree: Tree, journal: Journal, index: int) -> Path:
    """Give the name beside a source under which its new content waits; known after a kill, and no Rust file."""
    return (tree.root / journal.entries[index].path).parent / f".ferrule-{journal.run_id}-{index}"


def _ends(entry: Entry, way: Way) -> tuple[str, str]:
    return (entry.before, entry.after) if way == FORWARD else (entry.after, entry.before)


def _is_in_place(tree: Tree, path: Path) -> bool:
    """Tell whether the file still lies where it lay: no link has come in between that leads somewhere else."""
    return Path(os.path.realpath(path)) == path and not outside(tree.root, path, tree.state)
