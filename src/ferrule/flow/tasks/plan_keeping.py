"""The plan file on disk: where it is, read as it is, written as a whole, and read back."""

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.edits.changes import irreplaceable, sha256
from ferrule.edits.replace import seen, stage, write_new
from ferrule.edits.travel import refusals_explained
from ferrule.edits.whole_files import Coming, put_in_place
from ferrule.errors import NotWritable, SourceChanged
from ferrule.facts.task import Task
from ferrule.flow.project import project_of
from ferrule.flow.tasks.memo_text import MemoText, memo_text, read_within
from ferrule.store.place import state_folder
from ferrule.tasks.instructions import plan_file_named
from ferrule.tasks.plan_file import LARGEST, BadPlanFile
from ferrule.workspace.git import git

USUAL: Final = ".claude/TODO.md"
_GUIDES: Final = ("AGENTS.md", "CLAUDE.md", ".claude/CLAUDE.md")
_YIELDS: Final = re.compile(r"\bunless\b[^.]*\b(?:AGENTS|CLAUDE)\.md", re.IGNORECASE)
_MOST_BYTES: Final = 4 * LARGEST
_CLOSED: Final = frozenset({".git", ".ferrule"})
_RIGHTS: Final = 0o666
_OWNERS: Final = 0o600


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan file as it stands on disk."""

    path: str
    """Relative to the root."""
    text: str
    sha256: str
    """Of its bytes."""
    is_new: bool
    is_ignored: bool
    """git leaves it out: it will be in no commit."""


def plan_file(root: Path, task: Task) -> str:
    """Give the path of the task's plan file, relative to the root: as the task says, else as the repository names it.

    `memo.md` counts before AGENTS.md and CLAUDE.md, unless it gives way to them; there a file must exist to be named.
    Where nobody names one it is `.claude/TODO.md`. A link stands for the file of the repository that it leads to.
    """
    if task.plan_file:
        return task.plan_file
    memo = memo_text(root)
    named = plan_file_named(memo.text)
    gives_way = not memo.source or _YIELDS.search(memo.text) or not named
    path = (_by_guides(root) if gives_way else None) or _usual(root, memo, named or USUAL)
    return os.path.relpath(_behind(project_of(root), path), root)


def keep(root: Path, name: str, change: Callable[[str], str], tell: Callable[[str], None]) -> Kept:
    """Change the text of the plan file in one step, and give what stands there then. What is no UTF-8 stays as it is.

    Raises:
        BadPlanFile: naming the file, when it cannot be kept.
        NotWritable: when it cannot be written, or leads out of the repository.
        SourceChanged: when somebody writes it in this very moment.
        StoreBroken: when no state can be kept.
    """
    top = project_of(root)
    path = _place(top, root / name)
    with refusals_explained(path):
        before = _content(path, name)
        try:
            after = change((before or b"").decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
        except BadPlanFile as fault:
            raise BadPlanFile(f"{name}: {fault}") from fault
        if after != before:
            _write(root, top, path, before, after, tell)
        found = path.read_bytes()
    is_ignored = git(top, "check-ignore", "--quiet", "--", str(path)).ok
    text = found.decode("utf-8", "surrogateescape")
    return Kept(name, text, hashlib.sha256(found).hexdigest(), before is None, is_ignored)


def _by_guides(root: Path) -> Path | None:
    """Give the plan file that AGENTS.md or CLAUDE.md names and that exists; None when there is none."""
    top = project_of(root)
    for folder in dict.fromkeys((root, top)):
        for guide in _GUIDES:
            text = read_within(top, folder / guide)
            named = plan_file_named(text.decode("utf-8", "replace")) if isinstance(text, bytes) else ""
            if named and (folder / named).is_file():
                return folder / named
    return None


def _usual(root: Path, memo: MemoText, name: str) -> Path:
    """Give where a plan file lies that is named, or is to lie: below whoever names it."""
    if memo.source:
        return memo.folder / name
    homes = tuple(dict.fromkeys((root, project_of(root))))
    there = [home for home in homes if (home / name).exists()] or [
        home for home in homes if (home / ".claude").is_dir()
    ]
    return (there or list(homes))[0] / name


def _behind(top: Path, path: Path) -> Path:
    """Give the file that a link in the repository leads to, so that its change is the plan's and nobody's work."""
    try:
        real, home = path.resolve(), top.resolve()
    except (OSError, RuntimeError):  # `keep` says what is wrong with it
        return path
    return top / real.relative_to(home) if path.is_symlink() and real.is_relative_to(home) else path


def _place(top: Path, path: Path) -> Path:
    """Give the file itself, all links followed; it need not exist.

    Raises:
        NotWritable: when it cannot be replaced, or nothing may be written there.
    """
    try:
        real, home = path.resolve(), top.resolve()
    except (OSError, RuntimeError) as refusal:  # RuntimeError: links in a circle, before Python 3.13
        raise NotWritable(f"{path}: {getattr(refusal, 'strerror', None) or refusal}") from refusal
    if not real.is_relative_to(home):
        raise NotWritable(f"{path}: lies outside of the repository, at {real}")
    if closed := [part for part in real.relative_to(home).parts if part.casefold() in _CLOSED]:
        raise NotWritable(f"{path}: lies in {closed[0]}")
    if os.path.lexists(real) and (why := irreplaceable(home, real)):
        raise NotWritable(f"{path}: {why}")
    return real


def _content(path: Path, name: str) -> bytes | None:
    """Give what the file holds; None when it is not there."""
    if not os.path.lexists(path):
        return None
    if path.stat().st_size > _MOST_BYTES:
        raise BadPlanFile(f"{name}: it has {path.stat().st_size} bytes, more than a plan")
    return path.read_bytes()


def _write(root: Path, top: Path, path: Path, before: bytes | None, after: bytes, tell: Callable[[str], None]) -> None:
    """Write the file beside its place, and move it there when the place is as it was."""
    state = state_folder(root).folder
    made = [folder for folder in path.parents if folder.is_relative_to(top) and not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.ferrule-new")
    try:
        if before is None:
            write_new(staged, after)
            staged.chmod(path.parent.stat().st_mode & _RIGHTS | _OWNERS)
        else:
            stage(staged, path, after, path.stat().st_mode & 0o7777)
        if seen(path) != (None if before is None else sha256(before)):
            raise SourceChanged(f"{path}: somebody is writing it")
        put_in_place(root, state, (Coming(path, staged),), tell)
    finally:
        staged.unlink(missing_ok=True)
        for folder in made:
            if not any(folder.iterdir()):
                folder.rmdir()
