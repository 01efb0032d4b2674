"""Files of earlier revisions, brought into a folder of ferrule's own; the repository is only read."""

import os
import shutil
import tarfile
from pathlib import Path
from typing import Final

from ferrule.process.command import Outcome
from ferrule.workspace.git import git

_TIMEOUT_S: Final = 300.0
_RAW: Final = ("-c", "core.autocrlf=false")


def top_of(root: Path) -> Path | None:
    """Give the folder of the repository in which the workspace lies; None where there is none."""
    outcome = git(root, "rev-parse", "--show-toplevel")
    return Path(outcome.stdout.text.removesuffix("\n")) if outcome.ok and outcome.stdout.text.strip() else None


def revisions(top: Path, back: int) -> tuple[str, ...]:
    """Give HEAD and the commits before it along the first parents, at most `back`; empty where there is no commit."""
    outcome = git(top, "rev-list", "--first-parent", f"--max-count={back + 1}", "HEAD", "--")
    return tuple(outcome.stdout.text.split()) if outcome.ok else ()


def check_out(top: Path, revision: str, tree: Path) -> str:
    """Make `tree` equal to a revision; gives why that failed, empty when it did not.

    Files that are as they were keep their times and all others get new ones: Cargo goes by times, and builds what
    has changed since the last revision that was here.
    """
    archive = tree.with_suffix(".tar")
    outcome = _archived(top, revision, archive)
    if not outcome.ok:
        return outcome.stderr.text.strip()[-500:] or outcome.note or "git gave no archive"
    try:
        with tarfile.open(archive) as tar:
            _unpack(tar, tree)
    except (OSError, tarfile.TarError) as fault:
        return f"its files cannot be written: {fault}"
    finally:
        archive.unlink(missing_ok=True)
    return ""


def _archived(top: Path, revision: str, archive: Path) -> Outcome:
    """Write the revision as an archive: all its files, as they were committed; no filter of the repository is run."""
    words = ("archive", "--format=tar", f"--output={archive}")
    calm = (*_RAW, *(word for name in _filters(top) for word in ("-c", name)))
    empty = git(top, "hash-object", "-t", "tree", "/dev/null").stdout.text.strip()
    # since git 2.41: without attributes nothing is left out of an archive (`export-ignore`), nothing filled in
    bare = (*calm, f"--attr-source={empty}", *words, "--worktree-attributes", revision)
    outcome = git(top, *bare, timeout_s=_TIMEOUT_S)
    return outcome if outcome.ok else git(top, *calm, *words, revision, timeout_s=_TIMEOUT_S)


def _filters(top: Path) -> tuple[str, ...]:
    """Give the settings that switch off each filter program that is set up."""
    outcome = git(top, "config", "--name-only", "-z", "--get-regexp", r"^filter\..*\.(smudge|process|required)$")
    names = [name for name in outcome.stdout.text.split("\0") if name]
    return tuple(f"{name}=false" if name.endswith(".required") else f"{name}=" for name in names)


def _unpack(tar: tarfile.TarFile, tree: Path) -> None:
    members = {member.name.rstrip("/"): member for member in tar if member.isfile() or member.issym()}
    tree.mkdir(parents=True, exist_ok=True)
    _prune(tree, frozenset(members))
    for name, member in members.items():
        place = tree / name
        if member.issym():
            if not (place.is_symlink() and str(place.readlink()) == member.linkname):
                _clear(place)
                place.symlink_to(member.linkname)
            continue
        held = tar.extractfile(member)
        content = held.read() if held else b""
        mode = 0o755 if member.mode & 0o100 else 0o644
        if place.is_symlink() or not place.is_file() or place.read_bytes() != content:
            _clear(place)
            place.write_bytes(content)
        place.chmod(mode)


def _prune(tree: Path, names: frozenset[str]) -> None:
    """Remove what the revision has not; a `Cargo.lock` that Cargo has made goes too."""
    for folder, subfolders, files in os.walk(tree, topdown=False):
        here = Path(folder)
        links = [name for name in subfolders if (here / name).is_symlink()]
        for name in (*files, *links):
            if (here / name).relative_to(tree).as_posix() not in names:
                (here / name).unlink()
        if here != tree and not any(here.iterdir()):
            here.rmdir()


def _clear(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
