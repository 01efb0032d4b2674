"""Definitions that lie in no host's folder: a single file, a suite of somebody else's, a skill on its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.definitions.collected import Collected, read_one
from ferrule.definitions.decode import read_text
from ferrule.definitions.front import read_front
from ferrule.definitions.instructions import FILE, read_instructions
from ferrule.definitions.places import Place
from ferrule.definitions.plugins import MANIFEST
from ferrule.definitions.there import is_file, is_folder
from ferrule.definitions.walk import walk
from ferrule.facts.definition import Definition, Host, Instructions, Kind, Remark, Scope, Unread
from ferrule.facts.finding import Level

_HOSTS: Final = frozenset({".claude", ".agents", ".codex"})
_FOLDERS: Final = {"skills": Kind.SKILL, "agents": Kind.AGENT, "commands": Kind.COMMAND}
_SKILL: Final = "skill.md"


def host_root(path: Path) -> Path | None:
    """Give the folder whose hosts' folders a path is, holds or lies in; None when it has to do with none."""
    for place in (path, *path.parents):
        if place.name in _HOSTS:
            return place.parent
        if is_file(place / MANIFEST):
            return place
    return path if any(is_folder(path / host) for host in _HOSTS) else None


def read_loose(path: Path) -> Collected:
    """Give what a file or folder defines; files without a front matter are told and left out, unless they are named."""
    found = Collected()
    if not is_folder(path):
        found.take([_read_file(path)])
    elif path.name in _FOLDERS:
        found.take_place(_place(path, _FOLDERS[path.name]))
    else:
        _read_folder(path, found)
    return found


def _read_folder(folder: Path, found: Collected) -> None:
    """Take the skills of a folder, and of the other Markdown files those that have a front matter."""
    skills = walk(_place(folder, Kind.SKILL))
    found.notes.extend(note for note in skills.notes if not note.startswith(f"{folder}/") or "SKILL.md" not in note)
    found.take(read_one(path, _place(folder, Kind.SKILL)) for path in skills.files)
    taken = {path.parent for path in skills.files}
    files = walk(_place(folder, Kind.AGENT)).files
    left = [path for path in files if taken.isdisjoint(path.parents)]
    for path in left:
        if path.name == FILE or _has_front(path):
            found.take([_read_file(path, folder)])
        else:
            found.notes.append(f"{path}: has no front matter; it was left out")


def _read_file(path: Path, top: Path | None = None) -> Definition | Unread | Instructions:
    """Give what a file is by its name, by the folders around it (up to `top`), and by its keys."""
    if path.name == FILE:
        return read_instructions(path)
    if path.suffix.lower() != ".md":
        return Unread(
            str(path), Scope.PROJECT, (Remark("not-markdown", Level.ERROR, "is no Markdown file: it defines nothing"),)
        )
    is_skill = path.name.lower() == _SKILL
    kind = Kind.SKILL if is_skill else next(_kinds_above(path, top), None) or _kind_by_keys(path)
    return read_one(path, _place(path.parent, kind))


def _kinds_above(path: Path, top: Path | None) -> Iterator[Kind]:
    for folder in path.parents:
        if folder.name in {"agents", "commands"}:
            yield _FOLDERS[folder.name]
        if folder == top:
            return


def _kind_by_keys(path: Path) -> Kind:
    read = read_text(path)
    keys = read_front(read.text).keys if not isinstance(read, Remark) else {}
    return Kind.AGENT if "name" in keys else Kind.COMMAND


def _has_front(path: Path) -> bool:
    read = read_text(path)
    return isinstance(read, Remark) or read.text.lstrip().startswith("---")


def _place(folder: Path, kind: Kind) -> Place:
    host = Host.AGENT_SKILLS if kind is Kind.SKILL else Host.CLAUDE
    return Place(folder, kind, Scope.PROJECT, host, folder)
