"""A verified commit comes over from its clone: into the working tree where that takes nothing from the user."""

from pathlib import Path

import pytest

from ferrule.flow.tasks.running.bringing_over import brought_over
from ferrule.store.logs import keep_log, read_log
from ferrule.store.place import state_folder
from flow.tasks.running.scenes import WORK, Scene, begun, content, scene
from tasks.repos import git, head, hook, save, status, strays
from tasks.samples import task_of
from workspaces import write

BRANCH = "ferrule/T-0000000a"


def told(here: Scene) -> str:
    """Bring the commit over; gives what the user is told."""
    return "; ".join(brought_over(here.home, here.tasks, here.task, lambda _: None))


def refs(root: Path) -> set[str]:
    """Give the references of ferrule in a repository."""
    return {*git(root, "for-each-ref", "--format=%(refname)", "refs/ferrule", "refs/heads/ferrule").split()}


def check_in(here: Scene, dirty: dict[str, str]) -> None:
    """The commit is checked out, every file is as it says, and what the user has changed is as it was."""
    assert (here.task.commit, dirty) == (head(here.home), status(here.home))
    assert ([], set()) == (strays(here.home), refs(here.home))
    found = content(here.home)
    assert ("two\n", "new\n") == (found["src/lib.rs"], found["src/new/deep.rs"])
    assert "src/gone.rs" not in found


def check_aside(here: Scene, said: str, why: str, dirty: dict[str, str]) -> None:
    """The commit lies on a branch of its own, and the working tree is as it was."""
    assert f"not merged, since {why}" in said, said
    assert said.endswith(f"`git merge {BRANCH}`")
    assert (here.task.commit, {f"refs/heads/{BRANCH}"}) == (head(here.home, BRANCH), refs(here.home))
    assert (dirty, []) == (status(here.home), strays(here.home))


def test_it_moves_the_branch_on(tmp_path: Path) -> None:
    """Changed, new and deleted files; those that the user has changed, staged or made are not touched."""
    here = scene(tmp_path / "w")
    write(here.home, {"src/keep.rs": "mine", "run.sh": "mine", "loose.rs": "mine"})
    git(here.home, "add", "run.sh")

    assert "" == told(here)
    check_in(here, {"src/keep.rs": " M", "run.sh": "M ", "loose.rs": "??"})
    assert ("ferrule: T-0000000a", "mine") == (
        git(here.home, "reflog", "-1", "--format=%gs").strip(),
        git(here.home, "show", ":run.sh"),
    )


def test_modes_links_and_folders(tmp_path: Path) -> None:
    """A file that may be executed, a link, a folder that takes the place of a file, one that is empty afterwards."""
    work = {"src/lib.rs": "two\n", "src/new/deep.rs": "new\n", "src/gone.rs": None, "run.sh": None, "run.sh/a": "a"}
    here = scene(tmp_path / "w", {"src/lib.rs": "two\n"})
    top = here.top
    (top / "run.sh").unlink()
    write(top, {name: text for name, text in work.items() if text})
    (top / "src/gone.rs").unlink()
    (top / "link").symlink_to("/etc/passwd")
    (top / "src/lib.rs").chmod(0o755)
    git(top, "reset", "-q", "--soft", "HEAD^")
    here = Scene(here.home, here.tasks, task_of(origin=here.task.origin, tree=here.task.tree, commit=save(top)))

    assert "" == told(here)
    check_in(here, {})
    assert ("a", "/etc/passwd") == ((here.home / "run.sh/a").read_text(), str((here.home / "link").readlink()))
    assert (here.home / "src/lib.rs").stat().st_mode & 0o100


@pytest.mark.parametrize(
    ("deed", "dirty", "why"),
    [
        ({"src/lib.rs": "mine"}, {"src/lib.rs": " M"}, "changed in the working tree: src/lib.rs"),
        ({"src/gone.rs": "mine"}, {"src/gone.rs": " M"}, "changed in the working tree: src/gone.rs"),
        ({"src/new/deep.rs": "mine"}, {"src/new/deep.rs": "??"}, "changed in the working tree: src/new/deep.rs"),
        ({"src/new": "mine"}, {"src/new": "??"}, "changed in the working tree: src/new/deep.rs"),
        ({"src/new/deep.rs/x": "mine"}, {"src/new/deep.rs/x": "??"}, "src/new/deep.rs: is a folder"),
    ],
)
def test_what_the_user_has_changed_stays(tmp_path: Path, deed: dict[str, str], dirty: dict[str, str], why: str) -> None:
    """A file of the commit that is dirty, or in the way, leaves the commit on a branch."""
    here = scene(tmp_path / "w")
    write(here.home, deed)

    said = told(here)

    check_aside(here, said, "", dirty)
    assert why in said
    assert ["mine"] == [(here.home / name).read_text() for name in deed]


def test_an_ignored_file_is_not_lost(tmp_path: Path) -> None:
    """Git does not see it, and a commit that brings a file of its name would write over it."""
    here = scene(tmp_path / "w")
    (here.home / ".git/info/exclude").write_text("deep.rs\n")
    write(here.home, {"src/new/deep.rs": "mine"})

    check_aside(here, told(here), "it changes files that are changed in the working tree: src/new/deep.rs", {})
    assert "mine" == (here.home / "src/new/deep.rs").read_text()


def test_what_is_staged_is_not_lost(tmp_path: Path) -> None:
    """The working tree holds the old text, git's index another one."""
    here = scene(tmp_path / "w")
    write(here.home, {"src/lib.rs": "staged"})
    git(here.home, "add", "src/lib.rs")
    write(here.home, {"src/lib.rs": "one\n"})

    said = told(here)

    check_aside(here, said, "it changes files that are changed in the working tree: src/lib.rs", {"src/lib.rs": "MM"})
    assert "staged" == git(here.home, "show", ":src/lib.rs")


def test_a_branch_that_moved(tmp_path: Path) -> None:
    """The user has committed meanwhile, or checked something else out."""
    here = scene(tmp_path / "w")
    other = begun(here.home, {"src/lib.rs": "other\n"}, "T-0000000b")
    later = save(here.home)
    check_aside(here, told(here), f"HEAD has moved on to {later[:12]}", {})
    git(here.home, "reset", "-q", "--hard", "HEAD^")
    git(here.home, "checkout", "-q", "-b", "side")

    assert "another branch is checked out" in told(other)
    assert {f"refs/heads/{BRANCH}", "refs/heads/ferrule/T-0000000b"} == refs(here.home)


def test_an_open_task_is_not_disturbed(tmp_path: Path) -> None:
    """A task in the working tree would find a commit that nobody of it has made."""
    here = scene(tmp_path / "w")
    here.tasks.keep(task_of(id="T-0000000c"))

    check_aside(here, told(here), "T-0000000c is open in the working tree", {})


def test_what_is_under_way_is_not_disturbed(tmp_path: Path) -> None:
    """A merge that the user has not ended."""
    here = scene(tmp_path / "w")
    (here.home / ".git/MERGE_HEAD").write_text(f"{head(here.home)}\n")

    assert "a merge is under way" in told(here)


def test_a_workspace_within_its_repository(tmp_path: Path) -> None:
    """Files beside the workspace come over, too."""
    here = scene(tmp_path / "w", {**WORK, "../README.md": "read\n"}, "rust/")
    write(here.home, {"src/keep.rs": "mine"})

    assert "" == told(here)
    assert (here.task.commit, {"rust/src/keep.rs": " M"}) == (head(here.home), status(tmp_path / "w"))
    assert "read\n" == (tmp_path / "w/README.md").read_text()


def test_it_is_brought_over_once(tmp_path: Path) -> None:
    """A second call finds nothing to do, also when the user has committed on top of it."""
    here = scene(tmp_path / "w")
    assert "" == told(here)
    write(here.home, {"src/lib.rs": "mine"})

    assert "" == told(here)
    assert {"src/lib.rs": " M"} == status(here.home)
    later = save(here.home)
    assert ("", later, {}) == (told(here), head(here.home), status(here.home))


def test_files_that_cannot_be_written_stay(tmp_path: Path) -> None:
    """What was put in place already is taken back: a folder stands where nothing can be renamed to."""
    here = scene(tmp_path / "w")
    before = content(here.home)
    hook(here.home, "reference-transaction", "exit 0")
    lock = here.home / ".git/refs/heads/main.lock"
    lock.write_text("")

    said = told(here)
    lock.unlink()

    check_aside(here, said, "the branch cannot be moved", {})
    assert before == content(here.home)


def test_a_branch_of_that_name(tmp_path: Path) -> None:
    """Where no branch can be made, the commit is kept under a name that nothing is in the way of."""
    here = scene(tmp_path / "w")
    git(here.home, "branch", "ferrule")
    save(here.home)

    assert told(here).endswith("`git merge refs/ferrule/T-0000000a`")
    assert here.task.commit == head(here.home, "refs/ferrule/T-0000000a")


def test_logs_come_along(tmp_path: Path) -> None:
    """What shows the evidence of a box is there when the clone is gone; a review brings nothing else."""
    here = scene(tmp_path / "w")
    log = keep_log(state_folder(Path(here.task.tree)).folder, "it passed")
    boxes = tuple(type(box)(box.id, box.phase, box.command, evidence_sha256=log.sha256) for box in here.task.boxes)
    task = task_of(origin=here.task.origin, tree=here.task.tree, boxes=boxes)

    assert () == brought_over(here.home, here.tasks, task, lambda _: None)
    assert "it passed" == read_log(state_folder(here.home).folder, log.sha256)


def test_nothing_of_the_clone_runs(tmp_path: Path) -> None:
    """Neither hooks of the clone, nor those of the user's repository while files are fetched."""
    here = scene(tmp_path / "w")
    for root in (here.home, here.top):
        for name in ("post-checkout", "post-merge", "reference-transaction", "post-index-change"):
            hook(root, name, f"touch {tmp_path}/ran")

    assert "" == told(here)
    assert not (tmp_path / "ran").exists()


def test_a_repository_is_known_by_its_content(tmp_path: Path) -> None:
    """Marks that make git blind for a file do not make ferrule write over it."""
    here = scene(tmp_path / "w")
    git(here.home, "update-index", "--assume-unchanged", "src/lib.rs")
    write(here.home, {"src/lib.rs": "mine"})

    check_aside(here, told(here), "", {})
    assert "mine" == (here.home / "src/lib.rs").read_text()
