"""Why a commit cannot be put into the working tree as it is: what would be lost, or disturbed."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeAlias

from ferrule.errors import WrongUse
from ferrule.facts.task import Origin, Task
from ferrule.flow.tasks.current import open_task
from ferrule.workspace.commit_refusals import refusal
from ferrule.workspace.git import branch
from ferrule.workspace.own_index import Repository, head_of, said, staged
from ferrule.workspace.tree_state import task_files

Moved: TypeAlias = Mapping[str, tuple[str, str]]
"""The files that differ between two commits, by path from the top: `mode id` before and after, empty for none."""

_SHOWN: Final = 5
_MODULE: Final = "160000 "


def moved(repo: Repository, before: str, after: str) -> Moved:
    """Give the files that differ between two commits; raises WrongUse when git knows one of them not."""
    words = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, after, "--")
    parts = said(repo, *words).split("\0")
    found = {}
    for head, name in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old_id, new_id, _ = head.removeprefix(":").split()
        found[name] = (_entry(old_mode, old_id), _entry(new_mode, new_id))
    return found


def hindrance(home: Path, repo: Repository, task: Task, changes: Moved) -> str:
    """Give why the commit of a task may not be put into the working tree; empty when it may.

    A file that is already what it will be does not stand in the way: an earlier call may have been killed.

    Raises:
        WrongUse: when git does not read the repository, or does not know one of the commits.
        TaskAltered: when a task's record is not as ferrule wrote it.
    """
    other = open_task(home)
    if other is not None:
        return f"{other.id} is open in the working tree, and would find a commit that is not its own"
    head = head_of(repo)
    if head != task.origin.head:
        return f"HEAD has moved on to {head[:12]} since the task began"
    if branch(home) != task.origin.branch:
        return "another branch is checked out than when the task began"
    if any(_MODULE in f"{old} {new} " for old, new in changes.values()):
        return "it moves a submodule"
    if why := refusal(repo, tuple(changes)):
        return why
    try:
        lost = sorted(_lost(home, repo, task, changes))
    except WrongUse as fault:
        return f"what is changed in the working tree is not known: {fault}"
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    return f"it changes files that are changed in the working tree: {', '.join(lost[:_SHOWN])}{more}" if lost else ""


def _lost(home: Path, repo: Repository, task: Task, changes: Moved) -> set[str]:
    """Give the files of which the working tree or git's index holds neither the old text nor the new one."""
    old, new = (_differing(home, repo, commit) for commit in (task.origin.head, task.commit))
    in_index = {name: entry for name, (_, entry) in staged(repo, task.origin.head).items()}
    found = {name for name, (_, after) in changes.items() if in_index.get(name, after) != after}
    for name, (before, after) in changes.items():
        is_there = os.path.lexists(repo.top / name)
        if name in new and (name in old or (is_there and not before)):
            found.add(name)
        if after and not is_there and not _has_room(repo, name, changes):
            found.add(name)
    return found


def _differing(home: Path, repo: Repository, commit: str) -> frozenset[str]:
    return frozenset(repo.named(path) for path in task_files(home, Origin(head=commit)).mine)


def _has_room(repo: Repository, name: str, changes: Moved) -> bool:
    """Give whether the folders of a new file are folders, or will be when what goes away is gone."""
    for folder in Path(name).parents:
        place = repo.top / folder
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            return changes.get(str(folder), ("", "x"))[1] == ""
    return True


def _entry(mode: str, object_id: str) -> str:
    return f"{mode} {object_id}" if mode.strip("0") else ""
