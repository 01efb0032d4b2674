"""The story of `ferrule init --ci`: write the file that makes a server run the ladder; starts no program."""

import os
import re
from pathlib import Path
from typing import Final

from ferrule.config.ci_text import MARK, github_text, gitlab_text
from ferrule.errors import NotWritable, WrongUse
from ferrule.facts.settings import NewSettings
from ferrule.flow.placing import put_file
from ferrule.workspace.find import find_root

SERVERS: Final = ("github", "gitlab")
_GITHUB: Final = ".github/workflows/ferrule.yml"
_GITLAB: Final = ".gitlab-ci.yml"
_INCLUDED: Final = ".gitlab/ferrule.yml"
"""Where the job stands in a repository that has a pipeline already."""
_PLAIN: Final = re.compile(r"[\w.@+-]+(?:/[\w.@+-]+)*")
_LARGEST: Final = 1 << 20


def ci_file(start: Path, server: str, *, force: bool, dry_run: bool) -> NewSettings:
    """Write the file for one of `SERVERS` into the repository around the workspace.

    A file of ours that somebody changed is written over with `force` alone, one of somebody else's never.

    Raises:
        WrongUse: for another server, a file that is not ours, or a folder whose name no such file can hold.
        NotWritable: when it cannot be written.
    """
    if server not in SERVERS:
        raise WrongUse(f"--ci {server}: takes {' or '.join(SERVERS)}")
    root = find_root(start).resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    folder = "" if root == top else root.relative_to(top).as_posix()
    if folder and not _PLAIN.fullmatch(folder):
        raise WrongUse(f"{folder}: a folder of this name needs a file that you write yourself")
    path = top / (_GITHUB if server == "github" else _gitlab_place(top))
    text = github_text(folder) if server == "github" else gitlab_text(folder)
    there = _there(top, path)
    if there is not None and there != text:
        _refuse(path, there, force=force)
    if not dry_run and there != text:
        _write(path, text)
    return NewSettings(str(path), text, written=not dry_run and there != text, notes=_notes(server, path))


def _gitlab_place(top: Path) -> str:
    pipeline = top / _GITLAB
    is_foreign = os.path.lexists(pipeline) and not (_there(top, pipeline) or "").startswith(MARK)
    return _INCLUDED if is_foreign else _GITLAB


def _there(top: Path, path: Path) -> str | None:
    """Give what stands at a path, as far as it can be read; None when nothing does.

    Raises:
        WrongUse: when the path leads out of the repository.
    """
    if not path.parent.resolve().is_relative_to(top):
        raise WrongUse(f"{path}: leads out of the repository")
    if not os.path.lexists(path):
        return None
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return file.read(_LARGEST).decode(errors="replace")


def _refuse(path: Path, there: str, *, force: bool) -> None:
    if not there.startswith(MARK):
        raise WrongUse(f"{path} is there and is not ours: move it away, or copy what you need from `--dry-run`")
    if not force:
        raise WrongUse(
            f"{path} was changed since it was written; `--force` writes over it, `--dry-run` prints the new one"
        )


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_file(path, text)
    except OSError as fault:
        raise NotWritable(f"{path}: cannot be written: {fault.strerror}") from fault


def _notes(server: str, path: Path) -> tuple[str, ...]:
    if server == "github":
        return ("commit it; the pull request shows annotations and a summary, code scanning the findings",)
    if path.name != _GITLAB:
        return (f"add it to {_GITLAB}: `include: [{{local: /{_INCLUDED}}}]`; then commit both",)
    return ("commit it; the merge request shows code quality and tests",)
