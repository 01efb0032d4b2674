"""What a repository is, and which files became whose since, in real git repositories."""

import hashlib
import os
from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.facts.task import Origin
from ferrule.workspace.tree_state import TaskFiles, origin_of, task_files
from tasks.repos import git, head, repository, save
from workspaces import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with one commit."""
    return repository(tmp_path / "repo")


def sha(text: str) -> str:
    """Give the hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_clean_repository(root: Path) -> None:
    """The commit, the branch, and nothing else."""
    assert Origin(head(root), "main") == origin_of(root)
    assert TaskFiles() == task_files(root, origin_of(root))


def test_each_kind_of_change_has_its_hash(root: Path) -> None:
    """Staged or not, new, deleted, executable, a link, forced in: each is there; what is ignored is not."""
    write(root, {"a.rs": "x", "b.rs": "y", "new\n ü.rs": "n", "target/t": "t", "target/forced": "f"})
    git(root, "add", "b.rs")
    git(root, "add", "-f", "target/forced")
    (root / "lib/c.rs").unlink()
    (root / "run.sh").chmod(0o755)
    (root / "link").symlink_to("a.rs")

    assert {
        "a.rs": sha("x"),
        "b.rs": sha("y"),
        "new\n ü.rs": sha("n"),
        "target/forced": sha("f"),
        "lib/c.rs": "",
        "run.sh": sha("echo\n") + " x",
        "link": sha("a.rs") + " link",
    } == origin_of(root).dirty


def test_what_only_the_index_holds_is_a_change(root: Path) -> None:
    """Somebody staged a file and put the old text back: their work lies in the index."""
    write(root, {"a.rs": "staged"})
    git(root, "add", "a.rs")
    write(root, {"a.rs": "a\n"})

    assert {"a.rs": sha("a\n")} == origin_of(root).dirty


def test_a_workspace_below_the_top(root: Path) -> None:
    """Paths are relative to the workspace; files beside it count too, with `../`; ferrule's own never."""
    write(root, {"a.rs": "x", "lib/c.rs": "y", "lib/.ferrule/note": "n", "other/new.rs": "n"})
    origin = origin_of(root / "lib")
    write(root, {"b.rs": "z", "other/new.rs": "changed"})

    assert {"../a.rs", "c.rs", "../other/new.rs"} == origin.dirty.keys()
    assert TaskFiles(("../b.rs",), ("../other/new.rs",), ("../a.rs", "c.rs")) == task_files(root / "lib", origin)


def test_whose_each_file_is(root: Path) -> None:
    """Clean before: the task's; changed before: its owner's, until it is changed again; as in the commit: nobody's."""
    write(root, {"a.rs": "theirs", "b.rs": "theirs", "new.rs": "theirs", "gone.rs": "theirs"})
    (root / "run.sh").unlink()
    origin = origin_of(root)
    write(root, {"b.rs": "both", "lib/c.rs": "mine", "mine.rs": "mine", "run.sh": "back\n"})
    (root / "gone.rs").unlink()

    expected = TaskFiles(("lib/c.rs", "mine.rs"), ("b.rs", "run.sh"), ("a.rs", "new.rs"))
    assert expected == task_files(root, origin)
    save(root)
    assert expected == task_files(root, origin)


def test_a_file_put_back_is_no_change(root: Path) -> None:
    """The text of the beginning is no change of the task, whatever was committed meanwhile."""
    origin = origin_of(root)
    write(root, {"a.rs": "x"})
    save(root)
    write(root, {"a.rs": "a\n"})

    assert TaskFiles() == task_files(root, origin)


@pytest.mark.parametrize(
    "words",
    [
        ("update-index", "--assume-unchanged", "a.rs"),
        ("update-index", "--skip-worktree", "a.rs"),
        ("config", "core.trustctime", "false"),
        ("config", "core.checkStat", "minimal"),
        ("rm", "-q", "--cached", "a.rs"),
    ],
    ids=" ".join,
)
def test_a_change_cannot_be_hidden_from_git(root: Path, words: tuple[str, ...]) -> None:
    """Marks in the index, settings and set times do not hide a change."""
    origin = origin_of(root)
    before = (root / "a.rs").stat()
    git(root, *words)
    write(root, {"a.rs": "z\n"})
    os.utime(root / "a.rs", ns=(before.st_atime_ns, before.st_mtime_ns))

    assert ("a.rs",) == task_files(root, origin).mine


def test_reading_writes_nothing_and_starts_no_hook(root: Path) -> None:
    """Git's index stays as it is, byte for byte, and no program of the repository runs."""
    git(root, "config", "core.hooksPath", "hooks")
    git(root, "config", "core.fsmonitor", "hooks/post-index-change")
    write(root, {"hooks/post-index-change": "#!/bin/sh\ntouch ran\n", "a.rs": "x"})
    (root / "hooks/post-index-change").chmod(0o755)
    before = (root / ".git/index").read_bytes(), sorted((root / ".git").rglob("*"))
    task_files(root, origin_of(root))

    assert before == ((root / ".git/index").read_bytes(), sorted((root / ".git").rglob("*")))
    assert not (root / "ran").exists()


def test_submodules_are_their_commit(root: Path, tmp_path: Path) -> None:
    """A changed submodule is one path with the commit in it; what is changed inside is its own affair."""
    inner = repository(tmp_path / "inner")
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), "sub")
    save(root)
    origin = origin_of(root)
    write(root / "sub", {"a.rs": "x"})
    assert ({}, TaskFiles()) == (origin.dirty, task_files(root, origin))

    git(root / "sub", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qam", "inner")
    assert {"sub": head(root / "sub")} == origin_of(root).dirty
    assert ("sub",) == task_files(root, origin).mine


def test_a_repository_within_is_one_path(root: Path) -> None:
    """A folder that is a repository and no submodule is not looked into."""
    inner = repository(root / "inner")

    assert {"inner": head(inner)} == origin_of(root).dirty


def test_odd_files(root: Path) -> None:
    """A pipe in the place of a file blocks nobody, and a folder in the place of one is its end."""
    (root / "a.rs").unlink()
    os.mkfifo(root / "a.rs")
    (root / "b.rs").unlink()
    write(root, {"b.rs/inner.rs": "x"})

    assert {"a.rs": "special", "b.rs": "", "b.rs/inner.rs": sha("x")} == origin_of(root).dirty


def test_before_the_first_commit(tmp_path: Path) -> None:
    """There is a branch, no commit, and all files are new."""
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, {"a.rs": "x"})
    origin = origin_of(tmp_path)

    assert ("", "main", {"a.rs": sha("x")}) == (origin.head, origin.branch, origin.dirty)
    write(tmp_path, {"b.rs": "x"})
    assert TaskFiles(("b.rs",), (), ("a.rs",)) == task_files(tmp_path, origin)


def test_without_git(tmp_path: Path) -> None:
    """A folder without a repository has no origin; no file of it can be told apart."""
    assert Origin() == origin_of(tmp_path)
    with pytest.raises(WrongUse, match="no git repository"):
        task_files(tmp_path, Origin())


def test_a_broken_repository_is_no_missing_one(root: Path) -> None:
    """Git's own words are told where it cannot read a repository that is there, or a commit that is gone."""
    with pytest.raises(WrongUse, match="bad object"):
        task_files(root, Origin("1" * 40))
    (root / ".git/index").write_bytes(b"broken")
    with pytest.raises(WrongUse, match="index"):
        origin_of(root)
    (root / ".git/HEAD").write_text("broken")
    with pytest.raises(WrongUse, match="not a git repository"):
        origin_of(root)


def test_during_a_conflict(root: Path) -> None:
    """An unresolved conflict is a changed file like others."""
    origin = origin_of(root)
    git(root, "checkout", "-qb", "other")
    write(root, {"a.rs": "theirs"})
    save(root)
    git(root, "checkout", "-q", "main")
    write(root, {"a.rs": "ours"})
    save(root)
    with pytest.raises(AssertionError, match="CONFLICT"):
        git(root, "merge", "-q", "other")

    assert ("a.rs",) == task_files(root, origin).mine
    assert {"a.rs"} == origin_of(root).dirty.keys()


def test_a_sparse_checkout(root: Path) -> None:
    """Files that were never checked out are no deletions; one that lies there all the same is looked at."""
    git(root, "sparse-checkout", "set", "--no-cone", "/lib/")
    assert not (root / "a.rs").exists()
    origin = origin_of(root)
    write(root, {"b.rs": "x"})

    assert {} == origin.dirty
    assert ("b.rs",) == task_files(root, origin).mine


def test_names_that_are_no_utf8(root: Path) -> None:
    """Such a name is told as far as it can be read."""
    (root / os.fsdecode(b"bad-\xff.rs")).write_text("x")

    assert {"bad-\ufffd.rs": ""} == origin_of(root).dirty
