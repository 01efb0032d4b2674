"""The user's `.claude/settings.json`: what our hooks would make of it, put in, and taken out again."""

import os
from pathlib import Path
from typing import Final

from ferrule.definitions.hosts.hooks import SETTINGS_FILE, Spliced, merged, taken_out
from ferrule.definitions.hosts.placing import clear, closed, place, prune, renew, take_out
from ferrule.edits.changes import sha256
from ferrule.facts.install import Done, InstallTarget, Kept, PlannedFile, Presence

_ADDED: Final = "hooks are added, all else stays"


def looked(root: Path) -> PlannedFile:
    """Give the file with our hooks, and what lies there; it is none of ferrule's own, so no record tells of it."""
    text, why = _read(root)
    now = merged(text)
    content = now.text.encode()
    if why or now.why:
        return PlannedFile(SETTINGS_FILE, content, Presence.CLOSED, why or now.why)
    if not text:
        return PlannedFile(SETTINGS_FILE, content, Presence.NEW)
    if now.text == text:
        return PlannedFile(SETTINGS_FILE, content, Presence.SAME)
    return PlannedFile(SETTINGS_FILE, content, Presence.OURS, _ADDED)


def put_in(root: Path) -> Done:
    """Enter our hooks; what cannot be entered is told, and nothing else of the file changes.

    Raises:
        NotWritable: when the system refuses.
    """
    clear(root, SETTINGS_FILE)
    text, why = _read(root)
    now = merged(text)
    if why or now.why:
        return _done(root, kept=(Kept(SETTINGS_FILE, f"cannot be written: {why or now.why}"),))
    if now.text == text:
        return _done(root, same=(SETTINGS_FILE,))
    if text:
        return _renewed(root, text, now)
    place(root, SETTINGS_FILE, now.text.encode())
    return _done(root, written=(SETTINGS_FILE,))


def take_hooks_out(root: Path) -> Done:
    """Take our hooks out; a file that holds nothing else goes, what somebody changed in them stays and is told.

    Raises:
        NotWritable: when the system refuses.
    """
    clear(root, SETTINGS_FILE)
    text, _ = _read(root)
    now = taken_out(text)
    if now.text == text:
        return _done(root, kept=(Kept(SETTINGS_FILE, now.why),) if now.why else ())
    if now.text:
        return _renewed(root, text, now)
    take_out(root, SETTINGS_FILE)
    prune(root, (SETTINGS_FILE,))
    return _done(root, removed=(SETTINGS_FILE,))


def _renewed(root: Path, before: str, now: Spliced) -> Done:
    if not renew(root, SETTINGS_FILE, now.text.encode(), sha256(before.encode())):
        return _done(root, kept=(Kept(SETTINGS_FILE, "changed by somebody just now"),))
    return _done(root, written=(SETTINGS_FILE,), kept=(Kept(SETTINGS_FILE, now.why),) if now.why else ())


def _done(
    root: Path,
    *,
    written: tuple[str, ...] = (),
    same: tuple[str, ...] = (),
    removed: tuple[str, ...] = (),
    kept: tuple[Kept, ...] = (),
) -> Done:
    return Done(InstallTarget.CLAUDE, str(root), written, same, removed, kept)


def _read(root: Path) -> tuple[str, str]:
    """Give what the settings say, and why they cannot be read or written; nothing where there are none."""
    path = root / SETTINGS_FILE
    if why := closed(root, SETTINGS_FILE):
        return "", why
    if not os.path.lexists(path):
        return "", ""
    if path.is_symlink() or not path.is_file():
        return "", "is a symbolic link" if path.is_symlink() else "is no regular file"
    try:
        return path.read_bytes().decode(), ""
    except (OSError, UnicodeDecodeError) as fault:
        return "", f"cannot be read: {fault}"
