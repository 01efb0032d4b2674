"""Tasks at their beginning, and repositories in which a memo is written for them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from ferrule.facts.task import Box, Ladder, Mode, Origin, Task, TaskState
from ferrule.flow.tasks.memo import memo
from ferrule.flow.tasks.memo_text import FILE
from tasks.repos import repository
from workspaces import manifest

TEXT: Final = "add retries to the client"
MARKED: Final = f"- {TEXT} <!-- task: T-1 -->"
_NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)


def task(text: str = TEXT, **more: Any) -> Task:
    """Give a task whose memo is to be written."""
    values: dict[str, Any] = {"origin": Origin(), "ladder": Ladder("quick", ()), "boxes": (), **more}
    return Task("T-1", text, Mode.DEVELOP, TaskState.MEMO, _NOW, _NOW, **values)


def crate(root: Path, memo_md: str = "", **files: str) -> Path:
    """Make a repository with a crate; `memo_md` is its own memo."""
    own = {FILE: memo_md} if memo_md else {}
    return repository(root / "repo", {"Cargo.toml": manifest("demo"), "src/lib.rs": "//! A.\n", **own, **files})


def written(root: Path, told: list[str] | None = None, *, trusted: bool = False, **more: Any) -> Box:
    """Write the memo of a task, and give its box."""
    return memo(root, task(**more), (told if told is not None else []).append, trusted=trusted)


def files(root: Path) -> set[str]:
    """Give the files below a folder, without those of git and of ferrule's own state."""
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file() or path.is_symlink())
    return {path.as_posix() for path in found if path.parts[0] not in {".git", ".ferrule"}}
