"""An agent that stops before the task is over is sent back, but never in a circle."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.facts.task import BoxStatus, TaskState
from ferrule.flow.tasks.current import tasks_of
from ferrule.flow.tasks.hook import answer_hook
from ferrule.tasks.hosts_hook import SILENCE
from flow.tasks.test_hook import opened
from tasks.repos import repository
from workspaces import LIB, manifest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with a crate."""
    files = {"Cargo.toml": manifest("demo"), "src/lib.rs": LIB, ".gitignore": "/.ferrule\n"}
    return repository(tmp_path / "quay", files)


def stops(root: Path, event: str = "Stop", *, again: bool = True, **more: str) -> str:
    """Give what is answered to an agent that wants to stop: `block`, words for the user, or nothing."""
    shape = {"hook_event_name": event, "stop_hook_active": again, "session_id": "s", "cwd": str(root), **more}
    answer = answer_hook(json.dumps(shape), root)
    assert answer.exit_code == 0
    said = json.loads(answer.text) if answer.text else {"systemMessage": ""}
    return str(said.get("decision") or said["systemMessage"])


def test_sent_back(root: Path) -> None:
    """With the open boxes and the command that closes them."""
    opened(root)

    said = json.loads(answer_hook('{"hook_event_name": "Stop"}', root).text)

    assert "block" == said["decision"]
    assert ["- memo", "- alone"] == [line.partition(":")[0] for line in said["reason"].split("\n")[1:3]]
    assert "`ferrule task finish`" in said["reason"]


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.ABANDONED])
def test_a_task_that_is_over(root: Path, state: TaskState) -> None:
    """Keeps nobody."""
    opened(root, state=state)

    assert "" == stops(root)


def test_three_times_in_a_row(root: Path) -> None:
    """Where nothing changes, the fourth time lets the agent stop and tells the user; so do those that follow."""
    opened(root)

    said = [stops(root, again=False), *(stops(root) for _ in range(5))]

    assert ["block"] * 3 == said[:3]
    assert {"T-0000000a stays open: nothing changed while its agent was sent back 3 times."} == set(said[3:])


def test_a_new_turn_counts_anew(root: Path) -> None:
    """After the user spoke, the agent is sent back again."""
    opened(root)
    before = [stops(root) for _ in range(4)]

    after = [stops(root, again=False), *(stops(root) for _ in range(3))]

    assert "block" != before[3]
    assert ["block"] * 3 == after[:3]
    assert "block" != after[3]


def test_a_host_that_never_says_again(root: Path) -> None:
    """Some versions leave the word out: three times are three times."""
    opened(root)

    said = [stops(root, again=False) for _ in range(4)]

    assert (["block"] * 3, False) == (said[:3], said[3] == "block")


def test_work_counts_anew(root: Path) -> None:
    """A changed file, or a box that says something else, is progress."""
    task = opened(root)
    first = [stops(root) for _ in range(4)]
    (root / "src/new.rs").write_text("//! New.\n")
    second = [stops(root) for _ in range(4)]
    tasks_of(root).keep(task.with_box(replace(task.boxes[1], status=BoxStatus.FAILED, detail="x")))
    third = [stops(root) for _ in range(4)]

    assert [["block"] * 3] * 3 == [said[:3] for said in (first, second, third)]
    assert "block" not in (first[3], second[3], third[3])


def test_two_agents_do_not_count_for_each_other(root: Path) -> None:
    """Subagents that take turns come to their end, each for itself."""
    opened(root)

    said = [[stops(root, "SubagentStop", agent_id=name) for name in ("a", "b")] for _ in range(4)]

    assert [["block", "block"]] * 3 == said[:3]
    assert "block" not in said[3]


def test_readers_may_stop(root: Path) -> None:
    """A subagent that looks something up finishes no task."""
    opened(root, agent="engineer")

    assert ("", "block") == (
        stops(root, "SubagentStop", agent_type="Explore"),
        stops(root, "SubagentStop", agent_type="engineer"),
    )


def test_a_question_to_the_user_lets_go(root: Path) -> None:
    """Only the user can answer it: to send the agent back would lead nowhere (P39)."""
    task = opened(root)
    tasks_of(root).keep(task.with_box(replace(task.boxes[1], status=BoxStatus.ASKS, detail="run `x`?")))

    assert "T-0000000a waits for your answer: alone: run `x`?" == stops(root)


def test_a_count_that_cannot_be_kept_lets_go(root: Path) -> None:
    """Without it nobody could tell a circle, and the user is told that the task stays open."""
    task = opened(root)
    tasks_of(root).room(task.id).write_text("a file where the folder has to be")

    assert "stays open; whether its agent goes in a circle cannot be counted" in stops(root)


def test_a_forged_count_counts_nothing(root: Path) -> None:
    """Whoever writes the file by hand is sent back from the beginning."""
    task = opened(root)
    stops(root)
    place = tasks_of(root).room(task.id) / "stops.json"
    place.write_text('{"x": 9}')

    assert ["block"] * 3 == [stops(root) for _ in range(3)]


def test_other_events_are_silent(root: Path) -> None:
    """A host that asks about more than it should gets no answer."""
    opened(root)

    assert SILENCE == answer_hook('{"hook_event_name": "SessionEnd"}', root)
