"""Commits brought over by processes that are killed at each moment in turn, always in the same place."""

import json
import os
import secrets
import shutil
import sys
from pathlib import Path

from ferrule.facts.task import Task
from ferrule.flow.tasks.running.bringing_over import brought_over
from ferrule.process.guard import GUARD
from ferrule.store.tasks import open_tasks
from workspace.commit_kills import strike

OLD, NEW = ("one\n", None, "gone\n"), ("two\n", "new\n", None)
"""What the files hold that the commit changes, makes and deletes."""


def held(home: Path) -> tuple[str | None, ...]:
    """Give what those files hold; None for one that is not there."""
    places = (home / name for name in ("src/lib.rs", "src/new/deep.rs", "src/gone.rs"))
    return tuple(place.read_text() if place.is_file() else None for place in places)


def attempt(home: Path, task: Task, number: int) -> tuple[bool, str]:
    """Bring the commit over in a process that is killed at that call (0: never); gives whether it was, and words."""
    theirs, ours = os.pipe()
    child = os.fork()
    if child == 0:
        GUARD.cookie = secrets.token_hex(8)  # as in a process that was not forked: the killed one's reaper goes by it
        if number:
            strike(number)
        words = brought_over(home, open_tasks(home / ".ferrule"), task, lambda _: None)
        os.write(ours, "; ".join(words).encode())
        os._exit(0)
    os.close(ours)
    with os.fdopen(theirs, "rb") as told:
        ended = os.waitpid(child, 0)[1]
        return os.WIFSIGNALED(ended), told.read().decode()


def main(home: Path, task: Task, first: int, step: int) -> None:
    """Kill at the first call, then `step` calls later, until none is left; tell what was found, and what in the end."""
    pattern = home.with_name("pattern")
    shutil.copytree(home, pattern, symlinks=True)
    for number in range(first, 1000, step):
        shutil.rmtree(home)
        shutil.copytree(pattern, home, symlinks=True)
        killed, _ = attempt(home, task, number)
        found = [number, killed, held(home), *attempt(home, task, 0), held(home)]
        sys.stdout.write(f"{json.dumps(found)}\n")
        sys.stdout.flush()
        check(home)
        if not killed:
            break


def check(home: Path) -> None:
    """Nothing of the user's has changed, and nothing lies about."""
    from tasks.repos import status, strays

    assert {"src/keep.rs": " M", "run.sh": "M "} == status(home), status(home)
    assert [] == strays(home)
    assert not [one for one in (home / "src").rglob("*") if "ferrule" in one.name]


if __name__ == "__main__":
    import msgspec

    main(Path(sys.argv[1]), msgspec.json.decode(sys.argv[2], type=Task), int(sys.argv[3]), int(sys.argv[4]))
