"""Commits that are killed at each moment in turn, each in a process of its own that shares nothing with the next."""

import json
import os
import secrets
import shutil
import signal
import sys
from pathlib import Path
from typing import Final

from ferrule.process.guard import GUARD
from ferrule.workspace import git_commit

PATHS: Final = ("a.rs", "new.rs", "b.rs")
_CALLS: Final = frozenset({"subprocess.Popen", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.utime"})


def strike(number: int) -> None:
    """Kill this process at that call to the operating system from now."""
    left = number

    def hear(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        if event in _CALLS or (event == "open" and isinstance(args[1], str) and "w" in args[1]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)


def attempt(root: Path, number: int) -> bool:
    """Commit in a process that is killed at that call; gives whether it was."""
    child = _forked()
    if child == 0:
        strike(number)
        git_commit.commit(root, PATHS, "feat: x\n", 60.0)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def again(root: Path) -> list[str]:
    """Commit once more in another process; gives the commit and why there is none."""
    theirs, ours = os.pipe()
    child = _forked()
    if child == 0:
        done = git_commit.commit(root, PATHS, "feat: x\n", 60.0)
        os.write(ours, json.dumps([done.commit, done.why]).encode())
        os._exit(0)
    os.close(ours)
    with os.fdopen(theirs, "rb") as told:
        os.waitpid(child, 0)
        return list(json.loads(told.read()))


def _forked() -> int:
    """Fork, as `os.fork` does; the child's children have a mark of their own, as those of another ferrule."""
    child = os.fork()
    if child == 0:
        GUARD.cookie = secrets.token_hex(8)
    return child


def main(pattern: Path, first: int, step: int) -> None:
    """Kill a commit in a copy of a repository at the first call, then `step` calls later, until none is left."""
    for number in range(first, 1000, step):
        root = pattern.with_name(f"{pattern.name}-{number}")
        shutil.copytree(pattern, root, symlinks=True)
        killed = attempt(root, number)
        sys.stdout.write(json.dumps([root.name, killed, *again(root)]) + "\n")
        sys.stdout.flush()
        if not killed:
            break


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
