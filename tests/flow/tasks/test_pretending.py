"""Ways to pretend that a task is done: none of them ticks a box (E08-E10)."""

import os
import shutil
from pathlib import Path

import pytest

from ferrule.errors import FerruleError
from ferrule.flow.tasks.current import TaskAltered
from ferrule.store.place import state_folder
from flow.tasks.pretences import DEEDS
from flow.tasks.works import bad, begun, crate, finished, worked
from tasks.repos import clone, git, head, hook, save
from workspaces import LIB, program

pytestmark = pytest.mark.cargo


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Give a crate with honest work in it, a task that is open, two commits, and a remote."""
    first = crate(tmp_path / "first")
    save(first, "second")
    git(tmp_path, "clone", "-q", "--bare", str(first), str(tmp_path / "remote.git"))
    root = clone(tmp_path / "remote.git", tmp_path / "work")
    hook(root, "pre-commit", "exit 0")
    begun(root)
    return worked(root)


@pytest.mark.parametrize("name", DEEDS)
def test_pretending(work: Path, name: str) -> None:
    """The finish ends without a commit of ferrule's, and the box that it is about is not ticked."""
    deed, box = DEEDS[name]
    deed(work)
    before = head(work)

    report = finished(work)

    assert report.exit_code != 0
    assert report.task.commit == ""
    assert box in bad(report), bad(report)
    assert before == head(work)


@pytest.mark.parametrize(
    ("name", "value"), [("RUSTFLAGS", "--cap-lints=allow"), ("CARGO_BUILD_TARGET", "x"), ("PATH", "fake")]
)
def test_other_surroundings(work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Variables and programs that are not those of the beginning are asked about, and nothing runs with them."""
    if name == "PATH":
        program(tmp_path / "fake", "cargo", "exit 0")
        value = f"{tmp_path / 'fake'}{os.pathsep}{os.environ['PATH']}"
    monkeypatch.setenv(name, value)

    report = finished(work)

    assert (4, ["ladder"]) == (report.exit_code, list(bad(report)))


def test_honest_work(work: Path) -> None:
    """The same work, not touched, ends in one commit with its evidence; nothing is pushed."""
    report = finished(work)

    assert (0, {}) == (report.exit_code, bad(report)), [box.detail for box in report.task.boxes]
    assert head(work) == report.task.commit
    message = git(work, "log", "-1", "--format=%B")
    assert message.startswith("feat: add double\n")
    assert f"Ferrule-Task: {report.task.id}" in message
    assert "Ferrule-Ladder: quick: fmt, check, test" in message
    assert head(work, "origin/main") == head(work, "HEAD~1")


def test_a_record_that_says_done(work: Path) -> None:
    """An edited, a copied and a removed record are each told, and nothing can be finished with them."""
    [record] = (state_folder(work).folder / "tasks").glob("T-*.json")
    text = record.read_bytes()
    record.write_bytes(text.replace(b'"state":"working"', b'"state":"done"'))
    with pytest.raises(TaskAltered):
        finished(work)
    record.write_bytes(text.replace(b'"status":"open"', b'"status":"passed"'))
    with pytest.raises(TaskAltered):
        finished(work)
    record.unlink()
    with pytest.raises(TaskAltered):
        finished(work)
    with pytest.raises(FerruleError, match="not as ferrule wrote it"):
        begun(work, "another one")


def test_an_earlier_record_put_back(work: Path) -> None:
    """The record of an earlier moment is ferrule's own, and ticks nothing: every box is decided anew."""
    [record] = (state_folder(work).folder / "tasks").glob("T-*.json")
    (work / "tests/double.rs").write_text("#[test]\nfn x() {\n    assert_eq!(demo::double(4), 9);\n}\n")
    assert finished(work).exit_code == 1
    kept = record.read_bytes()
    assert finished(work).exit_code == 1
    record.write_bytes(kept)

    assert "test" in bad(finished(work))


def test_verdicts_brought_along(work: Path, tmp_path: Path) -> None:
    """Remembered verdicts of another folder count for nothing here."""
    other = crate(tmp_path / "other")
    begun(other)
    worked(other)
    assert finished(other).exit_code == 0
    (work / "src/lib.rs").write_text(LIB.replace("a + b", "a - b"))
    target = state_folder(work).folder / "verdicts"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(state_folder(other).folder / "verdicts", target)

    assert finished(work).exit_code == 1


@pytest.mark.parametrize(
    "message",
    [
        "done",
        "feat: add double\n\nCo-authored-by: Somebody <a@b.example>",
        "feat: add double\n\nFerrule-Task: T-00000001",
        "feat: add a function that doubles a number of any kind, which is what was asked for here",
    ],
)
def test_a_message_that_may_not_stand(work: Path, message: str) -> None:
    """A message without form, with a co-author or with forged evidence makes no commit."""
    before = head(work)

    report = finished(work, message)

    assert (1, before) == (report.exit_code, head(work))
    assert "commit" in bad(report)
