"""Real git repositories for tests of tasks, with hooks of every temper."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from workspaces import write

FIRST: Final = {".gitignore": "/target\n", "a.rs": "a\n", "b.rs": "b\n", "lib/c.rs": "c\n", "run.sh": "echo\n"}
"""Files of the first commit."""
_NOBODY: Final = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def git(root: Path, *words: str, **env: str) -> str:
    """Give what git prints; it must end well."""
    done = subprocess.run(
        ("git", *words), cwd=root, env=_NOBODY | env, capture_output=True, text=True, check=False, errors="replace"
    )
    assert done.returncode == 0, f"git {' '.join(words)}: {done.stderr}{done.stdout}"
    return done.stdout


def repository(root: Path, files: Mapping[str, str] = FIRST) -> Path:
    """Make a repository with a first commit on `main`, in which somebody commits; gives its folder."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "-q", "-b", "main")
    for name, value in (("user.name", "A"), ("user.email", "a@b.example")):
        git(root, "config", name, value)
    write(root, files)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "first")
    return root


def clone(origin: Path, root: Path) -> Path:
    """Clone a repository; gives the folder of the clone, in which somebody commits."""
    git(origin.parent, "clone", "-q", str(origin), str(root))
    for name, value in (("user.name", "A"), ("user.email", "a@b.example")):
        git(root, "config", name, value)
    return root


def hook(root: Path, name: str, script: str) -> Path:
    """Give a repository a hook in `sh`; gives its file."""
    path = root / ".git/hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def save(root: Path, message: str = "more") -> str:
    """Commit all there is, by hand; gives the commit."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)
    return head(root)


def head(root: Path, name: str = "HEAD") -> str:
    """Give the commit of a revision."""
    return git(root, "rev-parse", name).strip()


def inside(root: Path, commit: str = "HEAD") -> dict[str, str]:
    """Give what a commit changed: the letter of git by path."""
    told = git(root, "diff-tree", "--root", "-r", "--no-renames", "--name-status", "--no-commit-id", commit)
    return {name: letter for letter, _, name in (line.partition("\t") for line in told.split("\n")) if name}


def status(root: Path) -> dict[str, str]:
    """Give git's two letters by path: the index, then the tree."""
    told = git(root, "status", "--porcelain", "--no-renames", "-uall", "-z")
    return {line[3:]: line[:2] for line in told.split("\0") if line}


def strays(root: Path) -> list[str]:
    """Give locks, and what of a commit was left in git's folder."""
    locks = [path for path in (root / ".git").rglob("*.lock") if path.is_file()]
    room = root / ".git/ferrule-commit"
    left = [path for path in room.iterdir() if path.name != "lock"] if room.exists() else []
    return sorted(str(path.relative_to(root / ".git")) for path in {*locks, *left})
