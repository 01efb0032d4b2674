"""A host asks while a task is open: commands and edits are let through or refused; without one there is silence."""

import json
from pathlib import Path
from typing import Any

import pytest

from ferrule.facts.task import Mode, Task, TaskState
from ferrule.flow.tasks.current import tasks_of
from ferrule.flow.tasks.hook import answer_hook
from ferrule.tasks.hosts_hook import SILENCE, HookAnswer
from tasks.repos import repository
from tasks.samples import task_of
from workspaces import LIB, manifest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a crate."""
    files = {"Cargo.toml": manifest("demo"), "src/lib.rs": LIB, "sub/.keep": "", ".gitignore": "/.ferrule\n"}
    return repository(tmp_path / "quay", files)


def opened(root: Path, **more: Any) -> Task:
    """Keep an open task in a workspace."""
    (root / ".ferrule").mkdir(exist_ok=True)
    task = task_of(**more)
    tasks_of(root).keep(task)
    return task


def asks(start: Path, tool: str, cwd: Path | None = None, **given: object) -> HookAnswer:
    """Give what is answered before a tool runs."""
    shape = {"hook_event_name": "PreToolUse", "tool_name": tool, "tool_input": given, "cwd": str(cwd or start)}
    return answer_hook(json.dumps(shape), start)


def reason(answer: HookAnswer) -> str:
    """Give why a tool was refused; empty where it may run."""
    assert answer.exit_code == 0
    said = json.loads(answer.text)["hookSpecificOutput"] if answer.text else {"permissionDecision": "deny"}
    assert "deny" == said["permissionDecision"]
    return str(said.get("permissionDecisionReason", ""))


def test_without_a_task(root: Path, tmp_path: Path) -> None:
    """Nothing is said, and nothing is made: in a workspace, outside of one, in a folder that is not there."""
    assert {SILENCE} == {asks(place, "Bash", command="git push") for place in (root, tmp_path, tmp_path / "no")}
    assert {SILENCE} == {asks(root, "Write", file_path=str(root / ".git/config"))}
    assert not (root / ".ferrule").exists()


def test_a_task_that_is_over(root: Path) -> None:
    """It binds nobody."""
    opened(root, state=TaskState.DONE)

    assert SILENCE == asks(root, "Bash", command="git push")


def test_commands(root: Path) -> None:
    """A push is refused with its reason, ordinary work passes."""
    opened(root)

    assert "nobody pushes within a task" in reason(asks(root, "Bash", command="cargo test && git push"))
    assert "nobody pushes within a task" in reason(asks(root, "Monitor", command="git push"))
    assert "" == reason(asks(root, "Bash", command="cargo test"))
    assert "the command line cannot be read" in reason(asks(root, "Bash", command=3))


def test_edits(root: Path) -> None:
    """By the state of the task, its mode, and where the file lies once all links are followed."""
    opened(root)
    (root / "way").symlink_to(root / ".git")
    (root / "out").symlink_to(root.parent)

    assert "" == reason(asks(root, "Write", file_path=str(root / "src/new.rs")))
    assert "" == reason(asks(root, "Edit", cwd=root / "sub", file_path="../src/lib.rs"))
    assert "" == reason(asks(root, "Read", file_path=str(root / ".git/config")))
    assert "what belongs to git" in reason(asks(root, "Write", file_path=str(root / ".git/config")))
    assert "what belongs to git" in reason(asks(root, "Edit", file_path=str(root / "way/config")))
    assert "what belongs to git" in reason(asks(root, "NotebookEdit", notebook_path=str(root / ".ferrule/tasks/x")))
    assert "outside of the workspace" in reason(asks(root, "Write", file_path=str(root / "out/x")))
    assert "outside of the workspace" in reason(asks(root, "MultiEdit", file_path=str(root / "../x")))


@pytest.mark.parametrize("state", [TaskState.PREPARED, TaskState.MEMO, TaskState.LINT, TaskState.COMMIT])
def test_edits_out_of_their_time(root: Path, state: TaskState) -> None:
    """Write tools are locked until the ladder and the memo stand, and while the work is judged (M22, E07)."""
    opened(root, state=state)

    refusal = reason(asks(root, "Edit", file_path=str(root / "src/lib.rs")))

    assert (state in (TaskState.PREPARED, TaskState.MEMO)) is refusal.startswith("NO_LADDER")
    assert refusal


def test_a_review_writes_nothing(root: Path) -> None:
    """Whoever wants to edit is told where findings go (E04)."""
    opened(root, mode=Mode.REVIEW)

    assert "`ferrule task finish --findings FILE`" in reason(asks(root, "Write", file_path=str(root / "x.md")))


def test_wherever_the_host_stands(root: Path, tmp_path: Path) -> None:
    """The task is found from the folder that is named, from the host's own, and from the file that is to be written."""
    opened(root)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    assert reason(asks(root, "Bash", cwd=elsewhere, command="git push"))
    assert reason(asks(elsewhere, "Bash", cwd=root / "sub", command="git push"))
    assert reason(asks(elsewhere, "Write", file_path=str(root / ".git/config")))
    assert SILENCE == asks(elsewhere, "Bash", command="git push")


def test_a_broken_manifest_opens_nothing(root: Path) -> None:
    """In the midst of work a manifest may be broken: the task is found all the same."""
    opened(root)
    (root / "Cargo.toml").write_text("[package\n")

    assert reason(asks(root / "sub", "Bash", command="git push"))
    assert reason(asks(root / "sub", "Bash", cwd=root / "sub", command="git commit -m x"))


def test_an_altered_record_opens_nothing(root: Path) -> None:
    """Where somebody had a hand in the record, pushes and commits stay refused; everything else goes on."""
    opened(root)
    record = next((root / ".ferrule/tasks").glob("T-*.json"))
    record.write_bytes(record.read_bytes().replace(b'"state":"working"', b'"state":"done"'))

    refusal = reason(asks(root, "Bash", command="git push"))

    assert "a task may be open here" in refusal
    assert "not as ferrule wrote it" in refusal
    assert "nobody pushes" in refusal
    assert "" == reason(asks(root, "Bash", command="cargo test"))
    assert SILENCE == asks(root, "Edit", file_path=str(root / "src/lib.rs"))
    assert "a task may be open here" in answer_hook('{"hook_event_name": "Stop"}', root).text


def test_a_key_that_cannot_be_read_opens_nothing(root: Path, own_home: Path) -> None:
    """Then no record can be trusted; where there are records, a command is judged as if one were open."""
    opened(root)
    (own_home / "state/ferrule/verdicts.key").write_bytes(b"short")

    assert "is not a key" in reason(asks(root, "Bash", command="git push"))
    assert SILENCE == asks(root, "Bash", command="ls")


def test_without_records_a_broken_key_is_nobodys_matter(root: Path, own_home: Path) -> None:
    """A host that works without tasks is left alone."""
    (own_home / "state/ferrule").mkdir(parents=True)
    (own_home / "state/ferrule/verdicts.key").write_bytes(b"short")

    assert SILENCE == asks(root, "Bash", command="git push")


@pytest.mark.parametrize("path", ["", "\0", "a\0b", "\ud800", "x" * 5000, "loop/x"])
def test_odd_paths_never_raise(root: Path, path: str) -> None:
    """A path that no system knows is the host's matter; one that leads in a circle lies nowhere."""
    opened(root)
    (root / "loop").symlink_to("loop")

    answers = [asks(root, "Write", file_path=path), asks(root, "Bash", cwd=Path(path), command="git push")]

    assert ("outside of the workspace" in reason(answers[0])) == (path == "loop/x")
    assert "nobody pushes" in reason(answers[1])


@pytest.mark.parametrize("text", ["", "{", "[]", '{"hook_event_name": "PostToolUse"}', '{"hook_event_name": "Stop"'])
def test_what_cannot_be_read(root: Path, text: str) -> None:
    """Text of no known event is answered with silence, also while a task is open."""
    opened(root)

    assert SILENCE == answer_hook(text, root)
