"""Edits taken back, to the byte."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ferrule.edits.changes import irreplaceable
from ferrule.edits.lock import silent
from ferrule.edits.manifest import Journal, Status, folders, journals
from ferrule.edits.replace import seen
from ferrule.edits.settle import settled
from ferrule.edits.travel import BACKWARD, Tree, named, refusals_explained, travel
from ferrule.errors import NothingToUndo, NotWritable, SourceChanged


@dataclass(frozen=True, slots=True)
class Undoable:
    """A run whose edits are in the tree."""

    run_id: str
    made: datetime
    files: tuple[str, ...]
    """Relative to the workspace."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A run whose edits are out of the tree again."""

    run_id: str
    files: tuple[Path, ...]
    """Absolute."""


def undoable(state: Path) -> tuple[Undoable, ...]:
    """Give the runs that made edits and are not undone, newest first; raises NotWritable when one cannot be read."""
    with refusals_explained(state):
        made = [each for each in reversed(journals(state)) if each.status is Status.DONE]
    return tuple(Undoable(each.run_id, each.made, tuple(entry.path for entry in each.entries)) for each in made)


def undo(root: Path, state: Path, run_id: str | None, tell: Callable[[str], None] = silent) -> Undone:
    """Give every file of a run its bytes and mode of before; of the newest run when `run_id` is None.

    `tell` hears when somebody else is editing, and what an interrupted run had left to be settled.

    Raises:
        NothingToUndo: when there is no such run, or it is undone already.
        NotWritable: naming every file that cannot be written. Nothing is touched.
        SourceChanged: naming every file that is not as the run left it. Nothing is touched.
    """
    with refusals_explained(state):
        if not folders(state):  # Nor make a state folder for the lock.
            raise NothingToUndo("no run has made edits here")
    with settled(root, state, tell) as (tree, found):
        for one in found:
            tell(one.words)
        journal = _chosen(state, run_id)
        files = tuple(tree.root / entry.path for entry in journal.entries)
        _check(tree, journal)
        travel(tree, journal, BACKWARD)
        return Undone(journal.run_id, files)


def _chosen(state: Path, run_id: str | None) -> Journal:
    """Give the journal to undo; it must be there, and done."""
    known = [each for each in journals(state) if run_id in (None, each.run_id)]
    done = [each for each in known if each.status is Status.DONE]
    if done:
        return done[-1]
    if run_id is None:
        raise NothingToUndo("the edits of every run are undone already")
    raise NothingToUndo(f"{run_id}: {'is undone already' if known else 'has made no edits here'}")


def _check(tree: Tree, journal: Journal) -> None:
    changed = [entry.path for entry in journal.entries if seen(tree.root / entry.path) != entry.after]
    if changed:
        raise SourceChanged(f"changed since {journal.run_id} edited it: {named(map(Path, changed))}")
    paths = (tree.root / entry.path for entry in journal.entries)
    reasons = ((path, irreplaceable(tree.root, path, tree.state)) for path in paths)
    if refused := [f"{path}: {why}" for path, why in reasons if why]:
        raise NotWritable("; ".join(refused))
