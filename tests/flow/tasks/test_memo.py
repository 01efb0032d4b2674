"""The memo is done when the plan file on disk has the task under In Progress, and not before."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ferrule.facts.task import BoxStatus, Phase
from ferrule.flow.tasks.memo import complete, put_back, resume, told
from ferrule.flow.tasks.plan_keeping import plan_file
from flow.tasks.memos import MARKED, TEXT, crate, files, task, written
from tasks.repos import git
from workspaces import manifest, write

PLAN = ".claude/TODO.md"


def test_a_plan_file_is_made_and_read_back(tmp_path: Path) -> None:
    """In a repository without one, the file has its five sections and the task; the box carries its hash."""
    root = crate(tmp_path)
    before = files(root)

    box = written(root)

    content = (root / PLAN).read_bytes()
    assert (box.id, box.phase, box.command, box.source) == ("memo", Phase.BEFORE, "/memo", "")
    assert box.status is BoxStatus.PASSED
    assert box.evidence_sha256 == hashlib.sha256(content).hexdigest()
    assert content.decode().startswith(f"# TODO\n\n## In Progress\n\n{MARKED}\n\n## Planned\n")
    assert box.detail == f"{PLAN} (new): 1 In Progress, 0 Planned, 0 Completed, 0 Triage, 0 Won't Fix"
    assert files(root) == before | {PLAN}
    assert (root / PLAN).stat().st_mode & 0o600 == 0o600


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    """A memo that is written stays as it is, to the time of its last change."""
    root = crate(tmp_path)
    first = written(root)
    before = (root / PLAN).stat()

    again = written(root)

    assert again.status is BoxStatus.PASSED
    assert again.evidence_sha256 == first.evidence_sha256
    assert (root / PLAN).stat().st_mtime_ns == before.st_mtime_ns
    assert (root / PLAN).stat().st_ino == before.st_ino


def test_bytes_that_are_no_text_stay(tmp_path: Path) -> None:
    """Line ends, a mark in front, and letters of another encoding are as they were."""
    root = crate(tmp_path)
    old = b"\xef\xbb\xbf# Caf\xe9\r\n\r\n## In Progress\r\n- one\r\n\r\nFree"
    write(root, {PLAN: ""})
    (root / PLAN).write_bytes(old)
    (root / PLAN).chmod(0o640)

    box = written(root)

    found = (root / PLAN).read_bytes()
    assert box.status is BoxStatus.PASSED
    assert found.startswith(old.removesuffix(b"\r\nFree").replace(b"- one", f"{MARKED}\r\n- one".encode()))
    assert b"\n" not in found.replace(b"\r\n", b"")
    assert not found.endswith(b"\n")
    assert (root / PLAN).stat().st_mode & 0o777 == 0o640


def test_the_life_of_an_entry(tmp_path: Path) -> None:
    """Begun, completed with its date, taken up again, put back: each is one step on disk."""
    root = crate(tmp_path, **{PLAN: "## Planned\n- other\n- add retries to the client\n  - a detail\n"})
    written(root)
    today = datetime.now(UTC).date()

    done = complete(root, task(), "commit 12ab")
    assert f"## Completed\n- {TEXT} ({today}: commit 12ab) <!-- task: T-1 -->\n  - a detail\n" in done.text
    assert done.text == (root / PLAN).read_text("utf-8")
    assert (done.path, done.is_new, done.is_ignored) == (PLAN, False, False)

    assert f"## In Progress\n{MARKED}\n  - a detail\n" in resume(root, task()).text
    assert f"## Planned\n- other\n{MARKED}\n  - a detail\n" in put_back(root, task()).text


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({}, PLAN),
        ({".claude/commands/memo.md": "Keep `docs/PLAN.md`."}, "docs/PLAN.md"),
        ({".claude/commands/memo.md": "Keep `../PLAN.md` or `/etc/TODO.md`."}, PLAN),
        ({"AGENTS.md": "The plan is in `work/TODO.md`.", "work/TODO.md": ""}, "work/TODO.md"),
        ({"CLAUDE.md": "The plan is in `work/TODO.md`.", "work/TODO.md": ""}, "work/TODO.md"),
        ({"AGENTS.md": "The plan is in `work/TODO.md`."}, PLAN),
        (
            {
                ".claude/commands/memo.md": "Keep `.claude/TODO.md` unless AGENTS.md names another.",
                "AGENTS.md": "`PLAN.md` is the plan file.",
                "PLAN.md": "",
            },
            "PLAN.md",
        ),
        ({".claude/commands/memo.md": "Keep `TODO.md`.", "AGENTS.md": "`PLAN.md`", "PLAN.md": ""}, "TODO.md"),
    ],
)
def test_the_repository_names_its_plan_file(tmp_path: Path, given: dict[str, str], path: str) -> None:
    """The repository's own memo counts first, then AGENTS.md and CLAUDE.md where the file exists, then custom."""
    root = crate(tmp_path, **given)

    box = written(root)

    assert box.status is BoxStatus.PASSED
    assert box.source == (".claude/commands/memo.md" if ".claude/commands/memo.md" in given else "")
    assert plan_file(root, task()) == path
    assert MARKED in (root / path).read_text("utf-8")


def test_a_task_remembers_its_plan_file(tmp_path: Path) -> None:
    """What the task was begun with counts, whatever the repository says later."""
    root = crate(tmp_path, "Keep `docs/PLAN.md`.")

    written(root, plan_file="notes/todo.md")

    assert MARKED in (root / "notes/todo.md").read_text("utf-8")
    assert not (root / "docs").exists()


def test_a_workspace_below_the_top_of_its_repository(tmp_path: Path) -> None:
    """The memo of the repository counts, and paths in it are meant from there."""
    top = crate(tmp_path, "Keep `PLAN.md`.", **{"rust/Cargo.toml": manifest("inner"), "rust/src/lib.rs": ""})
    root = top / "rust"

    box = written(root)

    assert box.status is BoxStatus.PASSED
    assert box.source == "../.claude/commands/memo.md"
    assert plan_file(root, task()) == "../PLAN.md"
    assert MARKED in (top / "PLAN.md").read_text("utf-8")
    assert files(root) == {"Cargo.toml", "src/lib.rs"}


def test_what_git_ignores_is_said(tmp_path: Path) -> None:
    """A plan file that will be in no commit is kept all the same, and the box says so."""
    root = crate(tmp_path, **{".gitignore": ".claude/\n"})

    box = written(root)

    assert box.status is BoxStatus.PASSED
    assert "git ignores it: it will be in no commit" in box.detail
    assert git(root, "status", "--short") == ""


def test_no_git_is_needed(tmp_path: Path) -> None:
    """In a workspace without a repository the plan is kept in the workspace."""
    root = write(tmp_path / "plain", {"Cargo.toml": manifest("demo"), "src/lib.rs": ""})

    assert written(root).status is BoxStatus.PASSED
    assert MARKED in (root / PLAN).read_text("utf-8")


def test_the_words_are_handed_on(tmp_path: Path) -> None:
    """Whoever works is told the repository's own memo, or ferrule's, without the front matter."""
    root = crate(tmp_path, "---\ndescription: x\n---\n\nKeep `PLAN.md`.\n")

    assert told(root) == "Keep `PLAN.md`.\n"
    assert told(crate(tmp_path / "other")).startswith("Keep the plan file of this repository: `.claude/TODO.md`")
