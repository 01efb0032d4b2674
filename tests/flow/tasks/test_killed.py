"""A task whose `begin` or `finish` is killed at any moment goes on where it was: nothing lost, nothing done twice."""

import random
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.api import tasks
from ferrule.facts.task import Box, Phase, TaskState
from ferrule.store.place import state_folder
from ferrule.store.tasks import open_tasks
from flow.tasks.works import begun, crate, finished, worked
from ladder import FERRULE
from tasks.repos import git, head, status, strays

pytestmark = pytest.mark.cargo

KILLS = 8


def start(root: Path, *words: str) -> "subprocess.Popen[bytes]":
    """Start a command of tasks."""
    argv = (FERRULE, "task", *words, "--trust", "--quiet", "--format", "json")
    return subprocess.Popen(argv, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def took_s(root: Path, *words: str) -> float:
    """Run a command of tasks to its end; gives its seconds."""
    began = time.monotonic()
    assert start(root, *words).wait() == 0
    return time.monotonic() - began


def killed(child: "subprocess.Popen[bytes]", after_s: float) -> None:
    """Kill a command after that time."""
    time.sleep(after_s)
    child.kill()
    child.wait()


def test_finish(tmp_path: Path) -> None:
    """After each kill the next finish ends well: one commit, made of the task's files, and no stray file."""
    whole = worked(crate(tmp_path / "whole"), {})
    begun(whole)
    worked(whole)
    lasts_s = took_s(whole, "finish", "-m", "feat: add double")
    chance = random.Random(4)  # noqa: S311 - moments, not secrets
    seen = set()
    for number in range(KILLS):
        root = crate(tmp_path / str(number))
        begun(root)
        worked(root)
        before = head(root)
        killed(start(root, "finish", "-m", "feat: add double"), chance.uniform(0.3, 1.05) * lasts_s)
        state = tasks.status(root).task.state
        seen.add(state)
        lasts_s *= 0.6 if state is TaskState.DONE else 1.0  # the first one may have had a busy machine

        report = tasks.status(root) if state is TaskState.DONE else finished(root)

        assert (0, TaskState.DONE) == (report.exit_code, report.task.state), report.task.boxes
        assert [before] == git(root, "rev-list", "HEAD~1").split()
        assert head(root) == report.task.commit
        assert ({}, []) == (status(root), strays(root))
    assert seen & {TaskState.LINT, TaskState.COMMIT, TaskState.WORKING}


def test_begin(tmp_path: Path) -> None:
    """A begin that is killed leaves no task, or one that the next begin takes up; its entry stands once."""
    whole = crate(tmp_path / "whole")
    lasts_s = took_s(whole, "begin", "add a function that doubles")
    chance = random.Random(5)  # noqa: S311 - moments, not secrets
    for number in range(KILLS):
        root = crate(tmp_path / str(number))
        killed(start(root, "begin", "add a function that doubles"), chance.uniform(0.2, 1.1) * lasts_s)
        known, altered = tasks.listed(root)
        if not known or known[-1].state is not TaskState.WORKING:
            begun(root)
        known, altered = tasks.listed(root)

        assert ((), 1) == (altered, len(known))
        assert TaskState.WORKING is known[0].state
        assert 1 == (root / ".claude/TODO.md").read_text().count(known[0].id)


def test_resumed_after_the_commit(tmp_path: Path) -> None:
    """A finish that died right after its commit takes that commit for its own, since it holds what was judged."""
    root = crate(tmp_path / "ws")
    begun(root)
    worked(root)
    done = finished(root)
    kept = open_tasks(state_folder(root).folder)
    boxes = tuple(Box("commit", Phase.AFTER, box.command) if box.id == "commit" else box for box in done.task.boxes)
    kept.keep(replace(done.task, state=TaskState.COMMIT, commit="", boxes=boxes))

    report = finished(root)

    assert (0, done.task.commit) == (report.exit_code, report.task.commit)
    assert done.task.commit == head(root)


@pytest.mark.parametrize("change", ["another file", "another content"])
def test_a_commit_that_is_not_ours(tmp_path: Path, change: str) -> None:
    """A commit by hand in the very moment of ferrule's own counts only with the same content."""
    root = crate(tmp_path / "ws")
    begun(root)
    worked(root)
    done = finished(root)
    kept = open_tasks(state_folder(root).folder)
    kept.keep(replace(done.task, state=TaskState.COMMIT, commit=""))
    name = "more.txt" if change == "another file" else "tests/double.rs"
    (root / name).write_text("//! Nothing.\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--amend", "-m", "feat: add double")

    report = finished(root)

    assert report.exit_code == 1
    assert not report.task.box("alone").holds


def test_git_goes_on_after_a_kill(tmp_path: Path) -> None:
    """A finish is killed while git runs a hook: the next one makes one commit, whatever that git was about to do."""
    root = crate(tmp_path / "ws")
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/mark\nsleep 1\n")
    hook.chmod(0o755)
    begun(root)
    worked(root)
    before = head(root)
    child = start(root, "finish", "-m", "feat: add double")
    while not (tmp_path / "mark").exists():
        assert child.poll() is None
        time.sleep(0.05)
    child.kill()
    child.wait()

    report = finished(root)

    assert (0, TaskState.DONE) == (report.exit_code, report.task.state), report.task.boxes
    assert [before] == git(root, "rev-list", "HEAD~1").split()
    assert ({}, []) == (status(root), strays(root))
