"""The files of a folder that are definitions: bounded, without circles, and with a note on all that is passed over."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from ferrule.definitions.places import Place
from ferrule.definitions.real_path import NOWHERE, real_path
from ferrule.definitions.there import is_file, is_folder
from ferrule.facts.definition import Kind, Scope

DEEPEST: Final = 6
MOST_FOLDERS: Final = 2000
SKIPPED: Final = frozenset({".git", "node_modules", "target"})
_SKILL: Final = "skill.md"
Wanted: TypeAlias = Callable[[list["os.DirEntry[str]"]], tuple[list[str], bool]]
"""Gives the files that are wanted of those in a folder, and whether to look into the folders in it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a walk saw."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    root: Path
    wanted: Wanted
    boundary: str
    """Real path; links out of it are told."""
    follows_out: bool
    deepest: int
    is_wide: bool
    """Looks through a whole project: folders that are hidden or too deep are no news."""
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)
    links: list[tuple[str, int]] = field(default_factory=list)
    """Linked folders with their depth; they wait until all others have been read."""
    is_cut: bool = False


def walk(place: Place) -> Found:
    """Give the definitions of a place, by path; nothing where there is no such folder."""
    wanted = _skill_files if place.kind is Kind.SKILL else _markdown
    boundary = real_path(place.boundary)
    state = _Walk(place.folder, wanted, boundary, place.scope is not Scope.PROJECT, DEEPEST, is_wide=False)
    found = _walked(state)
    return Found(found.files, (*found.notes, *_no_skills(place, found.files))) if place.kind is Kind.SKILL else found


def walk_named(root: Path, name: str, deepest: int) -> Found:
    """Give each file of this name from a folder downwards, hidden folders left out."""

    def wanted(entries: list["os.DirEntry[str]"]) -> tuple[list[str], bool]:
        return [entry.path for entry in entries if entry.name == name], True

    return _walked(_Walk(root, wanted, real_path(root), follows_out=False, deepest=deepest, is_wide=True))


def _walked(state: _Walk) -> Found:
    try:
        os.lstat(state.root)
    except FileNotFoundError:
        return Found(())
    except (OSError, ValueError) as fault:
        return Found((), (f"{state.root}: cannot be read: {getattr(fault, 'strerror', fault)}",))
    _enter(state, str(state.root), 0)
    for folder, depth in state.links:  # grows while it is read: links in linked folders
        _enter(state, folder, depth)
    return Found(tuple(Path(path) for path in sorted(state.files)), tuple(state.notes))


def _enter(state: _Walk, top: str, depth: int) -> None:
    """Take what is wanted of a folder and of those in it."""
    waiting = [(top, depth)]
    while waiting:
        folder, depth = waiting.pop()
        if len(state.seen) >= MOST_FOLDERS:
            if not state.is_cut:
                state.notes.append(f"{state.root}: more than {MOST_FOLDERS} folders; the rest was not looked at")
            state.is_cut = True
            return
        entries = _entries(state, folder)
        files, goes_on = state.wanted(entries)
        state.files.extend(path for path in files if _may_read(state, path))
        inner = list(_folders(state, entries, depth)) if goes_on else []
        if inner and depth >= state.deepest:
            if not state.is_wide:
                state.notes.append(f"{folder}: lies {depth} folders deep; what is below was not looked at")
            continue
        waiting.extend((path, depth + 1) for path in reversed(inner))


def _entries(state: _Walk, folder: str) -> list["os.DirEntry[str]"]:
    """Give what a folder holds, by name; nothing for one that was read before or cannot be read."""
    try:
        status = os.stat(folder)
        if (status.st_dev, status.st_ino) in state.seen:
            state.notes.append(f"{folder}: leads to a folder that is read already; it was not read again")
            return []
        state.seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as fault:
        state.notes.append(f"{folder}: cannot be read: {fault.strerror}")
        return []


def _folders(state: _Walk, entries: list["os.DirEntry[str]"], depth: int) -> Iterator[str]:
    """Yield the folders among entries; linked ones are put off."""
    for entry in entries:
        if entry.name in SKIPPED or (state.is_wide and entry.name.startswith(".")):
            continue
        if not entry.is_symlink():
            if entry.is_dir(follow_symlinks=False):
                yield entry.path
        elif os.path.isdir(entry.path) and _may_read(state, entry.path):
            state.links.append((entry.path, depth + 1))
        elif not os.path.exists(entry.path) and not entry.name.endswith(".md"):
            state.notes.append(f"{entry.path}: links to nothing, or to itself")


def _may_read(state: _Walk, path: str) -> bool:
    """Say whether a path may be read: no link, or one that stays within; the others are told."""
    if not os.path.islink(path):
        return True
    target = real_path(path)
    if target == NOWHERE:
        state.notes.append(f"{path}: links to where nothing can be looked at; it was not read")
        return False
    if target == state.boundary or target.startswith(state.boundary.rstrip(os.sep) + os.sep):
        return True
    end = "" if state.follows_out else "; it was not read"
    state.notes.append(f"{path}: links out of {state.boundary} to {target}{end}")
    return state.follows_out


def _markdown(entries: list["os.DirEntry[str]"]) -> tuple[list[str], bool]:
    return [one.path for one in entries if one.name.lower().endswith(".md") and not os.path.isdir(one.path)], True


def _skill_files(entries: list["os.DirEntry[str]"]) -> tuple[list[str], bool]:
    """Give the SKILL.md of a folder; what lies below it belongs to the skill."""
    found = sorted((one for one in entries if one.name.lower() == _SKILL), key=lambda one: one.name)
    return [one.path for one in found[:1]], not found


def _no_skills(place: Place, files: tuple[Path, ...]) -> Iterator[str]:
    """Yield what looks like a skill beside the skills, and is none."""
    try:
        entries = sorted(place.folder.iterdir())
    except OSError:
        return
    used = {file.parts[len(place.folder.parts)] for file in files}
    for entry in entries:
        if entry.suffix.lower() == ".md" and entry.name.lower() not in {_SKILL, "readme.md"} and is_file(entry):
            yield f"{entry}: a skill is a folder with a SKILL.md; this file was not read"
        elif entry.name not in used | SKIPPED and is_folder(entry) and not entry.is_symlink():
            yield f"{entry}: holds no SKILL.md"
