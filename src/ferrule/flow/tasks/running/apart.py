"""What has to hold of a clone in which an agent worked, before any program of its sources is started."""

import hashlib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content
from ferrule.errors import FerruleError, SourceChanged
from ferrule.escalation.answers.closed import closed
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.task import Box, BoxStatus, Phase, Task
from ferrule.flow.tasks.running.clone import gitdir_of, modules, top_of
from ferrule.process.sandbox import Sandbox
from ferrule.store.apart import make_apart
from ferrule.store.place import state_folder
from ferrule.workspace.difference import difference
from ferrule.workspace.metadata import read_workspace
from ferrule.workspace.tree_state import task_files
from ferrule.workspace.trust import settings_files, standing

QUESTION: Final = "question"
CLOSED: Final = "closed"
_WHAT: Final = "what runs while the workspace is built, or on somebody's machine, was changed by no agent alone"
_SHOWN: Final = 5
_LONGEST: Final = 600
_MARK: Final = 8
"""Digits of a hash that are enough to tell two texts of one file apart."""


def apart(home: Path, task: Task, *, trusted: bool) -> tuple[Task, bool]:
    """Give a task with the boxes that only one in a clone has, and whether the clone is trusted as its origin is.

    Nothing of the clone is run: programs that its settings name, build scripts and what they take in are what an agent
    could use to get out of its sandbox. Until a person has accepted such a change, nothing else is decided.

    Args:
        home: the root of the workspace where the user works.
        task: one with a tree of its own.
        trusted: the user vouches for the workspace this once.

    Raises:
        FerruleError: when git does not read the clone.
    """
    task = task.with_box(_closed(task))
    if task.has(QUESTION):
        task = task.with_box(_question(task))
    others = differing_settings(home, Path(task.tree))
    known = all(f"accept:{_key(name, text)}" in task.answers for name, text in others.items())
    return task, trusted or (standing(home).allowed and known)


def asked(task: Task, question: str) -> Task:
    """Give a task with a question of its agent, which no earlier answer answers."""
    answers = {key: words for key, words in task.answers.items() if key != QUESTION}
    return replace(task, answers=answers).with_box(_question(replace(task, answers=answers), question))


def differing_settings(home: Path, tree: Path) -> dict[str, bytes]:
    """Give the settings that can name programs and are not the same in two trees, with their text in the second."""
    ours, theirs = _settings(home), _settings(tree)
    return {name: theirs.get(name, b"") for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)}


def enclosed(task: Task) -> Sandbox | None:
    """Give the sandbox for a command of the repository's own in a clone; None for a task in the working tree."""
    if not task.tree:
        return None
    target = make_apart(state_folder(Path(task.tree)).folder)
    return Sandbox((top_of(task),), (target,), target)


def _question(task: Task, question: str = "") -> Box:
    words = question or task.box(QUESTION).command
    box = Box(QUESTION, Phase.WORK, words)
    answer = task.answers.get(QUESTION, "")
    if answer:
        return replace(box, status=BoxStatus.PASSED, detail=f"answered: {answer}")
    remedy = f"ferrule task answer {QUESTION} TEXT --task {task.id}"
    return replace(box, status=BoxStatus.ASKS, detail=words, remedy=remedy)


def _closed(task: Task) -> Box:
    box = Box(CLOSED, Phase.WORK, _WHAT)
    top = top_of(task)
    if strangers := list(_repositories(top)):
        words = f"a repository within the repository: {', '.join(strangers[:_SHOWN])}"
        return replace(box, status=BoxStatus.FAILED, detail=words, remedy="remove it")
    try:
        found = _changes_of_consequence(task, top)
    except FerruleError as fault:
        return replace(box, status=BoxStatus.FAILED, detail=str(fault)[:_LONGEST])
    still = {key: why for key, why in found.items() if f"accept:{key}" not in task.answers}
    if not still:
        accepted = ", ".join(found)
        return replace(box, status=BoxStatus.PASSED, detail=f"accepted: {accepted}"[:_LONGEST] if accepted else "")
    words = "; ".join(list(still.values())[:_SHOWN])
    more = f"; {len(still) - _SHOWN} more" if len(still) > _SHOWN else ""
    remedy = f"look at it in {task.tree}, then `ferrule task accept {next(iter(still))} --reason TEXT --task {task.id}`"
    return replace(box, status=BoxStatus.ASKS, detail=words[:_LONGEST] + more, remedy=remedy)


def _changes_of_consequence(task: Task, top: Path) -> dict[str, str]:
    """Give what only a person may let pass: the key that accepts this very text, and why it matters."""
    root = Path(task.tree)
    names = task_files(root, task.origin).mine
    changed = difference(root, task.origin.head, names)
    workspace = read_workspace(root, Sandbox((top,), ()))
    inside = {name: root / name for name in names if not name.startswith("../")}
    beside = {name: Path(os.path.normpath(root / name)) for name in names if name.startswith("../")}
    found = {}
    for base, places in ((root, inside), (top, beside)):
        before = {place: changed.before.get(name, b"") for name, place in places.items()}
        after = {place: _after(changed.after.get(name), place) for name, place in places.items()}
        for place in (place for place in places.values() if _is_same_lock(place, before[place], after[place])):
            del before[place], after[place]
        shown = {str(place.relative_to(base)): place for place in before}
        for words in closed(Tree(replace(workspace, root=base), base, before), after):
            name = max((one for one in shown if words.startswith(f"{one}: ")), key=len)
            found[_key(name, after[shown[name]])] = words
        for place in (place for place in places.values() if place.is_symlink()):
            name = str(place.relative_to(base))
            found[_key(name, after[place])] = f"{name}: a link, to {place.readlink()}"
    return found


def _is_same_lock(place: Path, before: bytes, after: bytes) -> bool:
    """Say whether a lock says what it said: Cargo writes it anew in its own words."""
    if place.name != "Cargo.lock":
        return False
    try:
        return tomllib.loads(before.decode()) == tomllib.loads(after.decode())
    except ValueError:
        return False


def _after(text: bytes | None, place: Path) -> bytes:
    """Give what a file holds; of a link where it leads, of what is too large or no text its hash, of none nothing."""
    if text is not None:
        return text
    if place.is_symlink():
        return b"link " + os.fsencode(place.readlink())
    try:
        return hashlib.sha256(content(place, {})).hexdigest().encode() if place.is_file() else b""
    except SourceChanged:
        return b"unread"


def _key(name: str, text: bytes) -> str:
    """Give the words that accept one text of a file, and no later one."""
    return f"{CLOSED}:{name}@{hashlib.sha256(text).hexdigest()[:_MARK]}"


def _repositories(top: Path) -> Iterator[str]:
    """Yield repositories that the clone did not bring along: git would read their settings, which name programs."""
    known = modules(top)
    for here, folders, files in os.walk(top):
        place = Path(here)
        name = str(place.relative_to(top))
        if name in known:
            folders[:] = []
            text = place / ".git"
            if text.is_symlink() or (
                text.exists() and (not text.is_file() or text.read_text() != gitdir_of(top, name))
            ):
                yield name
        elif place == top:
            folders[:] = [one for one in folders if one != ".git"]
        elif ".git" in folders or ".git" in files:
            yield name


def _settings(root: Path) -> Mapping[str, bytes]:
    places = (path for path in settings_files(root) if path.is_relative_to(root))
    return {str(path.relative_to(root)): path.read_bytes() for path in places if path.is_file()}
