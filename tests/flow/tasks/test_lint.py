"""Linting at the end of a task: what can be mended is, what is somebody else's stays, what is left is told (E08)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ferrule.api import undo
from ferrule.facts.task import Box, BoxStatus
from ferrule.flow.tasks.lint import Linting, lint
from ferrule.flow.tasks.own_way import own_lint
from flow.tasks.works import crate
from tasks.samples import task_of
from workspaces import LIB, program, write

pytestmark = pytest.mark.cargo

UGLY = LIB.replace("pub fn add(a: u64, b: u64) -> u64 {", "pub   fn add(a:u64,b:u64)->u64{")
LINTED = LIB.replace("    a + b", "    return a + b;")


def linted(root: Path, **more: Any) -> Box:
    """Lint a crate as a task's end does."""
    task = task_of()
    accepted = replace(task.ladder, accepted=("not-installed",))
    return lint(Linting(root, replace(task, ladder=accepted), trusted=True, foreign=frozenset(), **more))


def test_what_can_be_mended(tmp_path: Path) -> None:
    """Layout and a lint that clippy is sure of are mended, in steps that can be taken back."""
    root = crate(tmp_path / "ws")
    write(root, {"src/lib.rs": UGLY.replace("    a + b", "    return a + b;")})

    box = linted(root)

    assert BoxStatus.PASSED is box.status, box
    assert LIB == (root / "src/lib.rs").read_text()
    assert box.evidence_sha256
    undo(root, None)
    assert LIB != (root / "src/lib.rs").read_text()


def test_windows_lines(tmp_path: Path) -> None:
    """A file with Windows line ends keeps them."""
    root = crate(tmp_path / "ws")
    (root / "src/lib.rs").write_bytes(UGLY.replace("\n", "\r\n").encode())

    assert BoxStatus.PASSED is linted(root).status
    assert LIB.replace("\n", "\r\n").encode() == (root / "src/lib.rs").read_bytes()


def test_what_is_left(tmp_path: Path) -> None:
    """A lint that nobody can mend for sure is told with its place, and the sources stay as they are."""
    root = crate(tmp_path / "ws")
    odd = LIB.replace("    a + b", "    let x = 0.1 + 0.2;\n    if x == x {}\n    a + b")
    write(root, {"src/lib.rs": odd})

    box = linted(root)

    assert BoxStatus.FAILED is box.status
    assert "src/lib.rs:" in box.detail
    assert "clippy::" in box.detail
    assert odd == (root / "src/lib.rs").read_text()


def test_a_file_that_is_not_of_the_task(tmp_path: Path) -> None:
    """Somebody else's work is not laid out, and the box says so."""
    root = crate(tmp_path / "ws")
    write(root, {"src/lib.rs": UGLY})

    box = lint(Linting(root, task_of(), trusted=True, foreign=frozenset({"src/lib.rs"})))

    assert BoxStatus.FAILED is box.status
    assert "not of this task" in box.detail
    assert UGLY == (root / "src/lib.rs").read_text()


def test_a_file_that_does_not_parse(tmp_path: Path) -> None:
    """What rustfmt cannot read is told, and nothing is written."""
    root = crate(tmp_path / "ws")
    write(root, {"src/lib.rs": "pub fn add( {\n"})

    assert BoxStatus.FAILED is linted(root).status
    assert "pub fn add( {\n" == (root / "src/lib.rs").read_text()


def test_the_way_of_the_repository(tmp_path: Path) -> None:
    """An alias of the repository is used in the place of clippy, and what it says counts."""
    alias = '[alias]\nxlint = "clippy --workspace --all-targets -- -D clippy::unwrap_used"\n'
    root = crate(tmp_path / "ws", {".cargo/config.toml": alias})
    assert ("xlint", ".cargo/config.toml") == own_lint(root)
    clean = linted(root, alias="xlint", source=".cargo/config.toml")
    write(root, {"src/lib.rs": LIB.replace("    a + b", "    a.checked_add(b).unwrap()")})

    box = linted(root, alias="xlint", source=".cargo/config.toml")

    assert (BoxStatus.PASSED, "fmt, cargo xlint, unused-deps") == (clean.status, clean.command)
    assert (BoxStatus.FAILED, ".cargo/config.toml") == (box.status, box.source)
    assert "unwrap" in box.detail


def test_named_by_a_text(tmp_path: Path) -> None:
    """`lint.md` may choose among the aliases of the repository, and cannot bring a program of its own."""
    aliases = {".cargo/config.toml": '[alias]\nhouselint = "clippy"\nxlint = "check"\n'}
    root = crate(tmp_path / "ws", aliases)
    write(
        root, {".claude/commands/lint.md": "---\ndescription: lint\n---\nRun `cargo houselint` until it is silent.\n"}
    )
    named = own_lint(root)
    write(root, {".claude/commands/lint.md": "Run `cargo evil` until it is silent.\n"})

    assert (("houselint", ".claude/commands/lint.md"), ("xlint", ".cargo/config.toml")) == (named, own_lint(root))


def test_without_rustfmt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rustfmt says nothing, nothing is written, and the box fails."""
    root = crate(tmp_path / "ws")
    write(root, {"src/lib.rs": UGLY})
    program(tmp_path / "bin", "rustfmt", "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin", prepend=":")

    assert BoxStatus.PASSED is not linted(root).status
    assert UGLY == (root / "src/lib.rs").read_text()
