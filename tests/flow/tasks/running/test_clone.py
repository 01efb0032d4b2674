"""The clone of a task: it leads nowhere, shares nothing, and commits as its origin would."""

from pathlib import Path

import pytest

from ferrule.flow.tasks.begin import NoHistory
from ferrule.flow.tasks.running.clone import cloned, gitdir_of, modules, swept
from ferrule.store.place import state_folder
from ferrule.store.tasks import open_tasks
from flow.tasks.running.scenes import FILES, scene
from tasks.repos import git, head, hook, repository, save, status
from tasks.samples import task_of
from workspaces import write


def room(home: Path) -> Path:
    """Give the folder of a task."""
    return open_tasks(state_folder(home).folder).room("T-0000000b")


def test_it_is_what_was_committed(tmp_path: Path) -> None:
    """The commit and the branch are the same; what is changed, new or stashed in the working tree is not in it."""
    home = repository(tmp_path / "w", FILES)
    git(home, "tag", "v1")
    git(home, "branch", "other")
    write(home, {"src/lib.rs": "dirty", "loose.rs": "loose"})

    made = cloned(home, room(home))

    assert (head(home), "main", {}) == (
        head(made.root),
        git(made.root, "branch", "--show-current").strip(),
        status(made.root),
    )
    assert ("", "", "main") == tuple(
        git(made.root, *words).strip()
        for words in (("remote",), ("tag",), ("for-each-ref", "--format=%(refname:short)"))
    )
    assert "one\n" == (made.root / "src/lib.rs").read_text()
    assert not (made.root / "loose.rs").exists()
    assert {"src/lib.rs": " M", "loose.rs": "??"} == status(home)


def test_no_object_is_shared(tmp_path: Path) -> None:
    """Every file below it has one name, and none leads elsewhere: whoever writes into one changes no other."""
    home = repository(tmp_path / "w", FILES)
    made = cloned(home, room(home))

    files = [path for path in made.root.rglob("*") if path.is_file()]
    assert {1} == {path.stat().st_nlink for path in files}
    assert not (made.root / ".git/objects/info/alternates").exists()


def test_it_commits_as_its_origin_does(tmp_path: Path) -> None:
    """The same hooks, wherever they lie; the same person; the same files left out."""
    home = repository(tmp_path / "w", FILES | {".githooks/pre-commit": "#!/bin/sh\ntouch ran\n"})
    (home / ".githooks/pre-commit").chmod(0o755)
    git(home, "config", "core.hooksPath", ".githooks")
    git(home, "config", "user.name", "Somebody")
    (home / ".git/info").mkdir(exist_ok=True)
    (home / ".git/info/exclude").write_text("*.tmp\n")

    made = cloned(home, room(home)).root
    write(made, {"src/lib.rs": "two", "x.tmp": ""})
    save(made)

    assert str(home / ".githooks") == git(made, "config", "core.hooksPath").strip()
    assert ("Somebody", True) == (git(made, "log", "-1", "--format=%an").strip(), (made / "ran").exists())
    assert "x.tmp" not in git(made, "ls-files")


def test_no_hook_runs_while_it_is_made(tmp_path: Path) -> None:
    """Neither the repository's own nor those of the user's template."""
    home = repository(tmp_path / "w", FILES)
    hook(home, "post-checkout", f"touch {tmp_path}/ran")
    cloned(home, room(home))

    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("shape", ["detached", "worktree", "shallow", "borrowed"])
def test_repositories_of_any_shape(tmp_path: Path, shape: str) -> None:
    """HEAD on no branch, a second working tree, one without its past, one that borrows its objects."""
    first = repository(tmp_path / "first", FILES)
    save(first)
    home = tmp_path / "home"
    if shape == "worktree":
        git(first, "worktree", "add", "-q", "-b", "side", str(home))
    elif shape == "shallow":
        git(tmp_path, "clone", "-q", "--depth=1", f"file://{first}", str(home))
    elif shape == "borrowed":
        git(tmp_path, "clone", "-q", "--shared", str(first), str(home))
    else:
        home = first
        git(home, "checkout", "-q", "--detach")

    made = cloned(home, room(home)).root

    assert (head(home), {}) == (head(made), status(made))
    assert git(home, "branch", "--show-current") == git(made, "branch", "--show-current")


def test_submodules_come_from_where_they_are_checked_out(tmp_path: Path) -> None:
    """One that is there comes along with its commit, one that is not is told; neither leads anywhere."""
    inner = repository(tmp_path / "inner", {"a.rs": "a\n"})
    home = repository(tmp_path / "w", FILES)
    for name in ("libs/one", "libs/two"):
        git(home, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner), name)
    save(home)
    git(home, "submodule", "deinit", "-q", "-f", "libs/two")

    made = cloned(home, room(home))

    assert ("libs/one", "libs/two") == modules(made.root)
    assert ("a\n", "") == ((made.root / "libs/one/a.rs").read_text(), git(made.root / "libs/one", "remote"))
    assert gitdir_of(made.root, "libs/one") == (made.root / "libs/one/.git").read_text()
    assert ("submodule libs/two: is not checked out, so it is empty in the clone",) == made.notes
    assert {} == status(made.root)


def test_without_a_commit_there_is_none(tmp_path: Path) -> None:
    """No repository, or one in which nothing was committed."""
    home = write(tmp_path / "w", FILES)
    with pytest.raises(NoHistory):
        cloned(home, room(home))
    git(home, "init", "-q")
    with pytest.raises(NoHistory):
        cloned(home, room(home))


def test_what_is_left_of_tasks_that_are_over_goes(tmp_path: Path) -> None:
    """Whatever rights an agent gave its folders; those of open tasks stay, and so does one that is being made."""
    here = scene(tmp_path / "w")
    here.tasks.keep(here.task)
    for name in ("T-0000000b", "T-0000000c", "T-0000000d"):
        write(here.tasks.room(name), {"tree/locked/file": ""})
        (here.tasks.room(name) / "tree/locked").chmod(0)
    here.tasks.keep(task_of(id="T-0000000b", tree="x"))

    with here.tasks.alone("T-0000000d"):
        swept(here.tasks)

    assert {"T-0000000a", "T-0000000b", "T-0000000d"} == {
        one.name for one in here.tasks.room("").iterdir() if one.is_dir()
    }
