"""The words of `/memo`: the repository's own where it has some, else ferrule's; reading them runs nothing."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.definitions.places import BUNDLED
from ferrule.flow.project import project_of

FILE: Final = ".claude/commands/memo.md"
_OURS: Final = BUNDLED / "commands/memo.md"
LARGEST: Final = 1 << 16
"""How many bytes of instructions are judged; in a longer text nobody has looked at the rest."""


@dataclass(frozen=True, slots=True)
class MemoText:
    """The words of `/memo`, and whose they are."""

    text: str
    folder: Path
    """Below which the paths that it names are meant."""
    source: str = ""
    """Its path, relative to the root; empty for ferrule's own."""
    is_cut: bool = False
    """It is longer than what was read."""
    notes: tuple[str, ...] = ()
    """Why a file of the repository was passed over."""


def memo_text(root: Path) -> MemoText:
    """Give the nearest `.claude/commands/memo.md`, of the workspace or of the repository around it, else ferrule's own.

    One that leads out of the repository or cannot be read is passed over, with a note.
    """
    top = project_of(root)
    notes: list[str] = []
    for folder in dict.fromkeys((root, top)):
        path = folder / FILE
        if not os.path.lexists(path):
            continue
        shown = os.path.relpath(path, root)
        read = read_within(top, path)
        if isinstance(read, bytes):
            text = read[:LARGEST].decode("utf-8", "replace")
            return MemoText(text, folder, shown, len(read) > LARGEST, tuple(notes))
        notes.append(f"{shown} {read}: ferrule's own memo counts")
    return MemoText(_OURS.read_text("utf-8"), top, notes=tuple(notes))


def read_within(top: Path, path: Path) -> bytes | str:
    """Give the first bytes of a file of the repository, one more than are judged; else why it is not read."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(top.resolve()):
            return f"leads out of the repository, to {real}"
        if not real.is_file():
            return "is no file"
        with real.open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, RuntimeError) as refusal:  # RuntimeError: links in a circle, before Python 3.13
        return f"cannot be read ({getattr(refusal, 'strerror', None) or refusal})"
