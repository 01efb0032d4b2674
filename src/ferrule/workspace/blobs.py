"""The files of a commit, and their content, as git holds it."""

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.errors import WrongUse
from ferrule.process.command import Outcome
from ferrule.workspace.git import git

_BATCH: Final = 32 << 20
"""Bytes that git is asked for at once."""
_AT_ONCE: Final = 1000
"""Files that git is asked for at once: a command line has an end."""
_AS_IS: Final = "--no-replace-objects"
"""Nobody can put another commit in the place of the one that is named (`git replace`)."""
_TIMEOUT_S: Final = 120.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a commit."""

    mode: str
    digest: str
    size: int


def entries(root: Path, commit: str, *, is_wide: bool) -> dict[str, Entry]:
    """Give the files of a commit by their path relative to a folder: those below it, or all of the repository.

    Raises:
        WrongUse: when git does not know the commit.
    """
    more = ("--full-tree",) if is_wide else ()
    listed = _said(
        git(root, _AS_IS, "ls-tree", "-r", "-z", "--long", *more, "--end-of-options", f"{commit}^{{commit}}")
    )
    prefix = _said(git(root, "rev-parse", "--show-prefix")).removesuffix("\n") if is_wide else ""
    found = {}
    for line in filter(None, listed.split("\0")):
        head, _, name = line.partition("\t")
        mode, _, digest, size = head.split()
        entry = Entry(mode, digest, int(size) if size.isdigit() else 0)
        found[os.path.relpath(name, prefix) if prefix else name] = entry
    return found


def texts(root: Path, wanted: Mapping[str, Entry]) -> Iterator[tuple[str, bytes | None]]:
    """Yield the content of files; None for what is no text.

    Raises:
        WrongUse: when git gives no whole answer.
    """
    batch: dict[str, Entry] = {}
    size = 0
    for name, entry in wanted.items():
        batch[name] = entry
        size += entry.size
        if size > _BATCH or len(batch) >= _AT_ONCE:
            yield from _asked(root, batch)
            batch, size = {}, 0
    yield from _asked(root, batch)


def digest_of(place: Path, entry: Entry) -> str:
    """Give the hash that git would give a file; empty when it cannot be read. It is never held whole."""
    inner = _hash(entry.digest)
    inner.update(b"blob %d\0" % entry.size)
    try:
        with place.open("rb") as file:
            while chunk := file.read(1 << 20):
                inner.update(chunk)
    except OSError:
        return ""
    return inner.hexdigest()


def hashed(content: bytes, like: str) -> str:
    """Give the hash that git would give a content, in the way of another hash of the repository."""
    inner = _hash(like)
    inner.update(b"blob %d\0" % len(content) + content)
    return inner.hexdigest()


def _hash(like: str) -> "hashlib._Hash":
    """Give the hash function of a repository, known by the length of its names."""
    return hashlib.sha256() if len(like) == hashlib.sha256().digest_size * 2 else hashlib.sha1(usedforsecurity=False)


def _asked(root: Path, batch: Mapping[str, Entry]) -> Iterator[tuple[str, bytes | None]]:
    """Ask for all at once; where one of them is no text, the answer cannot be cut, and each is asked for alone."""
    if not batch:
        return
    whole = _shown(root, batch.values())
    at = 0
    for name, entry in batch.items():
        text = whole[at : at + entry.size]
        at += entry.size
        if hashed(text, entry.digest) != entry.digest:
            text = _shown(root, (entry,))
        yield name, text if hashed(text, entry.digest) == entry.digest else None


def _shown(root: Path, entries: Collection[Entry]) -> bytes:
    """Give blobs one behind the other; bytes that are no text come back as others, so the hash tells."""
    keep = sum(entry.size for entry in entries) + 4096
    digests = (entry.digest for entry in entries)
    return _said(git(root, _AS_IS, "show", "--no-textconv", *digests, timeout_s=_TIMEOUT_S, keep_bytes=keep)).encode()


def _said(outcome: Outcome) -> str:
    """Give git's whole answer: a part of it would make changed files look unchanged."""
    if not outcome.ok or outcome.stdout.cut_bytes:
        why = outcome.stderr.text.strip().split("\n")[0] or outcome.note or "its answer is too long"
        raise WrongUse(f"git does not tell what has changed: {why}")
    return outcome.stdout.text
