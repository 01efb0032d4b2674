"""An index beside git's own: what a commit holds, against the files that lie there, whatever git's index claims."""

import contextlib
import os
import posixpath
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ferrule.errors import WrongUse
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run
from ferrule.workspace.git import NO_GRAFTS

_SETTINGS: Final = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",  # an index that is written starts a hook, and these are nobody's business
    "core.ignoreStat=false",
    "core.quotepath=false",
    "core.splitIndex=false",
    "core.trustctime=true",  # times of content can be set, those of inodes cannot
    "core.checkStat=default",
    "core.commitGraph=false",  # a file in git's folder, which anybody may write
)
_GIT: Final = (
    *("git", "--no-pager", "--no-replace-objects", "--literal-pathspecs"),
    *(word for setting in _SETTINGS for word in ("-c", setting)),
)
PLACES: Final[dict[str, str | None]] = {
    **NO_GRAFTS,
    **dict.fromkeys(
        (
            *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_IMPLICIT_WORK_TREE"),
            *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE"),
            *("GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE"),
        )
    ),
}
"""What git sets for its hooks: where a repository is, which need not be ours."""
_TIMEOUT_S: Final = 120.0
_KEEP_BYTES: Final = 1 << 26
_SKIPPED: Final = frozenset({"S", "s"})
NOT_UTF8: Final = "\ufffd"
"""What stands in a name in the place of bytes that are no UTF-8."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The git repository in which a workspace lies."""

    top: Path
    """The top of the working tree."""
    folder: Path
    """Where git keeps what belongs to this working tree alone: HEAD, index."""
    inner: str
    """The way from the top to the workspace, with `/` at its end; empty at the top."""

    @property
    def index(self) -> Path:
        """The index that git itself uses."""
        return self.folder / "index"

    def shown(self, name: str) -> str:
        """Give a path relative to the workspace, `../x` where it lies outside, for one relative to the top."""
        return posixpath.relpath(f"/{name}", f"/{self.inner}") if self.inner else name

    def named(self, path: str) -> str:
        """Give a path relative to the top for one relative to the workspace."""
        return posixpath.normpath(posixpath.join(self.inner, path))


def repository(root: Path) -> Repository | None:
    """Give the repository around a folder; None without git, and where there is none.

    Raises:
        WrongUse: where there is one, and git does not read it.
    """
    told = _asked(root, ("rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-prefix"))
    lines = told.stdout.text.split("\n")
    if told.ok and len(lines) == 4:
        return Repository(Path(lines[0]), Path(lines[1]), lines[2])
    absolute = root.absolute()
    if told.ended is Ended.MISSING or not any((one / ".git").exists() for one in (absolute, *absolute.parents)):
        return None
    raise WrongUse(f"{root}: {why_of(told)}")


def asked(repo: Repository, *words: str, index: Path | None = None, stdin: bytes | None = None) -> Outcome:
    """Give what git answers at the top of a repository, also a no; `index` stands in the place of git's own.

    Raises:
        WrongUse: when git was ended before it could answer.
    """
    outcome = _asked(repo.top, words, {"GIT_INDEX_FILE": str(index)} if index else {}, stdin)
    if outcome.ended is not Ended.EXITED:
        raise WrongUse(f"git {words[0]}: {outcome.note or outcome.ended.value}")
    return outcome


def said(repo: Repository, *words: str, index: Path | None = None, stdin: bytes | None = None) -> str:
    """Give git's whole answer; raises WrongUse with git's words when there is none, or only a part of it."""
    outcome = asked(repo, *words, index=index, stdin=stdin)
    if not outcome.ok or outcome.stdout.cut_bytes:
        raise WrongUse(f"git {words[0]}: {why_of(outcome)}")
    return outcome.stdout.text


def why_of(outcome: Outcome) -> str:
    """Give git's own words on why it failed, in one line."""
    lines = [line for line in outcome.stderr.text.split("\n") if line.strip()]
    fatal = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    return (fatal or lines or [outcome.note or "its answer is too long"])[0]


def names_in(text: str) -> frozenset[str]:
    """Give the names that NULs part; a folder, which is a repository of its own, without its `/`."""
    return frozenset(name.rstrip("/") for name in text.split("\0") if name)


def zeroed(names: frozenset[str] | tuple[str, ...]) -> bytes:
    """Give names as git reads them."""
    return b"".join(name.encode() + b"\0" for name in names)


@dataclass(frozen=True, slots=True)
class Held:
    """Git's own index at one moment."""

    content: bytes
    changed_ns: int

    def write(self, path: Path) -> None:
        """Write a copy that is as old: git does not trust entries of files that are as young as their index."""
        path.unlink(missing_ok=True)  # it may be the very file that is git's index now: never write into it
        path.write_bytes(self.content)
        os.utime(path, ns=(self.changed_ns, self.changed_ns))


def held_by_git(repo: Repository) -> Held | None:
    """Give git's own index; None where there is none."""
    try:
        changed_ns = repo.index.stat().st_mtime_ns  # before it is read: an older time is the safe one
        return Held(repo.index.read_bytes(), changed_ns)
    except FileNotFoundError:
        return None


def fill(repo: Repository, index: Path, commit: str) -> None:
    """Make an index that holds a commit; entries of git's own that agree spare the reading of their files.

    Marks that make git blind for a file (`assume-unchanged`, `skip-worktree` on one that is there) are not taken over.
    """
    if (held := held_by_git(repo)) is not None:
        held.write(index)
    said(repo, "read-tree", *(("--reset", commit) if commit else ("--empty",)), index=index)
    listed = said(repo, "ls-files", "-v", "-z", index=index).split("\0")
    skipped = tuple(line[2:] for line in listed if line[:1] in _SKIPPED and is_file(repo.top / line[2:]))
    if skipped:
        said(repo, "update-index", "--no-skip-worktree", "-z", "--stdin", index=index, stdin=zeroed(skipped))
    said(repo, "update-index", "-q", "--really-refresh", index=index)


@contextlib.contextmanager
def scratch_index(repo: Repository, commit: str) -> Iterator[Path]:
    """Give an index that holds a commit, for a moment.

    Raises:
        WrongUse: when git does not fill it, or there is no room for it.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="ferrule-index-") as folder:
            fill(repo, Path(folder) / "index", commit)
            yield Path(folder) / "index"
    except OSError as refusal:
        raise WrongUse(f"{repo.index}: cannot be copied: {refusal}") from refusal


def staged(repo: Repository, commit: str, index: Path | None = None) -> dict[str, tuple[str, str]]:
    """Give what an index holds otherwise than a commit: by name both entries, `mode id`; empty where there is none."""
    tree = commit or said(repo, "hash-object", "-t", "tree", "--stdin").strip()
    words = ("diff-index", "--cached", "--raw", "--no-renames", "--no-abbrev", "--ignore-submodules=none", "-z", tree)
    parts = said(repo, *words, index=index).split("\0")
    found = {}
    for head, name in zip(parts[::2], parts[1::2], strict=False):
        old_mode, new_mode, old_id, new_id, _ = head.removeprefix(":").split()
        found[name] = (_entry(old_mode, old_id), _entry(new_mode, new_id))
    return found


def head_of(repo: Repository) -> str:
    """Give the commit at HEAD; empty where there is none yet."""
    return asked(repo, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout.text.strip()


def branch_of(repo: Repository) -> str:
    """Give the branch that is checked out; empty where HEAD stands on none."""
    return asked(repo, "symbolic-ref", "--short", "--quiet", "HEAD").stdout.text.strip()


def is_file(path: Path) -> bool:
    """Give whether something lies there that a commit can hold: a file or a link, wherever that leads."""
    return path.is_symlink() or path.is_file()


def _asked(
    folder: Path, words: tuple[str, ...], more: Mapping[str, str] = MappingProxyType({}), stdin: bytes | None = None
) -> Outcome:
    env = {**PLACES, "GIT_OPTIONAL_LOCKS": "0", **more}
    return run(Command((*_GIT, *words), folder, _TIMEOUT_S, env, keep_bytes=_KEEP_BYTES, stdin=stdin))


def _entry(mode: str, object_id: str) -> str:
    return f"{mode} {object_id}" if mode.strip("0") else ""
