"""Odd states of a repository, and what agents and hooks add to a task's end."""

from pathlib import Path

import pytest

from ferrule.api import tasks
from ferrule.facts.task import BoxStatus, TaskState
from ferrule.flow.tasks.layout import lay_out
from flow.tasks.works import FILES, bad, begun, crate, finished, worked
from tasks.repos import git, head, hook, repository
from workspaces import write

pytestmark = pytest.mark.cargo


def test_an_agent_that_demands_coverage(tmp_path: Path) -> None:
    """The rules of the agent add their gate to the ladder of the profile."""
    root = crate(tmp_path / "ws")

    task = begun(root, agent="engineer")

    assert ("engineer", ("fmt", "check", "test", "coverage")) == (task.agent, task.ladder.gates)


def test_on_no_branch(tmp_path: Path) -> None:
    """A task on a detached HEAD ends in a commit there, and its begin says what that means."""
    root = crate(tmp_path / "ws")
    git(root, "checkout", "-q", "--detach")
    begun(root)
    worked(root)

    done = finished(root)

    assert (0, head(root)) == (done.exit_code, done.task.commit), bad(done)
    assert "" == git(root, "branch", "--show-current")


def test_a_workspace_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    """Files beside the workspace count as files of the task."""
    files = {name: text for name, text in FILES.items() if name != ".gitignore"}
    top = repository(
        tmp_path / "top", {".gitignore": "target\n", "notes.md": "", **{f"inner/{n}": t for n, t in files.items()}}
    )
    inner = top / "inner"
    begun(inner, "say more of the inner crate")
    write(inner, {"src/lib.rs": FILES["src/lib.rs"].replace("A library", "A library with words")})
    write(top, {"notes.md": "more\n"})
    tasks.answer(inner, None, "no-tests", "only the words of a comment change in this task")

    done = finished(inner, "docs: say more")

    changed = set(git(top, "show", "--name-only", "--format=").split())
    assert {"inner/src/lib.rs", "notes.md"} <= changed, [box.detail for box in done.task.boxes]


def test_a_hook_that_changes_files(tmp_path: Path) -> None:
    """What a hook makes of the work is judged again: it counts when it holds, and not when it does not."""
    root = crate(tmp_path / "ws")
    begun(root)
    worked(root)
    script = "printf '\\n// checked\\n' >> src/lib.rs; git add src/lib.rs"
    hook(root, "pre-commit", script)
    tasks.accept(root, None, "ladder:hooks", "the hook is new")

    done = finished(root)

    assert 0 == done.exit_code, bad(done)
    assert "judged again" in done.task.box("commit").detail
    begun(root, "add another function")
    write(root, {"tests/more.rs": "//! More.\n\n#[test]\nfn more() {\n    assert_eq!(demo::add(1, 1), 2);\n}\n"})
    hook(root, "pre-commit", "printf 'fn broken( {' >> src/lib.rs; git add src/lib.rs")
    tasks.accept(root, None, "ladder:hooks", "the hook is new")
    broken = finished(root, "test: add more")
    assert BoxStatus.FAILED is broken.task.box("commit").status
    assert TaskState.WORKING is broken.task.state


def test_a_plan_file_that_cannot_be_kept(tmp_path: Path) -> None:
    """It does not keep a task from being given up."""
    root = crate(tmp_path / "ws")
    task = begun(root)
    plan = root / ".claude/TODO.md"
    plan.write_text(f"{plan.read_text()}\n<<<<<<< ours\n")

    tasks.abandon(root, None, "not now")

    gone = tasks.status(root, task.id).task
    assert TaskState.ABANDONED is gone.state
    assert "plan file was left" in gone.moments[-1].detail


def test_nothing_to_lay_out(tmp_path: Path) -> None:
    """Without findings nothing is written, and nothing is told."""
    root = crate(tmp_path / "ws")

    assert (0, ()) == lay_out(root, (), frozenset(), lambda _: None)
