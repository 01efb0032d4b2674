"""A commit of exactly these files, in real git repositories."""

import threading
from pathlib import Path

import pytest

from ferrule.workspace.git_commit import Committed, commit
from tasks.repos import git, head, hook, inside, repository, save, status, strays
from workspaces import write

LONG_S = 60.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with one commit."""
    return repository(tmp_path / "repo")


def committed(root: Path, *paths: str, message: str = "feat: x\n") -> Committed:
    """Commit; it must succeed, and leave nothing lying."""
    done = commit(root, paths, message, LONG_S)
    assert ("", head(root), []) == (done.why, done.commit, strays(root))
    return done


def test_each_kind_of_change(root: Path) -> None:
    """New, changed, deleted, renamed, executable, a link: all in one commit, under the message that was given."""
    write(root, {"a.rs": "x", "new/ä b\n*.rs": "n"})
    (root / "b.rs").unlink()
    (root / "run.sh").chmod(0o755)
    (root / "lib/c.rs").rename(root / "lib/d.rs")
    (root / "link").symlink_to("nowhere")
    names = ("a.rs", "b.rs", "new/ä b\n*.rs", "run.sh", "lib/c.rs", "lib/d.rs", "link")
    before = head(root)
    done = committed(root, *names, message="feat: x\n\n# a line that stays\n\nFerrule-Task: T-1\n")

    expected = {"a.rs": "M", "b.rs": "D", "run.sh": "M", "lib/c.rs": "D", "lib/d.rs": "A", "link": "A"}
    assert expected == {name: letter for name, letter in inside(root).items() if "new" not in name}
    assert "n" == git(root, "show", "HEAD:new/ä b\n*.rs")
    assert "100755" == git(root, "ls-tree", "HEAD", "run.sh")[:6]
    assert "120000" == git(root, "ls-tree", "HEAD", "link")[:6]
    assert (
        "feat: x\n\n# a line that stays\n\nFerrule-Task: T-1\n"
        == git(root, "log", "-1", "--format=%B").rstrip("\n") + "\n"
    )
    assert (before, {}, ()) == (head(root, "HEAD^"), status(root), done.changed_by_hooks)


def test_everything_else_stays_as_it_was(root: Path) -> None:
    """Staged stays staged, changed stays changed, new stays new: also what is half staged and half changed."""
    write(root, {"mine.rs": "m", "a.rs": "staged", "added.rs": "x", "later.rs": "l"})
    git(root, "add", "a.rs", "added.rs")
    git(root, "add", "-N", "later.rs")
    git(root, "rm", "-q", "--cached", "run.sh")
    (root / "lib/c.rs").unlink()
    git(root, "rm", "-q", "lib/c.rs")
    write(root, {"a.rs": "and changed", "b.rs": "changed", "new.rs": "n"})
    before = status(root), git(root, "diff", "--cached"), git(root, "ls-files", "--stage")
    committed(root, "mine.rs")

    assert {"mine.rs": "A"} == inside(root)
    assert {name: word for name, word in before[0].items() if name != "mine.rs"} == status(root)
    assert before[1] == git(root, "diff", "--cached")
    after = git(root, "ls-files", "--stage").split("\n")
    assert before[2].split("\n") == [line for line in after if not line.endswith("mine.rs")]


def test_a_file_of_which_a_part_was_staged_goes_in_as_it_lies_there(root: Path) -> None:
    """As with `git commit --only`: the file of the tree is committed, and its entry is clean afterwards."""
    write(root, {"a.rs": "part"})
    git(root, "add", "a.rs")
    write(root, {"a.rs": "whole", "new.rs": "n"})
    git(root, "add", "-N", "new.rs")
    committed(root, "a.rs", "new.rs")

    assert ("whole", {}) == (git(root, "show", "HEAD:a.rs"), status(root))


def test_a_file_and_a_folder_change_places(root: Path) -> None:
    """A file becomes a folder and a folder a file; a file of somebody else in the new folder stays out."""
    (root / "a.rs").unlink()
    (root / "lib/c.rs").unlink()
    (root / "lib").rmdir()
    write(root, {"a.rs/in.rs": "x", "a.rs/theirs.rs": "t", "lib": "file"})
    committed(root, "a.rs", "a.rs/in.rs", "lib/c.rs", "lib")

    assert {"a.rs": "D", "a.rs/in.rs": "A", "lib/c.rs": "D", "lib": "A"} == inside(root)
    assert {"a.rs/theirs.rs": "??"} == status(root)


def test_marks_in_the_index_do_not_keep_a_file_out(root: Path) -> None:
    """A file that git was told not to look at is committed as it lies there; others keep their mark."""
    write(root, {"a.rs": "x", "b.rs": "y", "run.sh": "z"})
    git(root, "update-index", "--assume-unchanged", "a.rs")
    git(root, "update-index", "--skip-worktree", "b.rs", "run.sh")
    committed(root, "a.rs", "b.rs")

    assert {"a.rs": "M", "b.rs": "M"} == inside(root)
    assert "S run.sh\n" == git(root, "ls-files", "-v", "run.sh")


def test_from_a_folder_below_the_top(root: Path) -> None:
    """Paths are relative to the workspace, also those beside it."""
    write(root, {"a.rs": "x", "lib/c.rs": "y"})
    done = commit(root / "lib", ("../a.rs", "c.rs"), "feat: x", LONG_S)

    assert ("", {"a.rs": "M", "lib/c.rs": "M"}) == (done.why, inside(root))


def test_the_first_commit_of_all(tmp_path: Path) -> None:
    """Where there was no commit, there is one with these files."""
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "A")
    git(tmp_path, "config", "user.email", "a@b")
    write(tmp_path, {"a": "x", "b": "y", "c": "z"})
    git(tmp_path, "add", "c")
    committed(tmp_path, "a")

    assert ({"a": "A"}, {"b": "??", "c": "A "}) == (inside(tmp_path), status(tmp_path))


def test_on_no_branch_and_in_a_second_working_tree(root: Path, tmp_path: Path) -> None:
    """A detached HEAD moves by itself; a working tree that was added has an index of its own."""
    git(root, "worktree", "add", "-q", "--detach", str(tmp_path / "second"))
    write(tmp_path / "second", {"a.rs": "x", "b.rs": "y"})
    git(tmp_path / "second", "add", "b.rs")
    done = commit(tmp_path / "second", ("a.rs",), "feat: x", LONG_S)

    assert ("", done.commit) == (done.why, head(tmp_path / "second"))
    assert ({"b.rs": "M "}, {}) == (status(tmp_path / "second"), status(root))
    assert head(root) == head(root, f"{done.commit}^")


def test_a_submodule(root: Path, tmp_path: Path) -> None:
    """A submodule goes in with the commit that is checked out in it."""
    inner = repository(tmp_path / "inner")
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "sub")
    committed(root, "sub", ".gitmodules")
    made = git(root / "sub", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "x", "--allow-empty")
    assert "" == made
    committed(root, "sub")

    assert head(root / "sub") in git(root, "ls-tree", "HEAD", "sub")


def test_line_ends_and_filters_are_gits_own(root: Path) -> None:
    """Attributes are respected: what git would store is stored."""
    write(root, {".gitattributes": "*.rs text eol=crlf\n"})
    (root / "a.rs").write_bytes(b"one\r\ntwo\r\n")
    committed(root, ".gitattributes", "a.rs")

    assert ("one\ntwo\n", {}) == (git(root, "show", "HEAD:a.rs"), status(root))


def test_the_users_settings_and_surroundings_do_not_matter(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor, a template, a way of cleaning, and what git sets for hooks are not in the way."""
    for name, value in (
        ("core.editor", "false"),
        ("commit.template", "/nowhere"),
        ("commit.cleanup", "scissors"),
        ("commit.verbose", "true"),
        ("core.splitIndex", "true"),
    ):
        git(root, "config", name, value)
    for variable in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY", "GIT_EDITOR"):
        monkeypatch.setenv(variable, "/nowhere")
    write(root, {"a.rs": "x", "b.rs": "y"})
    git(root, "add", "b.rs")
    committed(root, "a.rs")

    assert ({"a.rs": "M"}, {"b.rs": "M "}) == (inside(root), status(root))


def test_no_push_and_no_amend(root: Path, tmp_path: Path) -> None:
    """The remote stays where it was, and the old commit below the new one."""
    git(tmp_path, "clone", "-q", "--bare", str(root), "remote")
    git(root, "remote", "add", "origin", str(tmp_path / "remote"))
    before = head(root)
    write(root, {"a.rs": "x"})
    committed(root, "a.rs")

    assert [before, before] == [head(root, "HEAD^"), head(tmp_path / "remote", "main")]


def test_nothing_to_commit(root: Path) -> None:
    """Files that are what they were make no commit."""
    before = head(root)

    assert Committed(why="nothing to commit") == commit(root, ("a.rs", "gone.rs"), "feat: x", LONG_S)
    assert (before, []) == (head(root), strays(root))


def test_a_cancelled_commit(root: Path) -> None:
    """A commit that is cancelled while a hook runs leaves all as it was."""
    cancel = threading.Event()
    hook(root, "pre-commit", "sleep 60")
    write(root, {"a.rs": "x", "b.rs": "y"})
    git(root, "add", "b.rs")
    before = head(root), (root / ".git/index").read_bytes()
    threading.Timer(0.5, cancel.set).start()
    done = commit(root, ("a.rs",), "feat: x", LONG_S, cancel)

    assert ("", "git made no commit: it was cancelled") == (done.commit, done.why)
    assert (*before, []) == (head(root), (root / ".git/index").read_bytes(), strays(root))


def test_a_commit_made_by_hand_is_never_taken_for_ours(root: Path) -> None:
    """Nothing of an earlier commit is left that could be mixed up with the next one."""
    write(root, {"a.rs": "x"})
    committed(root, "a.rs")
    write(root, {"a.rs": "y"})
    save(root)

    assert "nothing to commit" == commit(root, ("a.rs",), "feat: x", LONG_S).why


def test_a_change_right_behind_a_commit(root: Path) -> None:
    """A file that changes again at once, and keeps its size, is seen as changed by git, and committed."""
    for round_ in range(6):
        write(root, {"a.rs": f"{round_:03}"})
        committed(root, "a.rs")
        write(root, {"a.rs": f"{round_ + 500:03}"})
        assert {"a.rs": " M"} == status(root)
        committed(root, "a.rs")
