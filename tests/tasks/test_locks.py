"""What may be written while a task is open, and what is said to an agent that stops too soon."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from ferrule.facts.task import BoxStatus, Ladder, Mode, TaskState
from ferrule.tasks.locks import edit_refusal, finishes, stop_refusal, waits_for_user
from tasks.samples import task_of

SOURCE = PurePosixPath("src/lib.rs")


def test_work_may_write() -> None:
    """Files below the root, the settings of git's own files among them."""
    task = task_of()

    assert {""} == {
        edit_refusal(task, PurePosixPath(path))
        for path in ("src/lib.rs", ".gitignore", ".github/ci.yml", ".claude/TODO.md", ".claude/commands/memo.md")
    }


@pytest.mark.parametrize("state", [TaskState.PREPARED, TaskState.MEMO])
def test_the_ladder_comes_first(state: TaskState) -> None:
    """Before it and the memo nothing is written, and the word says so."""
    refusal = edit_refusal(task_of(state=state), SOURCE)

    assert refusal.startswith("NO_LADDER: ")
    assert "`ferrule task begin`" in refusal


def test_no_ladder() -> None:
    """A task without gates has none, whatever its state says."""
    assert edit_refusal(task_of(ladder=Ladder("quick", ())), SOURCE).startswith("NO_LADDER: ")


@pytest.mark.parametrize("state", [TaskState.LINT, TaskState.COMMIT])
def test_nothing_changes_under_the_judge(state: TaskState) -> None:
    """What is judged is what is committed."""
    assert "is being judged" in edit_refusal(task_of(state=state), SOURCE)


def test_a_review_reads() -> None:
    """In no state does it write."""
    refusals = {edit_refusal(task_of(mode=Mode.REVIEW, state=state), SOURCE) for state in TaskState}

    assert 1 == len(refusals)
    assert "is a review and changes no file" in refusals.pop()


@pytest.mark.parametrize(
    "path",
    [
        *(".git/config", ".git/hooks/pre-commit", "sub/.git/HEAD", ".git", ".GIT/config", ".ferrule/tasks/x.json"),
        *(".ferrule/x", "sub/.Ferrule/x", ".claude/settings.json", "sub/.claude/settings.local.json"),
    ],
)
def test_closed_places(path: str) -> None:
    """What belongs to git, to ferrule and to the host's own rules."""
    assert edit_refusal(task_of(), PurePosixPath(path)).startswith(f"{path}: what belongs to git, ferrule or the host")


def test_elsewhere() -> None:
    """A file outside of the workspace is none of the task's."""
    assert edit_refusal(task_of(), None).startswith("outside of the workspace of T-0000000a")


def test_what_is_open_is_told() -> None:
    """Each box with what is known of it, and the command that goes on; a long list is cut."""
    task = task_of()
    failed = replace(task.boxes[1], status=BoxStatus.FAILED, detail="a commit by hand", remedy="undo it")
    few = replace(task, boxes=(failed, replace(task.boxes[2], status=BoxStatus.PASSED)))
    many = replace(task, boxes=tuple(replace(task.boxes[1], id=f"b{index}") for index in range(20)))

    assert stop_refusal(few).split("\n") == [
        "T-0000000a is not finished (count the wheels). Open boxes:",
        "- alone failed: a commit by hand: undo it",
        "Run `ferrule task finish`: it says what is left.",
    ]
    assert "- and 8 more" in stop_refusal(many)
    assert "Run `ferrule task begin`" in stop_refusal(replace(few, state=TaskState.MEMO))


def test_questions_to_the_user() -> None:
    """They are the only boxes that the agent cannot answer by working on."""
    task = task_of()
    asks = replace(task.boxes[1], status=BoxStatus.ASKS, detail="run `x`?")

    assert ("", "alone: run `x`?") == (waits_for_user(task), waits_for_user(task.with_box(asks)))


@pytest.mark.parametrize(
    ("own", "agent", "expected"),
    [
        ("", "", True),
        ("", "general-purpose", True),
        ("", "Explore", False),
        ("", "Plan", False),
        ("engineer", "engineer", True),
        ("engineer", "ferrule:engineer", True),
        ("engineer", "general-purpose", False),
        ("engineer", "", True),
    ],
)
def test_which_subagents_finish_a_task(own: str, agent: str, expected: bool) -> None:
    """The task's own, else all but those that only read."""
    assert expected is finishes(task_of(agent=own), agent)
