"""Commits since a task began, and pushes, in real git repositories with a real remote."""

from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.facts.task import Origin
from ferrule.workspace.tree_state import Past, Since, commits_since, origin_of, pushed_since
from tasks.repos import clone, git, head, repository, save
from workspaces import write

MAIN = "refs/remotes/origin/main"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a clone with two commits; its remote is `remote`."""
    away = repository(tmp_path / "away")
    save(away, "second")
    git(tmp_path, "clone", "-q", "--bare", str(away), "remote")
    return clone(tmp_path / "remote", tmp_path / "repo")


@pytest.fixture
def other(root: Path) -> Path:
    """Give somebody else's clone of the same remote."""
    return clone(root.parent / "remote", root.parent / "other")


def test_nothing_happened(root: Path) -> None:
    """No commit, the same branch, no push; files do not count."""
    origin = origin_of(root)
    write(root, {"a.rs": "x"})

    assert {MAIN: head(root)} == origin.remotes
    assert (Since(), ()) == (commits_since(root, origin), pushed_since(root, origin))


def test_commits_on_top(root: Path) -> None:
    """Commits by hand are told, the newest first, on whichever branch they are."""
    origin = origin_of(root)
    first = save(root)
    assert Since((first,)) == commits_since(root, origin)

    git(root, "checkout", "-qb", "work")
    second = save(root)
    assert Since((second, first), Past.KEPT, "work") == commits_since(root, origin)
    git(root, "checkout", "-q", "--detach")
    assert Since((second, first), Past.KEPT, "") == commits_since(root, origin)


def test_amended(root: Path) -> None:
    """Another commit in the place of the first one is told, also with more on top of it."""
    origin = origin_of(root)
    git(root, "commit", "-q", "--allow-empty", "--amend", "-m", "other words")
    amended = head(root)
    assert Since((amended,), Past.AMENDED) == commits_since(root, origin)
    assert Since((save(root), amended), Past.AMENDED) == commits_since(root, origin)


def test_reset(root: Path) -> None:
    """A branch that was set back is told, and so is one that went elsewhere from there."""
    origin = origin_of(root)
    git(root, "reset", "-q", "--hard", "HEAD~1")
    assert Since((), Past.RESET) == commits_since(root, origin)

    git(root, "commit", "-q", "--allow-empty", "--amend", "-m", "another beginning")
    assert Since((head(root),), Past.REWRITTEN) == commits_since(root, origin)


def test_another_branch(root: Path) -> None:
    """A branch that does not hold the commit of the beginning is told by its name."""
    git(root, "branch", "old", "HEAD~1")
    origin = origin_of(root)
    git(root, "checkout", "-q", "old")
    assert Since((), Past.SWITCHED, "old") == commits_since(root, origin)

    git(root, "checkout", "-q", "--orphan", "fresh")
    assert Since((), Past.SWITCHED, "fresh") == commits_since(root, origin)


def test_a_commit_that_is_gone(root: Path) -> None:
    """A commit that git does not know, as in another clone, is told."""
    assert Since((), Past.GONE) == commits_since(root, Origin("1" * 40, "main"))


def test_replaced_objects_do_not_hide_commits(root: Path) -> None:
    """`git replace` changes what git shows, and not what is told."""
    origin = origin_of(root)
    made = save(root), save(root)
    git(root, "replace", made[1], origin.head)

    assert Since((made[1], made[0])) == commits_since(root, origin)


def test_from_before_the_first_commit(tmp_path: Path) -> None:
    """Where there was no commit, all are new."""
    git(tmp_path, "init", "-q", "-b", "main")
    origin = origin_of(tmp_path)
    assert Since() == commits_since(tmp_path, origin)
    repository(tmp_path)
    assert Since((head(tmp_path),)) == commits_since(tmp_path, origin)


def test_without_git(tmp_path: Path) -> None:
    """Without a repository nothing was pushed, and no commit can be told."""
    assert () == pushed_since(tmp_path, Origin())
    with pytest.raises(WrongUse, match="no git repository"):
        commits_since(tmp_path, Origin())


def test_a_push(root: Path) -> None:
    """A push is seen, to the same branch or to a new one."""
    origin = origin_of(root)
    save(root)
    git(root, "push", "-q")
    assert (MAIN,) == pushed_since(root, origin)
    git(root, "push", "-q", "origin", "HEAD:refs/heads/new")
    assert (MAIN, "refs/remotes/origin/new") == pushed_since(root, origin)


def test_a_push_that_was_covered_up(root: Path) -> None:
    """A push of a commit that was then thrown away is seen."""
    origin = origin_of(root)
    save(root)
    git(root, "push", "-q")
    git(root, "reset", "-q", "--hard", origin.head)

    assert (Since(), (MAIN,)) == (commits_since(root, origin), pushed_since(root, origin))


@pytest.mark.parametrize("logs", ["true", "false"])
def test_a_push_by_an_address(root: Path, logs: str) -> None:
    """A push that went around the remote is seen with the next fetch, with git's logs or without."""
    git(root, "config", "core.logAllRefUpdates", logs)
    if logs == "false":
        for log in (root / ".git/logs").rglob("*"):
            if log.is_file():
                log.unlink()
    origin = origin_of(root)
    save(root)
    git(root, "push", "-q", str(root.parent / "remote"), "main")
    assert () == pushed_since(root, origin)
    git(root, "fetch", "-q")
    assert (MAIN,) == pushed_since(root, origin)


@pytest.mark.parametrize("words", [("fetch",), ("pull", "--ff-only"), ("pull", "--no-rebase"), ("pull", "--rebase")])
def test_a_fetch_of_others_work_is_no_push(root: Path, other: Path, words: tuple[str, ...]) -> None:
    """What others pushed is not this task's, be it fetched, pulled or merged."""
    git(root, "config", "pull.rebase", "false")
    origin = origin_of(root)
    write(other, {"theirs.rs": "x"})
    save(other)
    git(other, "push", "-q")
    if "--ff-only" not in words:
        write(root, {"mine.rs": "x"})
        save(root)
    git(root, *words, "-q")

    assert () == pushed_since(root, origin)
    assert head(root, MAIN) == head(other)


def test_an_older_push_does_not_count(root: Path) -> None:
    """What had been pushed before the task began is not its own."""
    save(root)
    git(root, "push", "-q")
    origin = origin_of(root)
    save(root)

    assert () == pushed_since(root, origin)


def test_a_branch_of_somebody_else(root: Path, other: Path) -> None:
    """A remote branch that is new here is no push."""
    origin = origin_of(root)
    save(other)
    git(other, "push", "-q", "origin", "HEAD:refs/heads/theirs")
    git(root, "fetch", "-q")

    assert "refs/remotes/origin/theirs" in origin_of(root).remotes
    assert () == pushed_since(root, origin)
