"""What an interrupted step left behind, brought to an end."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ferrule.edits.lock import edit_lock
from ferrule.edits.manifest import Status, Unreadable, folders, has_steps_laid_out, read, throw_away
from ferrule.edits.travel import BACKWARD, FORWARD, Tree, arrive, carry, clear, refusals_explained


class Outcome(StrEnum):
    """What became of a step that was cut short."""

    DISCARDED = "discarded"
    """It had not touched a source file, and never will."""
    FINISHED = "finished"
    """The edits are made."""
    TAKEN_BACK = "taken-back"
    """The edits are undone."""
    UNREADABLE = "unreadable"
    """Nobody knows; the journal is left for a person to look at."""


@dataclass(frozen=True, slots=True)
class Recovered:
    """One step that was cut short."""

    run_id: str
    outcome: Outcome
    written: tuple[Path, ...] = ()
    """What was replaced just now, not before the interruption."""
    left: tuple[Path, ...] = ()
    """What somebody changed since; it was not touched."""
    why: str = ""
    """What is wrong with the journal; empty unless unreadable."""

    @property
    def words(self) -> str:
        """What to tell the user of it, in one line."""
        if self.outcome is Outcome.UNREADABLE:
            return f"the journal of run {self.run_id} cannot be read and stays as it is: {self.why}"
        left = ", ".join(map(str, self.left))
        rest = f"; changed since, so not touched: {left}: look at them" if left else ""
        return f"settled run {self.run_id}, which was interrupted: {self.outcome}{rest}"


def is_settled(folder: Path) -> bool:
    """Tell whether a journal needs nothing; false also for one that another process is at work on."""
    journal = read(folder)
    if journal is None or isinstance(journal, Unreadable):
        return False
    return journal.status in (Status.DONE, Status.UNDONE) and not has_steps_laid_out(folder)


@contextlib.contextmanager
def settled(root: Path, state: Path, on_wait: Callable[[str], None]) -> Iterator[tuple[Tree, tuple[Recovered, ...]]]:
    """Hold the edit lock over a tree in which no step is half made, and give what had to be settled.

    Raises:
        NotWritable: when a file cannot be written; what is unsettled stays so. Also for an OSError of the caller.
    """
    tree = Tree(Path(os.path.realpath(root)), state)
    with refusals_explained(state), edit_lock(state, on_wait):
        pending = [folder for folder in folders(state) if not is_settled(folder)]
        yield tree, tuple(_settle(tree, folder) for folder in pending)


def _settle(tree: Tree, folder: Path) -> Recovered:
    journal = read(folder)
    if isinstance(journal, Unreadable):
        return Recovered(folder.name, Outcome.UNREADABLE, why=journal.why)
    if journal is None:
        throw_away(folder)
        return Recovered(folder.name, Outcome.DISCARDED)
    if journal.status in (Status.COMMITTED, Status.UNDOING):
        way, outcome = (
            (FORWARD, Outcome.FINISHED) if journal.status is Status.COMMITTED else (BACKWARD, Outcome.TAKEN_BACK)
        )
        carried = carry(tree, journal, way)
        arrive(journal, way)
        return Recovered(folder.name, outcome, carried.written, carried.left)
    clear(tree, journal)
    if journal.status is Status.PREPARED:
        throw_away(folder)
    return Recovered(folder.name, Outcome.DISCARDED)
