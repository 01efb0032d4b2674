"""What is changed while ferrule looks elsewhere: during the lint, in a hook, below a link (E08-E10)."""

import shutil
import subprocess
from pathlib import Path

import pytest

from ferrule.api import tasks
from ferrule.facts.task import BoxStatus
from ferrule.flow.tasks.current import TaskAltered, open_task
from flow.tasks.works import bad, begun, crate, finished, worked
from tasks.repos import git, head, hook
from workspaces import program, write

pytestmark = pytest.mark.cargo

FAKE = """#!/bin/sh
echo 'running 1 test'
echo 'test doubles ... ok'
echo
echo 'test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s'
"""
TURNCOAT = """//! Builds.
fn main() {
    if std::path::Path::new("trigger").exists() {
        let text = std::fs::read_to_string("tests/whole.rs").unwrap();
        std::fs::write("tests/whole.rs", text.replace("#[test]", "#[allow(dead_code)]")).unwrap();
    }
}
"""


def test_a_build_script_that_weakens_tests(tmp_path: Path) -> None:
    """What a program changed while the linting built it is looked at before anything is climbed."""
    root = crate(tmp_path / "ws", {"build.rs": TURNCOAT, ".gitignore": "/target\n/trigger\n"})
    begun(root)
    worked(root)
    write(root, {"trigger": ""})
    before = head(root)

    report = finished(root)

    assert (1, before) == (report.exit_code, head(root))
    assert "honest" in bad(report), [box.detail for box in report.task.boxes]


def test_a_hook_that_weakens_tests(tmp_path: Path) -> None:
    """A commit that a hook has emptied of a test is no end of a task, though all that is left passes."""
    root = crate(tmp_path / "ws")
    begun(root)
    worked(root)
    hook(root, "pre-commit", "sed -i 's/#.test.//' tests/whole.rs; git add tests/whole.rs")
    tasks.accept(root, None, "ladder:hooks", "the hook is new")

    report = finished(root)

    assert BoxStatus.FAILED is report.task.box("commit").status
    assert BoxStatus.FAILED is report.task.box("honest").status
    assert 1 == report.exit_code


def test_a_state_folder_that_became_a_link(tmp_path: Path) -> None:
    """The record of an open task is missed, wherever a link in its place leads."""
    root = crate(tmp_path / "ws")
    begun(root)
    shutil.move(root / ".ferrule", tmp_path / "aside")
    (root / "empty").mkdir()
    (root / ".ferrule").symlink_to("empty")

    with pytest.raises(TaskAltered):
        open_task(root)


def test_somebody_elses_work_is_not_mended(tmp_path: Path) -> None:
    """A lint in a file that was dirty before is not repaired behind its owner's back."""
    root = crate(tmp_path / "ws")
    dirty = (root / "tests/whole.rs").read_text() + "\n#[allow(dead_code)]\nfn odd() -> u8 {\n    return 1;\n}\n"
    write(root, {"tests/whole.rs": dirty})
    begun(root)
    worked(root)

    finished(root)

    assert dirty == (root / "tests/whole.rs").read_text()
    assert "" == git(root, "diff", "--cached", "--name-only")


def test_a_stash_parts_what_was_dirty(tmp_path: Path) -> None:
    """A file that was dirty before and is clean again is nobody's, and the task can end."""
    root = crate(tmp_path / "ws")
    write(root, {"tests/whole.rs": (root / "tests/whole.rs").read_text() + "\n// mine\n"})
    begun(root)
    worked(root)
    git(root, "stash", "push", "-q", "tests/whole.rs")

    done = finished(root)

    assert 0 == done.exit_code, bad(done)


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_program_in_the_place_of_a_compiled_test(tmp_path: Path, is_kept: bool) -> None:
    """What lies in the workspace's target folder is nothing that a finish builds on, though Cargo believes it.

    Not even where no state can be kept, because something lies in its place.
    """
    root = crate(tmp_path / "ws")
    begun(root)
    worked(root)
    write(root, {"src/lib.rs": (root / "src/lib.rs").read_text().replace("a + a", "a + a + 1")})
    cargo = ["cargo", "test", "--offline", "--test", "double"]
    subprocess.run([*cargo, "--no-run"], cwd=root, check=True, capture_output=True)
    for built in (root / "target/debug/deps").glob("double-*"):
        if built.suffix == "":
            built.unlink()
            built.write_text(FAKE)
            built.chmod(0o755)
    assert 0 == subprocess.run(cargo, cwd=root, check=False, capture_output=True).returncode
    before = head(root)
    if not is_kept:
        shutil.rmtree(root / ".ferrule/tmp", ignore_errors=True)
        (root / ".ferrule/tmp").write_text("")

    report = finished(root)

    assert (1, before) == (report.exit_code, head(root))
    assert BoxStatus.FAILED is report.task.box("test").status
    assert "doubles" in report.task.box("test").detail


def test_a_hook_that_comes_after_the_word_for_another(tmp_path: Path) -> None:
    """The user's word counts for the hooks as they were then, and for those in folders below them too."""
    root = crate(tmp_path / "ws")
    begun(root)
    worked(root)
    hook(root, "pre-commit", "exec .git/hooks/pre-commit.d/first")
    program(root / ".git/hooks/pre-commit.d", "first", "exit 0")
    tasks.accept(root, None, "ladder:hooks", "the hook is new")
    program(root / ".git/hooks/pre-commit.d", "first", "echo hidden; exit 0")

    report = finished(root)

    assert (4, ["ladder"]) == (report.exit_code, list(bad(report)))


def test_a_plan_file_that_is_a_link(tmp_path: Path) -> None:
    """What ferrule writes through it is no work of the task."""
    root = crate(tmp_path / "ws", {"docs/plan.md": ""})
    (root / ".claude").mkdir()
    (root / ".claude/TODO.md").symlink_to("../docs/plan.md")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a link")
    task = begun(root)

    report = finished(root)

    assert "docs/plan.md" == task.plan_file
    assert "nothing has changed" in report.task.box("files").detail
