"""What is not committed, and the words on why."""

import fcntl
import json
import os
import threading
from pathlib import Path

import pytest

from ferrule.workspace.git_commit import Committed, commit, settle_commit
from tasks.repos import git, head, repository, save, strays
from workspaces import write

LONG_S = 60.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with a change, and with a branch `other` that disagrees."""
    root = repository(tmp_path / "repo")
    git(root, "checkout", "-qb", "other")
    write(root, {"a.rs": "theirs"})
    save(root)
    git(root, "checkout", "-q", "main")
    write(root, {"a.rs": "ours"})
    save(root)
    return root


def refused(root: Path, *paths: str) -> str:
    """Give why nothing was committed; all is as it was."""
    before = head(root), (root / ".git/index").read_bytes()
    done = commit(root, paths, "feat: x\n", LONG_S)
    assert Committed(why=done.why) == done
    assert (*before, []) == (head(root), (root / ".git/index").read_bytes(), strays(root))
    return done.why


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("merge", "other"), "a merge is under way here (MERGE_HEAD): end it, or take it back, first"),
        (("rebase", "other"), "a rebase is under way here (rebase-merge): end it, or take it back, first"),
        (
            ("cherry-pick", "other"),
            "a cherry-pick is under way here (CHERRY_PICK_HEAD): end it, or take it back, first",
        ),
        (("revert", "HEAD~1"), "a revert is under way here (REVERT_HEAD): end it, or take it back, first"),
        (("bisect", "start"), "a bisection is under way here (BISECT_LOG): end it, or take it back, first"),
        (("stash", "apply"), "conflicts are not resolved: a.rs"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_while_something_is_under_way(root: Path, words: tuple[str, ...], told: str) -> None:
    """Git's own halfway stations are left to whoever began them."""
    if words[0] == "stash":
        git(root, "checkout", "-q", "other", "--", "a.rs")
        write(root, {"a.rs": "stashed"})
        git(root, "stash", "-q")
        write(root, {"a.rs": "moved on"})
        save(root)
    if words[0] == "bisect":
        git(root, *words)
    else:
        with pytest.raises(AssertionError):
            git(root, *words)
    write(root, {"b.rs": "x"})

    assert told == refused(root, "b.rs")


def test_nobody_commits(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Git's own words are told where it does not know who commits, and no name is made up."""
    for name in ("user.name", "user.email"):
        git(root, "config", "--unset", name)
    for variable in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "empty"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for variable in ("EMAIL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"):
        monkeypatch.delenv(variable, raising=False)
    write(root, {"b.rs": "x"})

    assert refused(root, "b.rs").startswith("git does not know who commits: fatal: no email was given")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("..", "..: is no file within the repository"),
        ("../x.rs", "../x.rs: is no file within the repository"),
        ("/etc/passwd", "/etc/passwd: is no file within the repository"),
        (".", ".: is no file within the repository"),
        ("lib", "lib: is a folder, and only files are committed"),
        ("inner", "inner: is a folder, and only files are committed; it is a repository of its own and no submodule"),
        ("bad-\ufffd.rs", "'bad-\\ufffd.rs': is no name in UTF-8, and cannot be told to git"),
        ("bad-\udcff.rs", "'bad-\\udcff.rs': is no name in UTF-8, and cannot be told to git"),
        ("bad-\0.rs", "'bad-\\x00.rs': is no name in UTF-8, and cannot be told to git"),
        ("link/c.rs", "git update-index: error: 'link/c.rs' is beyond a symbolic link"),
        (".git/config", ".git/config: git takes no such file into a commit"),
    ],
)
def test_paths_that_cannot_be_meant(root: Path, path: str, told: str) -> None:
    """A folder, another repository, a file outside, a name that is none: told, and nothing is committed."""
    repository(root / "inner")
    (root / "link").symlink_to("lib")
    write(root, {"b.rs": "x"})

    assert told == refused(root, path, "b.rs")


def test_no_path_at_all(root: Path) -> None:
    """Nothing is asked for, and nothing is done."""
    assert "no path was named" == refused(root)


def test_a_locked_index(root: Path) -> None:
    """A lock that is not ferrule's own is never taken away."""
    lock = root / ".git/index.lock"
    lock.touch()
    write(root, {"b.rs": "x"})

    done = commit(root, ("b.rs",), "feat: x", LONG_S)
    assert ("", f"git's index is locked: another git is at work, or one was killed and left {lock}") == (
        done.commit,
        done.why,
    )
    assert lock.exists()


def test_an_index_that_is_locked_for_a_moment(root: Path) -> None:
    """A git that is just at work is waited for."""
    lock = root / ".git/index.lock"
    lock.touch()
    write(root, {"b.rs": "x"})
    threading.Timer(0.3, lock.unlink).start()

    assert "" == commit(root, ("b.rs",), "feat: x", LONG_S).why


def test_one_at_a_time(root: Path) -> None:
    """Two ferrules do not commit in one working tree at once."""
    write(root, {"b.rs": "x"})
    assert "" == commit(root, ("b.rs",), "feat: x", LONG_S).why
    write(root, {"b.rs": "y"})
    with (root / ".git/ferrule-commit/lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert commit(root, ("b.rs",), "feat: x", LONG_S).why.endswith("another ferrule is committing here")
    assert "" == commit(root, ("b.rs",), "feat: x", LONG_S).why


def test_a_folder_that_leads_elsewhere(root: Path, tmp_path: Path) -> None:
    """A link in the place of ferrule's folder is not followed."""
    write(tmp_path, {"elsewhere/file": "kept"})
    (root / ".git/ferrule-commit").symlink_to(tmp_path / "elsewhere")
    write(root, {"b.rs": "x"})

    assert "is a link, which is not followed" in commit(root, ("b.rs",), "feat: x", LONG_S).why
    assert ["file"] == os.listdir(tmp_path / "elsewhere")  # noqa: PTH208


@pytest.mark.parametrize("bench", ["..", "bench-1", "bench-2", "/etc"])
def test_a_forged_note_moves_nothing(root: Path, bench: str) -> None:
    """A note that nobody can read, or that tells of a commit that is not there, changes nothing."""
    room, was = root / ".git/ferrule-commit", head(root)
    write(room, {"bench-1/file": "x"})
    (room / "bench-2").symlink_to(root / ".git")
    note = {"bench": bench, "before": head(root, "HEAD^"), "paths": [], "dirty": ["a.rs"], "staged": {}}
    for text in ("{", json.dumps({**note, "pid": 1, "born": "0", "cookie": ""})):
        (room / "note.json").write_text(text)
        assert ("", was, []) == (settle_commit(root), head(root), strays(root))


def test_without_git(tmp_path: Path) -> None:
    """A folder without a repository is told."""
    assert f"{tmp_path}: no git repository" == commit(tmp_path, ("a",), "feat: x", LONG_S).why
    assert "" == settle_commit(tmp_path)


def test_a_commit_that_cannot_be_signed(root: Path) -> None:
    """A signature that fails is git's to tell."""
    git(root, "config", "commit.gpgSign", "true")
    git(root, "config", "gpg.program", "/nowhere/gpg")
    write(root, {"b.rs": "x"})
    done = commit(root, ("b.rs",), "feat: x", LONG_S)

    assert ("", True, []) == (done.commit, "gpg" in done.output, strays(root))


def test_an_empty_message(root: Path) -> None:
    """Git makes no commit without a message."""
    write(root, {"b.rs": "x"})
    done = commit(root, ("b.rs",), " \n", LONG_S)

    assert ("", "git made no commit: it ended with 1: Aborting commit due to empty commit message.") == (
        done.commit,
        done.why,
    )
