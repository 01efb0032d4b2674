"""Sources laid out as rustfmt would, written through the door of edits, in one step that `ferrule undo` knows."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

from ferrule.edits.changes import Change, located
from ferrule.edits.journal import apply
from ferrule.facts.finding import Finding
from ferrule.store.identity import new_run_id
from ferrule.store.place import state_folder
from ferrule.workspace.metadata import read_workspace
from ferrule.workspace.rustfmt import laid_out

_EDITION = "2021"


def lay_out(
    root: Path, findings: Iterable[Finding], foreign: Collection[str], tell: Callable[[str], None]
) -> tuple[int, tuple[str, ...]]:
    """Lay out the files of the findings; gives how many were written, and words on each that was left alone.

    Files that are somebody else's work (`foreign`, relative to the root) are not touched.

    Raises:
        FerruleError: when a file cannot be written, or has changed meanwhile. None is written then.
    """
    names = sorted({finding.path for finding in findings if finding.path and finding.rule == "unformatted"})
    left = [f"{name}: not laid out, it is not of this task" for name in names if name in foreign]
    packages = read_workspace(root).packages
    changes = []
    for name in (name for name in names if name not in foreign):
        path = located(root, name)
        if not path.is_relative_to(root):
            left.append(f"{name}: not laid out, it lies outside of the workspace")
            continue
        homes = [package for package in packages if path.is_relative_to(package.folder)]
        home = max(homes, key=lambda package: len(package.folder.parts), default=None)
        before = path.read_bytes()
        made = laid_out(path, before, home.edition if home else _EDITION)
        if made.content is None:
            left.append(f"{name}: {made.why}")
        elif made.content != before:
            changes.append(Change(path, before, made.content))
    if changes:
        tell(f"laying out: {len(changes)} files")
        apply(root, state_folder(root).folder, new_run_id(datetime.now(UTC)), changes, tell)
    return len(changes), tuple(left)
