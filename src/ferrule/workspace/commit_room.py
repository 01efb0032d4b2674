"""Where a commit is made ready, and settled: ferrule's folder beside git's index, its note, and what became of both."""

import contextlib
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from ferrule.errors import WrongUse
from ferrule.process.guard import GUARD
from ferrule.process.reaper import sweep
from ferrule.store.owners import birth, runs
from ferrule.workspace.index_swap import bring, unlock
from ferrule.workspace.own_index import Repository, asked, head_of, names_in, said

INDEX: Final = "index"
_ROOM: Final = "ferrule-commit"
_LOCK: Final = "lock"
_NOTE: Final = "note.json"
_BENCH: Final = re.compile(r"bench-\w+")
_COOKIE: Final = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Note:
    """What has to be known to settle a commit, should this process be killed. Paths are relative to the top."""

    bench: str
    """Name of the folder in which it was made ready."""
    before: str
    """The commit at HEAD; empty where there was none."""
    paths: tuple[str, ...]
    dirty: tuple[str, ...]
    """All that differed from HEAD, whoever's it was."""
    staged: Mapping[str, str]
    """What git's index held otherwise than HEAD: `mode id`, empty for what had been taken out of it."""
    pid: int
    born: str
    """When that process was started, as the system tells it."""
    cookie: str
    """The mark of all its children."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a commit."""

    commit: str = ""
    """Empty when there is none."""
    why: str = ""
    """What is wrong with it, or why it was taken back."""


@contextlib.contextmanager
def commit_room(repo: Repository) -> Iterator[Path]:
    """Give the folder, for one process at a time; without a note in it nothing but its lock is left there.

    Raises:
        WrongUse: while another ferrule commits here.
        OSError: when it cannot be made.
    """
    room = repo.folder / _ROOM
    if room.is_symlink():
        raise WrongUse(f"{room}: is a link, which is not followed")
    room.mkdir(exist_ok=True)
    handle = os.open(room / _LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        _take(handle, room)
        try:
            yield room
        finally:
            if not (room / _NOTE).exists():
                clear(room)
    finally:
        os.close(handle)


def bench_in(room: Path) -> Path:
    """Make the folder of one commit: what a killed one has left running may still write into its own."""
    return Path(tempfile.mkdtemp(dir=room, prefix="bench-"))


def noted(bench: Path, before: str, paths: tuple[str, ...], dirty: tuple[str, ...], staged: Mapping[str, str]) -> Note:
    """Write down the commit that this process is about to make; raises OSError."""
    pid = os.getpid()
    note = Note(bench.name, before, paths, dirty, staged, pid, birth(pid), GUARD.cookie)
    unfinished = bench / _NOTE
    unfinished.write_bytes(msgspec.json.encode(note))
    unfinished.replace(bench.parent / _NOTE)
    return note


def clear(room: Path) -> None:
    """Leave nothing in the folder but its lock; the note goes first."""
    (room / _NOTE).unlink(missing_ok=True)
    for entry in room.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)  # what a killed one left running may still write there
        elif entry.name != _LOCK:
            entry.unlink()


def settle_killed(repo: Repository, room: Path) -> Settled:
    """Settle what a killed process left, and clear its folder; gives the commit that it had made, if it had.

    Raises:
        WrongUse: when git does not answer.
        OSError: when something cannot be removed or written.
    """
    note = _note_in(room)
    if note is None:
        clear(room)
        return Settled()
    if not runs(note.pid, note.born) and _COOKIE.fullmatch(note.cookie):
        sweep(note.cookie)  # its git may still be at work
    bench = room / note.bench
    unlock(repo, bench)
    tree = tree_of(repo, bench)
    if not tree:
        clear(room)
        return Settled()
    _free_branch(repo, note.before, tree)
    return settle(repo, room, note, made_of(repo, note.before, tree))


def settle(repo: Repository, room: Path, note: Note, made: str) -> Settled:
    """Bring git's index in line with a commit that was made, or take it back if it holds what it must not.

    The folder is cleared unless git's index is locked: then the next one brings it in line.
    """
    if not made:
        clear(room)
        return Settled()
    inside = _inside(repo, note.before, made)
    words = ""
    if foreign := sorted((inside & {*note.dirty}) - {*note.paths}):
        words = f"hooks put files into the commit that had been changed before: {', '.join(foreign)}"
        if _taken_back(repo, note.before, made):
            clear(room)
            return Settled("", f"{words}; it was taken back")
        words = f"{words}; it could not be taken back, since HEAD stands elsewhere by now"
    try:
        left = bring(repo, room / note.bench, note.before, note.staged, inside | {*note.paths})
    except (OSError, WrongUse) as fault:
        left = f"what was committed still looks changed in git's index: {fault}"
    if not left:
        clear(room)
    return Settled(made, "; ".join(filter(None, (words, left))))


def tree_of(repo: Repository, bench: Path) -> str:
    """Give the tree that ferrule's own index holds; empty when it holds none."""
    index = bench / INDEX
    return asked(repo, "write-tree", index=index).stdout.text.strip() if index.exists() else ""


def made_of(repo: Repository, before: str, tree: str) -> str:
    """Give the commit with this tree that stands on `before`; empty when there is none. An empty tree fits any."""
    head = head_of(repo)
    words = ("log", "--first-parent", "--no-show-signature", "--no-decorate", "--format=%H %T %P")
    told = said(repo, *words, f"{before}..{head}" if before else head, "--") if head else ""
    rows = [line.split(" ") for line in told.split("\n") if line]
    fitting = [row for row in rows if not before or row[2] == before]
    return next((commit for commit, itself, *_ in reversed(fitting) if not tree or itself == tree), "")


def _take(handle: int, room: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as busy:
        raise WrongUse(f"{room}: another ferrule is committing here") from busy


def _note_in(room: Path) -> Note | None:
    """Give the note; None when there is none, or it is none that ferrule can have written."""
    try:
        note = msgspec.json.decode((room / _NOTE).read_bytes(), type=Note)
    except (OSError, msgspec.DecodeError):
        return None
    return note if _BENCH.fullmatch(note.bench) and not (room / note.bench).is_symlink() else None


def _inside(repo: Repository, before: str, made: str) -> frozenset[str]:
    """Give the names that a commit changed."""
    tree = before or said(repo, "hash-object", "-t", "tree", "--stdin").strip()
    return names_in(said(repo, "diff-tree", "-r", "--name-only", "--no-renames", "-z", tree, made))


def _taken_back(repo: Repository, before: str, made: str) -> bool:
    words = ("-m", "ferrule: taken back", "HEAD", before, made) if before else ("-d", "HEAD", made)
    return asked(repo, "update-ref", *words).ok


def _free_branch(repo: Repository, before: str, tree: str) -> None:
    """Take away git's locks on the branch where they hold the very commit that was being made."""
    branch = asked(repo, "symbolic-ref", "--quiet", "HEAD").stdout.text.strip()
    common = said(repo, "rev-parse", "--path-format=absolute", "--git-common-dir").strip()
    head = repo.folder / "HEAD.lock"
    lock = Path(common) / f"{branch}.lock" if branch else head
    with contextlib.suppress(OSError, UnicodeDecodeError):
        commit = lock.read_text("ascii").strip()
        told = asked(repo, "show", "--no-patch", "--no-show-signature", "--format=%T %P", f"{commit}^{{commit}}", "--")
        if told.ok and told.stdout.text.strip() == f"{tree} {before}".strip():
            lock.unlink()
            if head.exists() and not head.read_bytes():
                head.unlink()
