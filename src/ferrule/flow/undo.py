"""The story of `ferrule undo`: starts no program."""

from collections.abc import Callable
from pathlib import Path

from ferrule.edits.undo import undo as take_back
from ferrule.errors import NothingToUndo
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
    undone = take_back(root, folder, run_id, tell)
    return undone.run_id, undone.files
