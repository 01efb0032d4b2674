"""The story of `ferrule undo`: starts no program."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from ferrule.edits.undo import undo as take_back
from ferrule.errors import NothingToUndo
from ferrule.flow.keeping import keep_undo
from ferrule.store.place import existing_folder


def undo(root: Path, run_id: str | None, tell: Callable[[str], None]) -> tuple[str, tuple[Path, ...]]:
    """Take back the edits of a run; gives its id and the files.

    Raises:
        NothingToUndo: when there is no such run, or it is undone already.
        SourceChanged: naming the files that are not as the run left them; nothing is touched.
    """
    folder = existing_folder(root)
    if folder is None:
        raise NothingToUndo(f"{root}: no run has made edits here")
    started = datetime.now(UTC)
    undone = take_back(root, folder, run_id, tell)
    for note in keep_undo(root, folder, undone, started):
        tell(note)
    return undone.run_id, undone.files
