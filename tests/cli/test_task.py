"""`ferrule task` as a user meets it: tables, JSON, exit codes, hooks."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from jsonschema import validate

from flow.tasks.works import crate, worked
from ladder import FERRULE, ferrule, ferrule_json
from tasks.repos import git, head
from workspaces import write

pytestmark = pytest.mark.cargo

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"


def test_a_life(tmp_path: Path) -> None:
    """begin, status, finish and list: each prints what it did, and the end is a commit."""
    root = crate(tmp_path / "ws", {".claude/commands/memo.md": "Keep `docs/PLAN.md`.\n"})
    begun = ferrule(root, "task", "begin", "--trust", "add", "a", "function", "that", "doubles")
    assert begun.returncode == 0, begun.stderr
    assert "[x]  memo" in begun.stdout
    assert "Keep `docs/PLAN.md`." in begun.stderr
    assert "add a function that doubles" in (root / "docs/PLAN.md").read_text()
    status = ferrule(root, "task", "status")
    assert (3, "") == (status.returncode, status.stderr)
    assert "[ ]  commit" in status.stdout
    worked(root)

    done = ferrule(root, "task", "finish", "--trust", "-m", "feat: add double")

    assert done.returncode == 0, done.stdout
    assert f"done: commit {head(root)[:12]}, nothing was pushed" in done.stdout
    assert "[x]  honest" in done.stdout
    listed = ferrule(root, "task", "list")
    assert (0, True) == (listed.returncode, "done" in listed.stdout)


def test_for_machines(tmp_path: Path) -> None:
    """Each object fits its schema, with the exit code in it."""
    root = crate(tmp_path / "ws")
    schema = json.loads((SCHEMAS / "task.json").read_text())
    code, begun = ferrule_json(root, "task", "begin", "--trust", "replicate the log over TCP")
    validate(begun, schema)
    assert (0, "working", None) == (code, begun["state"], begun["instructions"])
    worked(root)

    code, asked = ferrule_json(root, "task", "finish", "--trust")

    validate(asked, schema)
    assert (4, 4) == (code, asked["exit_code"])
    assert {"asks"} == {box["status"] for box in asked["boxes"] if box["id"] == "design"}
    code, said = ferrule_json(root, "task", "answer", "failure-model", "n/a: one process alone writes the log here")
    validate(said, schema)
    assert (0, {"failure-model"}) == (code, set(said["answers"]))
    code, listed = ferrule_json(root, "task", "list")
    validate(listed, json.loads((SCHEMAS / "tasks.json").read_text()))
    assert (0, [begun["id"]]) == (code, [one["id"] for one in listed["tasks"]])
    assert 0 == ferrule(root, "task", "accept", "std:x", "--reason", "the oldest Rust has none").returncode


def test_wrong_use(tmp_path: Path) -> None:
    """Each mistake has words, a hint and its exit code."""
    root = crate(tmp_path / "ws")

    ends = {
        "none open": ferrule(root, "task", "status"),
        "no text": ferrule(root, "task", "begin"),
        "no target": ferrule(root, "task", "begin", "--mode", "optimise", "be quick"),
        "no agent": ferrule(root, "task", "begin", "--agent", "nobody", "x"),
        "no such task": ferrule(root, "task", "abandon", "T-ffffffff"),
        "no findings": ferrule(root, "task", "finish", "--findings", "nowhere"),
    }

    assert {"none open": 2, "no text": 2, "no target": 4, "no agent": 2, "no such task": 2, "no findings": 2} == {
        name: done.returncode for name, done in ends.items()
    }
    assert all("hint:" in done.stderr and "Traceback" not in done.stderr for done in ends.values())


def test_an_altered_record(tmp_path: Path) -> None:
    """It is told with exit code 1, and `abandon` with its id removes it."""
    root = crate(tmp_path / "ws")
    ferrule(root, "task", "begin", "--trust", "x y z")
    [record] = (root / ".ferrule/tasks").glob("T-*.json")
    record.write_text(record.read_text().replace("working", "done", 1))

    listed, status = ferrule(root, "task", "list"), ferrule(root, "task", "status")

    assert (1, 1) == (listed.returncode, status.returncode)
    assert record.stem in listed.stdout
    assert "not as ferrule wrote it" in status.stderr
    gone = ferrule(root, "task", "abandon", record.stem)
    assert (0, f"{record.stem}: abandoned\n") == (gone.returncode, gone.stdout)
    assert 0 == ferrule(root, "task", "list").returncode
    assert not record.exists()


def hooked(root: Path, event: Mapping[str, object]) -> str:
    """Ask as a host's hook does; gives what it is told, empty for nothing."""
    words = json.dumps({"session_id": "s", "cwd": str(root), **event})
    done = subprocess.run((FERRULE, "task", "hook"), cwd=root, input=words, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    return done.stdout


def test_hooks(tmp_path: Path) -> None:
    """Within a task a push, a commit by hand and an early end are refused; without one nothing is said."""
    root = crate(tmp_path / "ws")
    push = {
        "hook_event_name": "PreToolUse",
        "tool_name": "Bash",
        "tool_input": {"command": "git commit -am x && git push -f"},
    }
    stop = {"hook_event_name": "Stop", "stop_hook_active": False}
    assert ("", "") == (hooked(root, push), hooked(root, stop))
    ferrule(root, "task", "begin", "--trust", "add a function that doubles")

    refused, blocked = hooked(root, push), json.loads(hooked(root, stop))

    assert "deny" == json.loads(refused)["hookSpecificOutput"]["permissionDecision"]
    assert "block" == blocked["decision"]
    assert "ferrule task finish" in blocked["reason"]
    plain = {"hook_event_name": "PreToolUse", "tool_name": "Bash", "tool_input": {"command": "cargo test"}}
    assert "" == hooked(root, plain)
    write(root, {"x.txt": ""})
    ferrule(root, "task", "abandon")
    assert "" == hooked(root, stop)
    assert git(root, "log", "--format=%s").split() == ["first"]


def test_quiet(tmp_path: Path) -> None:
    """What is only said to be kept is not said under `--quiet`."""
    root = crate(tmp_path / "ws")
    ferrule(root, "task", "begin", "--trust", "--quiet", "x y z")

    done = ferrule(root, "task", "answer", "no-tests", "only words change", "--quiet")

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
