"""A clone of the repository for one task: it leads nowhere, and shares no file with where it came from."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.errors import FerruleError
from ferrule.facts.task import Task
from ferrule.flow.tasks.begin import NoHistory
from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.store.place import state_folder
from ferrule.store.tasks import Tasks
from ferrule.workspace.git import branch, git
from ferrule.workspace.own_index import PLACES, head_of, repository, said, why_of

TREE: Final = "tree"
BUILT: Final = "target"
"""Where an agent builds: what judges its work is built elsewhere, where no agent can write."""
_QUIET: Final = ("core.hooksPath=/dev/null", "gc.auto=0", "maintenance.auto=false", "advice.detachedHead=false")
_GIT: Final = ("git", "--no-pager", *(word for setting in _QUIET for word in ("-c", setting)))
_CLONE: Final = (
    *("clone", "--quiet", "--no-local", "--no-checkout", "--no-tags", "--single-branch"),
    *("--template=", "--origin", "origin"),
)
_CARRIED: Final = r"^((user|author|committer|commit|gpg|gpg\..*|i18n)\..*|core\.(autocrlf|eol|safecrlf|filemode))$"
_INFO: Final = ("exclude", "attributes")
_NAME: Final = re.compile(r"T-[0-9a-f]{8}")
_TIMEOUT_S: Final = 900.0
_MODULE: Final = "160000 "


class NotCloned(FerruleError):
    """The repository cannot be cloned."""

    exit_code = 3
    hint = "An agent works in a clone of its own; git says above what is in its way."


@dataclass(frozen=True, slots=True)
class Cloned:
    """A clone, ready to be worked in."""

    root: Path
    """Of the workspace in it."""
    notes: tuple[str, ...] = ()


def cloned(home: Path, room: Path) -> Cloned:
    """Clone the repository around a workspace as it was last committed.

    Only what the commit at HEAD reaches is in it, on a branch of the same name; it knows no other repository, and its
    hooks are those of the one it came from. Submodules come along as far as they are checked out.

    Args:
        home: the root of the workspace where the user works.
        room: the task's own folder, absolute and free of links; a clone that is half made in it is thrown away.

    Raises:
        NoHistory: where there is no commit.
        NotCloned: when git refuses, in its words.
    """
    repo = repository(home)
    head = head_of(repo) if repo else ""
    if repo is None or not head:
        raise NoHistory(f"{home}: no git repository with a commit")
    top = room / TREE
    shutil.rmtree(top, ignore_errors=True)
    (room / BUILT).mkdir(parents=True, exist_ok=True)
    _clone(repo.top, top, head, branch(home))
    _settle_in(home, top)
    notes = tuple(_with_modules(repo.top, top, top / ".git" / "modules"))
    root = top / repo.inner
    state_folder(root)
    return Cloned(root.resolve(), notes)


def top_of(task: Task) -> Path:
    """Give the top of the clone in which a task with a tree of its own is worked on."""
    tree = Path(task.tree)
    return next(one for one in (tree, *tree.parents) if (one.parent.name, one.name) == (task.id, TREE))


def modules(top: Path) -> tuple[str, ...]:
    """Give the paths of the submodules of a clone, those within others left out; raises WrongUse as git refuses."""
    inner = repository(top)
    listed = said(inner, "ls-files", "--stage", "-z") if inner else ""
    return tuple(line.partition("\t")[2] for line in listed.split("\0") if line.startswith(_MODULE))


def gitdir_of(top: Path, module: str) -> str:
    """Give the text of a submodule's `.git` as the clone was made."""
    return f"gitdir: {top / '.git' / 'modules' / module}\n"


def swept(tasks: Tasks) -> None:
    """Remove what tasks that are over, or were killed before they were written down, have left."""
    with suppress(OSError):
        known = {task.id for task in tasks.all() if not task.is_over} | {*tasks.altered()}
        rooms = [one for one in tasks.room("").iterdir() if one.is_dir() and _NAME.fullmatch(one.name)]
        for room in rooms:
            if room.name not in known and not room.is_symlink():
                with suppress(FerruleError), tasks.alone(room.name):  # another ferrule may be cloning into it
                    removed(room)


def removed(room: Path) -> None:
    """Remove the folder of a task with its clone, whatever rights an agent gave the folders in it."""
    for here, folders, _ in os.walk(room):
        for place in (Path(here) / name for name in folders):
            with suppress(OSError):
                if not place.is_symlink():
                    place.chmod(0o700)
    shutil.rmtree(room, ignore_errors=True)


def _clone(source: Path, top: Path, commit: str, on_branch: str, *more: str) -> None:
    top.parent.mkdir(parents=True, exist_ok=True)
    obeyed(top.parent, *_CLONE, *more, "--", str(source), str(top))
    where = ("-B", on_branch) if on_branch else ("--detach",)
    obeyed(top, "checkout", "--quiet", *where, commit, "--")
    obeyed(top, "remote", "remove", "origin")


def _settle_in(home: Path, top: Path) -> None:
    """Let the clone be as its origin where that decides what a commit is: who makes it, hooks, ends of lines."""
    told = git(home, "config", "--null", "--get-regexp", _CARRIED).stdout.text
    settings = dict(entry.partition("\n")[::2] for entry in told.split("\0") if entry)
    hooks = _path(home, "hooks")
    if hooks is not None:
        settings["core.hookspath"] = str(hooks)
    for name, value in settings.items():
        obeyed(top, "config", name, value)
    for name in _INFO:
        source = _path(home, f"info/{name}")
        if source is not None and source.is_file():
            (top / ".git" / "info").mkdir(exist_ok=True)
            shutil.copyfile(source, top / ".git" / "info" / name)


def _path(home: Path, name: str) -> Path | None:
    told = git(home, "rev-parse", "--path-format=absolute", "--git-path", name)
    return Path(told.stdout.text.removesuffix("\n")) if told.ok else None


def _with_modules(source: Path, top: Path, store: Path) -> Iterator[str]:
    """Clone the submodules from where they are checked out; yields words on those that are not."""
    for name, commit in _wanted(top):
        if not (source / name / ".git").exists():
            yield f"submodule {name}: is not checked out, so it is empty in the clone"
            continue
        try:
            (store / name).parent.mkdir(parents=True, exist_ok=True)
            _clone(source / name, top / name, commit, "", f"--separate-git-dir={store / name}")
            yield from _with_modules(source / name, top / name, store / name / "modules")
        except NotCloned as fault:
            yield f"submodule {name}: {fault}"


def _wanted(top: Path) -> list[tuple[str, str]]:
    """Give the submodules of the commit that is checked out, each with its commit."""
    listed = git(top, "ls-tree", "-r", "-z", "HEAD").stdout.text
    lines = (line.partition("\t") for line in listed.split("\0") if line.startswith(_MODULE))
    return [(name, head.split()[2]) for head, _, name in lines]


def obeyed(folder: Path, *words: str) -> Outcome:
    """Give what git did in a folder, without hooks and housekeeping; raises NotCloned when it did not do it."""
    env: dict[str, str | None] = {**PLACES, "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1"}
    outcome = run(Command((*_GIT, *words), folder, _TIMEOUT_S, env))
    if not outcome.ok:
        raise NotCloned(f"git {words[0]}: {why_of(outcome)}")
    return outcome
