"""The story of `ferrule undo`: starts no program."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ferrule.edits.undo import Undone, undoable
from ferrule.edits.undo import undo as take_back
from ferrule.errors import NothingToUndo
from ferrule.flow.keeping import keep_undo
from ferrule.store.place import existing_folder


def undo(root: Path, run_id: str | None, tell: Callable[[str], None]) -> tuple[str, tuple[Path, ...]]:
    """Take back the edits of a run, of all its levels, the last one first; gives its id and the files.

    Raises:
        NothingToUndo: when there is no such run, or it is undone already.
        SourceChanged: naming the files that are not as the run left them; nothing is touched.
    """
    folder = existing_folder(root)
    if folder is None:
        raise NothingToUndo(f"{root}: no run has made edits here")
    started = datetime.now(UTC)
    made = undoable(folder)
    stem = (run_id or (made[0].run_id if made else "")).partition(".")[0]
    steps = [one.run_id for one in made if one.run_id.partition(".")[0] == stem]
    wanted: list[str | None] = [*steps] or [run_id]
    taken = [take_back(root, folder, step, tell) for step in wanted]
    undone = Undone(stem or taken[0].run_id, tuple(dict.fromkeys(file for one in taken for file in one.files)))
    for note in keep_undo(root, folder, undone, started):
        tell(note)
    return undone.run_id, undone.files
