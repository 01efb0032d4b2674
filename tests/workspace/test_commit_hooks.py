"""A commit in repositories whose hooks agree, refuse, change files, hang, or reach for what is not theirs."""

import threading
from pathlib import Path

import pytest

from ferrule.workspace.git_commit import Committed, commit
from processes import alive, eventually
from tasks.repos import git, head, hook, inside, repository, status, strays
from workspaces import write

LONG_S = 60.0
SHORT_S = 1.5
"""More than git needs, and less than a hook that hangs."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository in which `a.rs` and `new.rs` are the task's; others are changed and staged by somebody else."""
    root = repository(tmp_path / "repo")
    write(root, {"a.rs": "mine", "new.rs": "mine", "b.rs": "staged", "lib/c.rs": "theirs", "loose.rs": "theirs"})
    git(root, "add", "b.rs")
    return root


THEIRS = {"b.rs": "M ", "lib/c.rs": " M", "loose.rs": "??"}
ALL = {"a.rs": " M", "new.rs": "??"} | THEIRS
MINE = ("a.rs", "new.rs")


def commit_mine(root: Path, timeout_s: float = LONG_S) -> Committed:
    """Commit the task's files."""
    return commit(root, MINE, "feat: x\n", timeout_s)


def test_hooks_see_exactly_what_is_committed(root: Path) -> None:
    """All hooks of a commit run, at the top, with the files of this task staged; their words are kept."""
    hook(root, "pre-commit", "git diff --cached --name-status; pwd; echo to stderr >&2")
    hook(root, "commit-msg", 'echo "message $(cat $1)"; echo "Reviewed-by: B <b@c>" >> $1')
    hook(root, "prepare-commit-msg", "echo prepare $2")
    hook(root, "post-commit", "git log -1 --format=%s; git status --short")
    done = commit_mine(root)

    assert ("", head(root), ()) == (done.why, done.commit, done.changed_by_hooks)
    said = done.output.split("\n")
    assert ["M\ta.rs", "A\tnew.rs", str(root), "to stderr", "prepare message", "message feat: x"] == said[:6]
    assert ["feat: x Reviewed-by: B <b@c>"] == said[6:7]
    assert "feat: x\nReviewed-by: B <b@c>\n" == git(root, "log", "-1", "--format=%B").strip() + "\n"
    assert THEIRS == status(root)


@pytest.mark.parametrize("name", ["pre-commit", "prepare-commit-msg", "commit-msg"])
def test_a_hook_that_refuses(root: Path, name: str) -> None:
    """There is no commit, the hook's words are told, and the index is what it was to the byte."""
    hook(root, name, "echo the reason; exit 3")
    before = head(root), (root / ".git/index").read_bytes()
    done = commit_mine(root)

    assert Committed("", (), "the reason\n", "git made no commit: it ended with 1: the reason") == done
    assert (*before, ALL, []) == (head(root), (root / ".git/index").read_bytes(), status(root), strays(root))


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "reference-transaction"])
def test_a_hook_that_hangs(root: Path, name: str) -> None:
    """It is ended with all that it started; no lock is left, the index is what it was, and the next commit works."""
    mark = f"ferrule-hangs-{root.parent.name}"
    path = hook(root, name, f"sh -c ': {mark}; sleep 300 & trap : TERM; sleep 300'")
    before = head(root), (root / ".git/index").read_bytes()
    done = commit_mine(root, SHORT_S)

    assert ("", True) == (done.commit, "did not end within 1.5 s" in done.why)
    assert eventually(lambda: not alive(mark))
    assert (*before, ALL, []) == (head(root), (root / ".git/index").read_bytes(), status(root), strays(root))
    path.unlink()
    assert "" == commit_mine(root).why


def test_a_hook_that_hangs_after_the_commit(root: Path, tmp_path: Path) -> None:
    """The commit is there, and is told with what went wrong behind it."""
    hook(root, "post-commit", f"touch {tmp_path}/reached; sleep 300")
    cancel = threading.Event()

    def stop() -> None:
        eventually((tmp_path / "reached").exists, LONG_S)
        cancel.set()

    threading.Thread(target=stop).start()
    done = commit(root, MINE, "feat: x\n", LONG_S, cancel)

    assert (head(root), "the commit was made, but git was not done: it was cancelled") == (done.commit, done.why)
    assert ({"a.rs": "M", "new.rs": "A"}, THEIRS, []) == (inside(root), status(root), strays(root))


def test_a_hook_that_fails_after_the_commit(root: Path) -> None:
    """Git itself passes over it."""
    hook(root, "post-commit", "exit 1")

    assert ("", THEIRS) == (commit_mine(root).why, status(root))


def test_a_hook_that_lays_out_the_files_and_adds_them(root: Path) -> None:
    """What it made of them is committed and told, and nothing looks changed afterwards."""
    hook(root, "pre-commit", "for f in a.rs new.rs; do echo laid out > $f; git add $f; done")
    done = commit_mine(root)

    assert ("", MINE) == (done.why, done.changed_by_hooks)
    assert ("laid out\n", THEIRS) == (git(root, "show", "HEAD:new.rs"), status(root))


def test_a_hook_that_adds_a_file_of_its_own(root: Path) -> None:
    """A file that nobody had changed may come along, and is told."""
    hook(root, "pre-commit", "echo made > run.sh; echo made > made.rs; git add run.sh made.rs")
    done = commit_mine(root)

    assert ("", ("made.rs", "run.sh")) == (done.why, done.changed_by_hooks)
    assert {"a.rs": "M", "made.rs": "A", "new.rs": "A", "run.sh": "M"} == inside(root)
    assert THEIRS == status(root)


def test_a_hook_that_changes_the_tree_alone(root: Path) -> None:
    """What is committed is what was handed in; what the hook changed is told, also where it refused then."""
    path = hook(root, "pre-commit", "echo changed > run.sh; exit 1")
    assert ("", ("run.sh",)) == ((failed := commit_mine(root)).commit, failed.changed_by_hooks)

    git(root, "checkout", "run.sh")
    path.write_text(path.read_text().replace("exit 1", "exit 0"))
    done = commit_mine(root)
    assert ("", ("run.sh",)) == (done.why, done.changed_by_hooks)
    assert ({"a.rs": "M", "new.rs": "A"}, THEIRS | {"run.sh": " M"}) == (inside(root), status(root))


@pytest.mark.parametrize("sweep", ["add -u", "add -A", "add loose.rs", "commit -qm sneaked --no-verify -- lib/c.rs"])
def test_a_hook_that_sweeps_in_somebody_elses_work(root: Path, sweep: str) -> None:
    """Such a commit is taken back: the branch, the index and all files are as they were."""
    hook(root, "post-commit" if "commit" in sweep else "pre-commit", f"git {sweep}")
    before = head(root), (root / ".git/index").read_bytes()
    done = commit_mine(root)

    if "commit" in sweep:  # a commit of the hook's own stands on ours
        assert ("", done.commit) == (done.why, head(root, "HEAD^"))
        return
    assert ("", True) == (done.commit, "had been changed before: " in done.why)
    assert "it was taken back" in done.why
    assert (*before, ALL, []) == (head(root), (root / ".git/index").read_bytes(), status(root), strays(root))


def test_a_hook_that_stages_past_the_commit(root: Path) -> None:
    """A hook that works on git's own index changes that, and not what is committed."""
    hook(root, "pre-commit", "unset GIT_INDEX_FILE; git add lib/c.rs; echo x > a.rs; git add a.rs")
    done = commit_mine(root)

    assert ("", ("a.rs",)) == (done.why, done.changed_by_hooks)
    assert ({"a.rs": "M", "new.rs": "A"}, "mine") == (inside(root), git(root, "show", "HEAD:a.rs"))
    assert THEIRS | {"a.rs": "M ", "lib/c.rs": "M "} == status(root)


def test_a_hook_that_amends(root: Path) -> None:
    """A commit that a hook replaces is told by the id that it has in the end."""
    hook(root, "post-commit", '[ -n "$AMENDED" ] || AMENDED=1 git commit -q --amend --no-verify -m amended')
    done = commit_mine(root)

    assert ("", head(root), "amended\n") == (done.why, done.commit, git(root, "log", "-1", "--format=%s"))
    assert THEIRS == status(root)


def test_hooks_cannot_be_switched_off_from_outside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `git -c` leaves in the environment does not reach the commit."""
    hook(root, "pre-commit", "exit 1")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.hooksPath")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_PARAMETERS", "'core.hooksPath'='/dev/null'")

    assert "" == commit_mine(root).commit


def test_hooks_elsewhere(root: Path, tmp_path: Path) -> None:
    """Hooks in a folder that the repository names run as well."""
    git(root, "config", "core.hooksPath", "lib/hooks")
    write(root, {"lib/hooks/pre-commit": "#!/bin/sh\necho ran; exit 1\n"})
    (root / "lib/hooks/pre-commit").chmod(0o755)

    assert "git made no commit: it ended with 1: ran" == commit_mine(root).why


def test_a_hook_that_floods(root: Path) -> None:
    """Of endless words the beginning and the end are kept."""
    hook(root, "pre-commit", "echo first; head -c 3000000 /dev/zero | tr '\\0' 'x'; echo; echo last; exit 1")
    done = commit_mine(root)

    assert done.output.startswith("first\n")
    assert done.output.endswith("last\n")
    assert len(done.output) < 600_000


def test_a_hook_that_asks_gets_no_answer(root: Path) -> None:
    """Standard input is at its end, and there is no terminal to ask on."""
    hook(root, "pre-commit", "read word; echo got $?; (read word < /dev/tty) 2>/dev/null || echo no terminal; exit 1")

    assert "got 1\nno terminal\n" == commit_mine(root).output
