"""Whether the target folder is this checkout's own: a shared or copied one can make broken code look green."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ferrule.facts.workspace import Workspace

_SAMPLE = 200


def target_faults(workspace: Workspace) -> tuple[str, ...]:
    """Give what is wrong with the target folder, a sentence each; empty when nothing is."""
    return (*_shared(workspace), *_foreign(workspace))


def _shared(workspace: Workspace) -> Iterator[str]:
    folder = workspace.target_folder
    if not folder.is_relative_to(workspace.root):
        variable = next((v for v in ("CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR") if os.environ.get(v)), None)
        by = f" (by {variable})" if variable else ""
        yield f"{folder} lies outside the workspace{by}: what another checkout built there may pass for ours"


def _foreign(workspace: Workspace) -> Iterator[str]:
    """Look for paths of another checkout in Cargo's own notes (`*.d`, `root-output`)."""
    folder = workspace.target_folder
    for note in islice(_notes(folder), _SAMPLE):
        other = _other_target(note, folder)
        if other:
            yield f"{folder} was copied from {other}: Cargo trusts its file times; run `cargo clean` once"
            return


def _notes(folder: Path) -> Iterator[Path]:
    for profile in ("debug", "release"):
        yield from (folder / profile).glob("*.d")
        yield from islice((folder / profile / "deps").glob("*.d"), _SAMPLE // 2)
        yield from (folder / profile / "build").glob("*/root-output")


def _other_target(note: Path, folder: Path) -> str | None:
    """Give the target folder that a note was written for, when it is another one."""
    inside = note.relative_to(folder)
    try:
        text = note.read_text("utf-8", "replace").strip()
    except OSError:
        return None
    written = text.split(": ")[0].replace("\\ ", " ") if note.suffix == ".d" else text
    tail = inside.parent.as_posix()
    if not written.startswith("/") or written.startswith(f"{folder}/"):
        return None
    return written.split(f"/{tail}/")[0] if f"/{tail}/" in written else None
