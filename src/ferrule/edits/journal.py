"""One step into the user's source tree: all files or none, and mended after any interruption."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ferrule.edits.changes import Change, forbidden
from ferrule.edits.lock import ROOM, silent
from ferrule.edits.manifest import Entry, Journal, Status, folders, journals, read, throw_away, write_down
from ferrule.edits.replace import seen
from ferrule.edits.settle import Recovered, is_settled, settled
from ferrule.edits.travel import FORWARD, Tree, named, refusals_explained, travel
from ferrule.errors import EditConflict, NotWritable, SourceChanged

_RUN_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


def apply(
    root: Path, state: Path, run_id: str, changes: Sequence[Change], tell: Callable[[str], None] = silent
) -> None:
    """Put the changes into the user's tree as one step; what an earlier one left half made is settled first.

    `tell` hears when somebody else is editing, and what had to be settled.

    Raises:
        EditConflict: when two changes are for the same file, or the run has made its edits already.
        NotWritable: naming every file that may not or cannot be written. Nothing is touched.
        SourceChanged: naming every file that is not what it was when it was read. Nothing is touched.
    """
    if not _RUN_ID.fullmatch(run_id):
        raise ValueError(f"not the id of a run: {run_id!r}")
    with settled(root, state, tell) as (tree, found):
        for one in found:
            tell(one.words)
        folder = state / ROOM / run_id
        if folder.exists():
            raise EditConflict(f"{run_id}: the run has made its edits already")
        if entries := _entries(tree, changes):
            number = 1 + max((each.number for each in journals(state)), default=0)
            journal = Journal(folder, number, datetime.now(UTC), str(tree.root), Status.PREPARED, entries)
            _step(tree, journal, changes)


def recover(root: Path, state: Path, on_wait: Callable[[str], None] = silent) -> tuple[Recovered, ...]:
    """Settle what an interrupted ferrule left; gives what there was, nothing on a second call.

    A step not yet committed is thrown away, a committed one is carried to its end. Where there is nothing to settle,
    nothing is written and no lock is taken. An unreadable journal is told of each time.

    Raises:
        NotWritable: when a file cannot be written; the step stays to be settled.
    """
    with refusals_explained(state):
        if all(map(is_settled, folders(state))):
            return ()
    with settled(root, state, on_wait) as (_, found):
        return found


def _entries(tree: Tree, changes: Sequence[Change]) -> tuple[Entry, ...]:
    """Check every change against the disk, and give those that change something."""
    _refuse(SourceChanged, [f"{each.path}: is gone" for each in changes if not each.path.exists()])
    reasons = ((each.path, forbidden(tree.root, each.path, tree.state)) for each in changes)
    _refuse(NotWritable, [f"{path}: {why}" for path, why in reasons if why])
    real = [each.path.resolve() for each in changes]
    _refuse(EditConflict, [f"{path}: changed twice in one step" for path in sorted(set(real)) if real.count(path) > 1])
    differing = [each.path for each, path in zip(changes, real, strict=True) if seen(path) != each.before_sha256]
    _refuse(SourceChanged, [f"changed since it was read: {named(differing)}"] if differing else [])
    return tuple(
        Entry(str(path.relative_to(tree.root)), path.stat().st_mode & 0o7777, each.before_sha256, each.after_sha256)
        for each, path in zip(changes, real, strict=True)
        if each.before != each.after
    )


def _refuse(kind: type[EditConflict | NotWritable | SourceChanged], problems: Sequence[str]) -> None:
    if problems:
        raise kind("; ".join(problems))


def _step(tree: Tree, journal: Journal, changes: Sequence[Change]) -> None:
    contents = {each.before_sha256: each.before for each in changes}
    contents |= {each.after_sha256: each.after for each in changes}
    try:
        write_down(journal, contents)
        travel(tree, journal, FORWARD)
    except BaseException:
        _forget_if_untouched(journal.folder)
        raise


def _forget_if_untouched(folder: Path) -> None:
    """Throw the journal away unless it tells of files that were, or still are to be, changed."""
    journal = read(folder)
    if journal is None or (isinstance(journal, Journal) and journal.status in (Status.PREPARED, Status.UNDONE)):
        throw_away(folder)
