"""An index beside git's own: what it takes over from it, and what it does not."""

import os
from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.workspace.own_index import Repository, asked, fill, held_by_git, repository, said, staged
from tasks.repos import git, head
from tasks.repos import repository as made
from workspaces import write


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """Give a repository with one commit."""
    found = repository(made(tmp_path / "repo"))
    assert found is not None
    return found


def test_a_copy_is_as_old_as_git_s_own(repo: Repository, tmp_path: Path) -> None:
    """A file as young as its index may have changed behind git's look: a younger copy would have it trusted."""
    os.utime(repo.index, ns=(10**18, 10**18))
    held = held_by_git(repo)
    assert held is not None
    held.write(tmp_path / "copy")

    assert (10**18, repo.index.read_bytes()) == (
        (tmp_path / "copy").stat().st_mtime_ns,
        (tmp_path / "copy").read_bytes(),
    )


def test_a_copy_never_writes_into_git_s_own(repo: Repository, tmp_path: Path) -> None:
    """Where the place is git's index by another name, that name goes."""
    os.link(repo.index, tmp_path / "copy")
    held = held_by_git(repo)
    assert held is not None
    held.write(tmp_path / "copy")

    assert not repo.index.samefile(tmp_path / "copy")


def test_it_holds_the_commit_whatever_is_staged(repo: Repository, tmp_path: Path) -> None:
    """Added, removed, staged in parts: nothing of it is taken over; git's own index stays as it is."""
    write(repo.top, {"a.rs": "x", "new.rs": "n"})
    git(repo.top, "add", "-A")
    git(repo.top, "rm", "-q", "--cached", "b.rs")
    before = repo.index.read_bytes()
    fill(repo, tmp_path / "index", head(repo.top))

    assert ({}, before) == (staged(repo, head(repo.top), tmp_path / "index"), repo.index.read_bytes())
    assert {"a.rs", "b.rs", "new.rs"} == staged(repo, head(repo.top)).keys()


def test_without_an_index(repo: Repository, tmp_path: Path) -> None:
    """A repository without an index has none to take over."""
    repo.index.unlink()
    fill(repo, tmp_path / "index", head(repo.top))

    assert {} == staged(repo, head(repo.top), tmp_path / "index")


def test_a_git_that_is_killed_gives_no_answer(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An end by a signal is not taken for a no."""
    write(tmp_path, {"bin/git": "#!/bin/sh\nkill -9 $$\n"})
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")

    with pytest.raises(WrongUse, match="git rev-parse: signalled"):
        asked(repo, "rev-parse", "HEAD")


def test_an_answer_in_words(repo: Repository) -> None:
    """Where git says why, its words are told."""
    with pytest.raises(WrongUse, match="git cat-file: fatal: "):
        said(repo, "cat-file", "-p", "nothing")
