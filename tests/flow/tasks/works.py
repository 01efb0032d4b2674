"""A real repository with a real crate, on which tasks are begun, worked on and finished."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from ferrule.api import tasks
from ferrule.facts.task import Box, Task
from ferrule.facts.task_request import BeginRequest, FinishRequest, TaskReport
from tasks.repos import repository
from workspaces import LIB, manifest, write

SETTINGS: Final = 'profile = "quick"\n[profiles]\nquick = ["fmt", "check", "test"]\n'
FILES: Final = {
    "Cargo.toml": manifest("demo"),
    "Cargo.lock": 'version = 4\n\n[[package]]\nname = "demo"\nversion = "0.1.0"\n',
    "ferrule.toml": SETTINGS,
    ".gitignore": "/target\n",
    "src/lib.rs": LIB,
    "tests/whole.rs": "//! Whole.\n\n#[test]\nfn adds() {\n    assert_eq!(demo::add(20, 2), 22);\n}\n",
}
WORK: Final = {
    "src/lib.rs": LIB.replace(
        "#[cfg(test)]", "/// Doubles.\npub fn double(a: u64) -> u64 {\n    a + a\n}\n\n#[cfg(test)]"
    ),
    "tests/double.rs": "//! Doubling.\n\n#[test]\nfn doubles() {\n    assert_eq!(demo::double(4), 8);\n}\n",
}
"""Honest work: a function with its documentation and its test."""


def crate(root: Path, more: dict[str, str] | None = None) -> Path:
    """Make the repository with its crate committed."""
    return repository(root, {**FILES, **(more or {})})


def begun(root: Path, text: str = "add a function that doubles", **more: Any) -> Task:
    """Begin a task; it must begin well."""
    report = tasks.begin(BeginRequest(root, text, trusted=True, **more))
    assert report.exit_code == 0, report.task.boxes
    return report.task


def worked(root: Path, files: dict[str, str] | None = None) -> Path:
    """Do honest work, or write these files."""
    return write(root, WORK if files is None else files)


def finished(root: Path, message: str = "feat: add double", **more: Any) -> TaskReport:
    """Finish the open task."""
    return tasks.finish(FinishRequest(root, message=message, trusted=True, **more))


def bad(report: TaskReport) -> dict[str, Box]:
    """Give the boxes that do not hold, beside those that were not looked at."""
    return {box.id: box for box in report.task.boxes if not box.holds and (box.detail or box.reason)}


Deed = Callable[[Path], object]
