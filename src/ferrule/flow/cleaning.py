"""The story of `ferrule clean`, and of the little cleaning at the start of a run: takes only what is ferrule's own."""

import time
from pathlib import Path
from typing import Final

from ferrule.edits.lock import ROOM, edit_lock, silent
from ferrule.edits.manifest import Journal, Status, folders, journals, read, throw_away
from ferrule.edits.settle import is_settled
from ferrule.errors import WrongUse
from ferrule.facts.cleaning import Cleaned
from ferrule.store.leftovers import prune
from ferrule.store.place import Place, existing_folder
from ferrule.store.refusals import reachable, words
from ferrule.store.removal import changed_ns, files, size

KEEP: Final = 20
"""How many runs stay where nobody says it."""
YOUNG_S: Final = 30 * 24 * 3600.0
"""A journal younger than this stays, however many runs were made since: `undo` needs it."""

_NOTHING: Final = Cleaned(0, 0, 0, 0)
_HALF_MADE: Final = (Status.COMMITTED, Status.UNDOING)


class _Busy(Exception):
    """Another ferrule is editing files."""


def planned(root: Path, keep: int | None) -> Cleaned:
    """Give what would go; None for `keep` means everything."""
    from ferrule.store.cleaning import plan_clean, plan_wipe

    folder = existing_folder(root)
    if folder is None:
        return _NOTHING
    if keep is None:
        return plan_wipe(folder)
    plan = plan_clean(folder, keep)
    with reachable(folder):
        return plan + _weighed(_old_journals(folder, keep))


def cleaned(root: Path, keep: int | None) -> Cleaned:
    """Remove it, and give what went.

    Raises:
        WrongUse: when everything shall go, and another ferrule is at work or files are half edited.
        StoreBroken: when something cannot be read or taken away.
    """
    from ferrule.store.cleaning import clean, wipe

    folder = existing_folder(root)
    if folder is None:
        return _NOTHING
    if keep is None:
        with reachable(folder):
            _refuse_half_edited(folder)
        return wipe(folder)
    gone = clean(folder, keep)
    with reachable(folder):
        return gone + _without_journals(folder, keep)


def prune_quietly(place: Place) -> tuple[str, ...]:
    """Take what dead runs left and what is beyond the limits, before a run claims its scratch folder.

    Quick: it lists a few folders, waits for nobody, and looks into kept folders once an hour at most. Imports no
    SQLAlchemy. Gives what to tell when that was refused; the run goes on.
    """
    try:
        prune(place.folder)
        if _old_journals(place.folder, KEEP):
            with edit_lock(place.folder, _leave):
                for journal in _old_journals(place.folder, KEEP):
                    throw_away(journal)
    except _Busy:
        return ()
    except OSError as refusal:
        return (f"what earlier runs left is not cleaned up: {words(place.folder, refusal)}",)
    return ()


def _leave(_words: str) -> None:
    """Go away instead of waiting for the lock: the next run cleans as well."""
    raise _Busy


def _refuse_half_edited(folder: Path) -> None:
    """Keep the journals without which half a step into the user's tree could not be ended."""
    for journal in map(read, folders(folder)):
        if isinstance(journal, Journal) and journal.status in _HALF_MADE:
            raise WrongUse(f"{journal.run_id}: its edits are half made; `ferrule fix` or `ferrule undo` ends the step")


def _without_journals(state: Path, keep: int) -> Cleaned:
    if not _old_journals(state, keep):  # Nor make a folder for the lock.
        return _NOTHING
    with edit_lock(state, silent):
        old = _old_journals(state, keep)
        weighed = _weighed(old)
        for journal in old:
            throw_away(journal)
    return weighed


def _old_journals(state: Path, keep: int) -> tuple[Path, ...]:
    """Give the journals that are settled, beyond the newest `keep`, and no longer young; raises OSError."""
    if (state / ROOM).is_symlink():  # A hostile repository could lead us to the journals of another workspace.
        return ()
    oldest = time.time_ns() - int(YOUNG_S * 1e9)
    old = {folder for folder in folders(state) if changed_ns(folder) < oldest}
    if not old:  # As nearly always: no journal is opened.
        return ()
    known = [journal.folder for journal in journals(state)]
    beyond = known[: max(len(known) - keep, 0)]
    return tuple(folder for folder in beyond if folder in old and is_settled(folder))


def _weighed(old: tuple[Path, ...]) -> Cleaned:
    found = [file for journal in old for file in files(journal)]
    return Cleaned(0, 0, len(found), sum(map(size, found)), len(old))
