"""`kill -9` at each moment of bringing a commit over: each file is old or new, and the next call ends it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec

from edits.children import PATH
from flow.tasks.running.kills import NEW, OLD
from flow.tasks.running.scenes import scene
from tasks.repos import git, head
from workspaces import write

STEP = 7
"""One kill in so many calls: all of them take minutes."""


def test_a_kill_at_each_call(tmp_path: Path) -> None:
    """Killed wherever it starts a program or writes, ferrule brings the whole commit over the next time."""
    here = scene(tmp_path / "w")
    write(here.home, {"src/keep.rs": "mine", "run.sh": "mine"})
    git(here.home, "add", "run.sh")
    words = (
        str(here.home),
        msgspec.json.encode(here.task).decode(),
        "1",
        os.environ.get("FERRULE_KILL_STEP", str(STEP)),
    )
    child = subprocess.Popen(
        (sys.executable, "-m", "flow.tasks.running.kills", *words),
        env={**os.environ, "PYTHONPATH": PATH},
        stdout=subprocess.PIPE,
        text=True,
    )
    out, _ = child.communicate()
    told = [json.loads(line) for line in out.splitlines()]

    assert (0, False) == (child.returncode, told[-1][1])
    for number, _, found, *rest in told:
        assert all(one in pair for one, pair in zip(found, zip(OLD, NEW, strict=True), strict=True)), (number, found)
        assert [False, "", list(NEW)] == rest, (number, rest)
    assert here.task.commit == head(here.home)
    assert len(told) > 5
