"""What ferrule learned about its moves: what it came with, and what the runs in this workspace added (P46)."""

from pathlib import Path

from ferrule.errors import FerruleError
from ferrule.facts.ranking import Learned, Trial
from ferrule.repair.ranking.learned import Ranking, learned
from ferrule.repair.ranking.priors import shipped
from ferrule.store.place import DATABASE, existing_folder


def ranking_of(folder: Path) -> tuple[Ranking, tuple[str, ...]]:
    """Give the order that all counts speak for, and a note where those of this workspace cannot be read."""
    try:
        own = _own(folder)
    except (FerruleError, OSError) as fault:
        return learned(shipped().counts), (f"what earlier runs taught is not used: {fault}",)
    return learned((*shipped().counts, *own)), ()


def moves_learned(root: Path) -> Learned:
    """Give the counts that ferrule came with and those of the workspace at `root`, with what they make of each move.

    Raises:
        StoreBroken: when the history cannot be read.
    """
    folder = existing_folder(root)
    own = _own(folder) if folder else ()
    return Learned(shipped(), own, dict(learned((*shipped().counts, *own)).shifts))


def forget_moves(root: Path) -> int:
    """Forget what the runs in the workspace at `root` taught; gives how many rows that were, and the runs stay.

    Raises:
        StoreBroken: when the history cannot be written.
    """
    folder = existing_folder(root)
    if folder is None or not (folder / DATABASE).exists():
        return 0
    from ferrule.store.database import open_database
    from ferrule.store.lessons import forget

    with open_database(folder) as database:
        return forget(database)


def _own(folder: Path) -> tuple[Trial, ...]:
    if not (folder / DATABASE).exists():
        return ()
    from ferrule.store.database import open_database
    from ferrule.store.lessons import lessons

    with open_database(folder) as database:
        return lessons(database)
