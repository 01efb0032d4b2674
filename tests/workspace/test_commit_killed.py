"""`kill -9` at each moment of a commit: the next one works, and nothing of somebody else's is committed or lost."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from edits.children import PATH
from ferrule.workspace.git_commit import commit, settle_commit
from processes import alive, eventually
from tasks.repos import git, head, hook, inside, repository, status, strays
from workspace import commit_kills
from workspaces import write

THEIRS = {"staged.rs": "A ", "lib/c.rs": "MM", "run.sh": " M", "loose.rs": "??"}
COMMITTED = {"a.rs": "M", "new.rs": "A", "b.rs": "D"}
ENV = {**os.environ, "PYTHONPATH": PATH}
ONE = """
import sys
from pathlib import Path
from ferrule.workspace.git_commit import commit
from workspace.commit_kills import PATHS
commit(Path(sys.argv[1]), PATHS, "feat: x\\n", 60.0)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository in which the task changed, made and deleted a file; other changes are not its own."""
    root = repository(tmp_path / "repo")
    write(root, {"a.rs": "mine", "new.rs": "mine", "staged.rs": "theirs", "lib/c.rs": "staged", "loose.rs": "theirs"})
    (root / "b.rs").unlink()
    git(root, "add", "staged.rs", "lib/c.rs")
    write(root, {"lib/c.rs": "and changed", "run.sh": "theirs"})
    return root


def check(root: Path, before: str, commit_id: str) -> None:
    """One commit stands on the old one, with the task's files alone; all else is as it was, and nothing lies about."""
    assert (commit_id, before) == (head(root), head(root, "HEAD^"))
    assert (COMMITTED, THEIRS, []) == (inside(root), status(root), strays(root))
    assert ("staged", "theirs") == (git(root, "show", ":lib/c.rs"), git(root, "show", ":staged.rs"))


def killed_once(root: Path, there: Path) -> None:
    """Kill a commit as soon as a hook has left that file."""
    child = subprocess.Popen((sys.executable, "-c", ONE, str(root)), env=ENV)
    assert eventually(there.exists, 60)
    child.send_signal(signal.SIGKILL)
    child.wait()


def test_a_kill_at_each_call(root: Path) -> None:
    """Killed at every other call that starts a program or writes, ferrule makes the commit the next time, and once.

    Killed when all was done but the saying, it has nothing left to commit.
    """
    before = head(root)
    words = (sys.executable, "-m", "workspace.commit_kills", str(root), "1", "2")
    child = subprocess.run(words, env=ENV, stdout=subprocess.PIPE, text=True, check=True)
    told = [json.loads(line) for line in child.stdout.splitlines()]
    said = [why for _, _, _, why in told]

    assert ["", "nothing to commit"] == sorted(set(said))
    assert sorted(said) == said, "a commit was made and not found again"
    for name, _, commit_id, why in told:
        copy = root.with_name(name)
        check(copy, before, commit_id or head(copy))
        assert bool(commit_id) == (not why)
    assert [True] * 20 == [killed for _, killed, *_ in told[:20]]


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("pre-commit", "true"),
        ("prepare-commit-msg", "true"),
        ("commit-msg", "true"),
        ("reference-transaction", '[ "$1" = prepared ]'),
        ("reference-transaction", '[ "$1" = committed ]'),
        ("post-commit", "true"),
    ],
)
def test_a_kill_while_git_is_at_work(root: Path, tmp_path: Path, name: str, when: str) -> None:
    """Killed in each of git's hooks, before its branch moves, while it is locked, and after: the next commit works."""
    before, mark = head(root), f"ferrule-killed-{tmp_path.name}"
    path = hook(root, name, f"{when} || exit 0\ntouch {tmp_path}/reached\nsh -c ': {mark}; sleep 300'")
    killed_once(root, tmp_path / "reached")
    path.unlink()
    done = commit(root, commit_kills.PATHS, "feat: x\n", 60.0)

    assert ("", []) == (done.why, alive(mark))
    check(root, before, done.commit)


def test_a_kill_between_the_commit_and_what_was_swept_in(root: Path, tmp_path: Path) -> None:
    """A hook has put in somebody else's file, and ferrule was killed before it could look: it is taken back later."""
    before = head(root)
    pre = hook(root, "pre-commit", "git add run.sh")
    post = hook(root, "post-commit", f"touch {tmp_path}/reached; sleep 300")
    killed_once(root, tmp_path / "reached")
    assert "run.sh" in inside(root)
    pre.unlink()
    post.unlink()

    assert ("", before) == (settle_commit(root), head(root))
    check(root, before, commit(root, commit_kills.PATHS, "feat: x\n", 60.0).commit)


def test_what_was_staged_after_the_kill_stays(root: Path, tmp_path: Path) -> None:
    """Between the kill and the next commit somebody stages and commits by hand: that is left as they made it."""
    path = hook(root, "post-commit", f"touch {tmp_path}/reached; sleep 300")
    killed_once(root, tmp_path / "reached")
    path.unlink()
    made = head(root)
    write(root, {"a.rs": "newer"})
    git(root, "add", "a.rs")

    assert made == settle_commit(root)
    assert THEIRS | {"a.rs": "M "} == status(root)
    assert ("", []) == (settle_commit(root), strays(root))
