"""A skill: a folder with a SKILL.md, and what lies beside it (C1, C2)."""

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from ferrule.definitions.codex import read_beside
from ferrule.definitions.invocation import access
from ferrule.definitions.places import Place
from ferrule.definitions.source import source_of
from ferrule.definitions.values import Reader
from ferrule.facts.definition import Definition, Kind, Remark, Unread
from ferrule.facts.finding import Level

FILE: Final = "SKILL.md"
_DEEPEST: Final = 6
_MOST_FILES: Final = 1000
_SKIPPED: Final = frozenset({".git", "node_modules", "target", "__pycache__"})


def read_skill(path: Path, place: Place) -> Definition | Unread:
    """Give the skill of a SKILL.md; unread where nobody could tell what it is for."""
    source = source_of(path, place)
    if isinstance(source, Unread):
        return source
    reader = source.reader
    own = {"description": reader.text("description")}
    if not own["description"]:
        return source.unread(_missing(reader, is_there=source.front.is_there))
    name = reader.text("name")
    remarks = [] if name else [Remark("no-name", Level.WARNING, "has no name; that of its folder is taken", line=1)]
    if path.name != FILE:
        words = f"is called {path.name!r}; most hosts look for {FILE!r} only"
        remarks.append(Remark("file-name", Level.WARNING, words))
    files, unseen = files_beside(path)
    beside = read_beside(path.parent, name or path.parent.name)
    who = access(source.front, (beside.invocation,))
    own |= {"name": name or path.parent.name, "license": reader.text("license"), "model": reader.text("model")}
    tools, denied = (reader.words(key) for key in ("allowed-tools", "disallowed-tools"))
    told = (*remarks, *unseen, *who.remarks, *beside.remarks)
    return source.definition(Kind.SKILL, who, told, **own, tools=tools, denied_tools=denied, files=files)


def files_beside(path: Path) -> tuple[tuple[str, ...], tuple[Remark, ...]]:
    """Give what lies in the folder of a SKILL.md, by paths in it, and what could not be looked at.

    Links to folders are not followed.
    """
    faults: list[OSError] = []
    files = sorted(islice(_below(str(path.parent), path.name, faults.append), _MOST_FILES + 1))
    remarks = [Remark("unreadable", Level.WARNING, f"{one.filename} cannot be read: {one.strerror}") for one in faults]
    if len(files) > _MOST_FILES:
        words = f"more than {_MOST_FILES} files lie beside it; the rest is left out"
        remarks.append(Remark("many-files", Level.NOTE, words))
    return tuple(files[:_MOST_FILES]), tuple(remarks)


def _below(folder: str, own: str, tell: Callable[[OSError], None]) -> Iterator[str]:
    for place, folders, files in os.walk(folder, onerror=tell):
        inner = place[len(folder) :].lstrip(os.sep)
        depth = inner.count(os.sep) + 1 if inner else 0
        folders[:] = [] if depth >= _DEEPEST else sorted(one for one in folders if one not in _SKIPPED)
        for name in sorted(files):
            if inner or name != own:
                yield f"{inner}{os.sep}{name}".lstrip(os.sep).replace(os.sep, "/")


def _missing(reader: Reader, *, is_there: bool) -> Remark:
    if not is_there:
        remedy = "Begin the file with `---`, a `name:` and a `description:`, and `---` again."
        return Remark("no-front-matter", Level.ERROR, "has no front matter", line=1, remedy=remedy)
    line = reader.keys.line("description") or 1
    remedy = "Say in `description:` what it does and when to use it: it is chosen by these words."
    return Remark("no-description", Level.ERROR, "has no description", line=line, remedy=remedy)
