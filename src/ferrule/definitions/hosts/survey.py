"""What lies where files are to be written: ours, changed, or somebody else's."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ferrule.definitions.hosts.placing import closed
from ferrule.definitions.hosts.record import Record
from ferrule.definitions.hosts.resources import SKILL_FILE
from ferrule.edits.changes import sha256
from ferrule.edits.replace import seen
from ferrule.facts.install import Obsolete, PlannedFile, Presence


def surveyed(root: Path, files: Iterable[PlannedFile], known: Mapping[str, set[str]]) -> tuple[PlannedFile, ...]:
    """Give the files with what lies in their places now; `known` are the contents that ferrule wrote, by path."""
    found = []
    for one in files:
        presence, why = look(root, one.path, known.get(one.path, set()), sha256(one.content))
        found.append(replace(one, presence=presence, why=why))
    return tuple(found)


def obsolete(root: Path, files: Iterable[PlannedFile], record: Record) -> tuple[Obsolete, ...]:
    """Give what ferrule put beside these skills earlier and would not any more, where it is still there."""
    planned = {one.path for one in files}
    folders = tuple(path.removesuffix(SKILL_FILE) for path in planned if path.endswith(f"/{SKILL_FILE}"))
    old = (path for path in sorted(record.files) if path not in planned and path.startswith(folders or ("//",)))
    looked = ((path, look(root, path, record.hashes(path))[0]) for path in old)
    return tuple(Obsolete(path, presence) for path, presence in looked if presence is not Presence.NEW)


def look(root: Path, path: str, known: set[str], wanted: str = "") -> tuple[Presence, str]:
    """Give what lies at a path, and what is in the way; `wanted` and `known` are hashes of contents."""
    if why := closed(root, path):
        return Presence.CLOSED, why
    if not os.path.lexists(root / path):
        return Presence.NEW, ""
    try:
        now = seen(root / path)
    except OSError as refusal:
        return Presence.CLOSED, f"cannot be read: {refusal.strerror}"
    if now is None:
        why = "is a symbolic link" if (root / path).is_symlink() else "is no regular file"
        return Presence.CHANGED if known else Presence.FOREIGN, why
    if now == wanted:
        return Presence.SAME, ""
    if now in known:
        return Presence.OURS, ""
    return Presence.CHANGED if known else Presence.FOREIGN, ""
