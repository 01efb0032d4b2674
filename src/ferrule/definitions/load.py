"""All definitions of a project, of a user and of ferrule itself; nothing is run by reading them (M01, C7)."""

import os
from pathlib import Path

from ferrule.definitions.collected import Collected
from ferrule.definitions.instructions import instructions
from ferrule.definitions.judged import judged
from ferrule.definitions.loose import host_root, read_loose
from ferrule.definitions.places import places
from ferrule.definitions.plugins import plugins
from ferrule.definitions.there import exists, is_folder
from ferrule.facts.definition import Definitions, Remark, Scope, Unread
from ferrule.facts.finding import Level


def load(project: Path | None, home: Path | None, *, bundled: bool = True) -> Definitions:
    """Give every definition that hosts find in these folders, each with what is wrong with it.

    `project` and `home` may be None for what is not to be looked at. Nothing raises for what a file holds: a file that
    should be a definition and is none comes in `unread`, a folder that cannot be read in `notes`.
    """
    project, home = _absolute(project), _absolute(home)
    found = _collected(project, home, bundled=bundled)
    return found.as_definitions(judged(found.known, project))


def load_path(path: Path, home: Path | None = None) -> Definitions:
    """Give the definitions of one file or folder; what they call for is looked up around them and in ferrule's own.

    A file in a host's folder, such as `.claude/agents`, is read as that host does; any other by its name, by the
    folders it lies in, and by what stands in it. `home` is of a user whose definitions may be called for too.
    """
    path, home = Path(os.path.abspath(path)), _absolute(home)
    if not exists(path):
        words = "there is no such file or folder"
        missing = Unread(str(path), Scope.PROJECT, (Remark("not-found", Level.ERROR, words),))
        return Definitions(unread=(missing,))
    around = host_root(path)
    if around is not None:
        found = _collected(around if around != home else None, home, bundled=True)
        within = _within(found, path)
        if within.known or within.unread or within.instructions or path == around:
            known = judged(found.known, around)
            return within.as_definitions(one for one in known if _is_below(one.path, path))
    loose = read_loose(path)
    others = _collected(around, home, bundled=True).known
    return loose.as_definitions(judged(loose.known, path if is_folder(path) else None, others))


def _collected(project: Path | None, home: Path | None, *, bundled: bool) -> Collected:
    found = Collected()
    for place in places(project, home, bundled=bundled):
        found.take_place(place)
    if project is not None:
        for plugin in plugins(project, Scope.PROJECT):
            found.take_plugin(plugin)
        read, notes = instructions(project)
        found.take(read)
        found.notes.extend(notes)
    if home is not None and home != project:
        for plugin in plugins(home, Scope.USER):
            found.take_plugin(plugin)
    return found


def _within(found: Collected, path: Path) -> Collected:
    """Give what lies at this path or below it."""
    return Collected(
        [one for one in found.known if _is_below(one.path, path)],
        [one for one in found.unread if _is_below(one.path, path)],
        [one for one in found.instructions if _is_below(one.path, path)],
        [note for note in found.notes if _is_below(note.partition(": ")[0], path)],
    )


def _is_below(path: str, folder: Path) -> bool:
    return path == str(folder) or path.startswith(f"{str(folder).rstrip(os.sep)}{os.sep}")


def _absolute(path: Path | None) -> Path | None:
    return Path(os.path.abspath(path)) if path is not None else None
