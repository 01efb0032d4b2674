"""What one journal says on disk: which files, from what to what, and how far it has come."""

import contextlib
import json
import re
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from ferrule.edits.changes import sha256
from ferrule.edits.lock import ROOM
from ferrule.edits.replace import sync_folder, write_new

FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_CONTENTS: Final = "contents"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Status(StrEnum):
    """How far a journal has come; each step is one rename of its manifest."""

    PREPARED = "prepared"
    """No source file is touched yet."""
    COMMITTED = "committed"
    """Every file is to become `after`, come what may."""
    DONE = "done"
    UNDOING = "undoing"
    """Every file is to become `before` again, come what may."""
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a journal."""

    path: str
    """Relative to the workspace, all links followed."""
    mode: int
    before: str
    """The hash by which the content is kept, as for `after`."""
    after: str


@dataclass(frozen=True, slots=True)
class Journal:
    """One step into the user's tree."""

    folder: Path
    number: int
    """Later steps have higher ones: clocks go back, this does not."""
    made: datetime
    root: str
    """For people who read the file. The workspace may have been moved or copied since: it is mended where it is."""
    status: Status
    entries: tuple[Entry, ...]

    @property
    def run_id(self) -> str:
        """The run that made the edits."""
        return self.folder.name


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A journal that this program did not write, or a later one did."""

    folder: Path
    why: str


def folders(state: Path) -> tuple[Path, ...]:
    """Give the folders of all journals, by name; none when nothing was ever edited; raises OSError."""
    room = state / ROOM
    if room.is_symlink() or not room.is_dir():
        return ()
    return tuple(entry for entry in sorted(room.iterdir()) if entry.is_dir() and not entry.is_symlink())


def journals(state: Path) -> tuple[Journal, ...]:
    """Give the journals that can be read, oldest first; raises OSError."""
    found = (read(folder) for folder in folders(state))
    return tuple(sorted((each for each in found if isinstance(each, Journal)), key=lambda each: each.number))


def read(folder: Path) -> Journal | Unreadable | None:
    """Give what a journal's manifest says; None when it has none: its making, or its removal, was cut short.

    Raises OSError.
    """
    try:
        return _journal(folder, json.loads((folder / _MANIFEST).read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError) as refusal:
        return Unreadable(folder, str(refusal))


def write_down(journal: Journal, contents: Mapping[str, bytes]) -> None:
    """Make the journal's folder with all contents by hash, then its manifest; raises OSError."""
    kept = journal.folder / _CONTENTS
    kept.mkdir(parents=True)
    for name, content in contents.items():
        write_new(kept / name, content)
    sync_folder(kept)
    sync_folder(journal.folder.parent)
    enter(journal, journal.status)


def kept_content(journal: Journal, name: str) -> bytes:
    """Give a content by its hash.

    Raises:
        OSError: when it cannot be read, or is not what was written there.
    """
    path = journal.folder / _CONTENTS / name
    content = path.read_bytes()
    if sha256(content) != name:
        raise OSError(None, "the journal's copy is damaged", str(path))
    return content


def lay_out(journal: Journal, *statuses: Status) -> None:
    """Write the manifests of coming steps, so that taking a step needs no room on the disk; raises OSError."""
    for status in statuses:
        write_new(_laid(journal.folder, status), _text(replace(journal, status=status)))


def enter(journal: Journal, status: Status) -> Journal:
    """Take the step: from here on the manifest says so, also after a power cut. Gives the journal as it is now."""
    moved = replace(journal, status=status)
    if not _laid(journal.folder, status).exists():
        lay_out(journal, status)
    _laid(journal.folder, status).replace(journal.folder / _MANIFEST)
    sync_folder(journal.folder)
    return moved


def has_steps_laid_out(folder: Path) -> bool:
    """Tell whether a step was begun that never ended."""
    return any(_laid(folder, status).exists() for status in Status)


def clear_steps(folder: Path) -> None:
    """Remove the manifests of steps that will not be taken."""
    for status in Status:
        _laid(folder, status).unlink(missing_ok=True)


def throw_away(folder: Path) -> None:
    """Remove a journal, its manifest first: what is left of it without one is removed with the next recovery."""
    (folder / _MANIFEST).unlink(missing_ok=True)
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def _laid(folder: Path, status: Status) -> Path:
    return folder / f"{status}.json"


def _text(journal: Journal) -> bytes:
    shape = {
        "format": FORMAT,
        "root": journal.root,
        "number": journal.number,
        "made": journal.made.isoformat(),
        "status": journal.status,
        "files": [
            {"path": entry.path, "mode": entry.mode, "before": entry.before, "after": entry.after}
            for entry in journal.entries
        ],
    }
    return json.dumps(shape, indent=1).encode()


def _journal(folder: Path, shape: Any) -> Journal:
    if shape["format"] != FORMAT:
        raise ValueError(f"format {shape['format']}, this ferrule knows {FORMAT}")
    made, entries = datetime.fromisoformat(shape["made"]), tuple(_entry(file) for file in shape["files"])
    return Journal(folder, int(shape["number"]), made, str(shape["root"]), Status(shape["status"]), entries)


def _entry(shape: Any) -> Entry:
    """Read one file's lines; names that lead out of the workspace or the journal are refused."""
    entry = Entry(str(shape["path"]), stat.S_IMODE(int(shape["mode"])), str(shape["before"]), str(shape["after"]))
    if Path(entry.path).is_absolute() or ".." in Path(entry.path).parts:
        raise ValueError(f"{entry.path}: leads out of the workspace")
    if not (_SHA256.fullmatch(entry.before) and _SHA256.fullmatch(entry.after)):
        raise ValueError(f"{entry.path}: not a hash")
    return entry
