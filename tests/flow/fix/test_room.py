"""Disks that are full or read-only: an honest end, every file as it was, and no half of a repair."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from ferrule.process.programs import find_program
from flow.fix.crates import FAULT, MARKS, is_left_alone, mended, tree
from ladder import FERRULE, ferrule
from workspaces import package

pytestmark = MARKS

LONG = FAULT + "// long\n" * 8_000
"""So that its new text does not fit where there is little room."""


def fixed_within(root: Path, mounts: tuple[str, ...], *words: str, first: str = "true") -> tuple[int, str, str]:
    """Run `ferrule fix` where these mounts are, after a shell command in there; gives code, output and complaints."""
    script = f'{first}; exec "$@"'
    argv = ("--dev-bind", "/", "/", *mounts, "--chdir", str(root), "sh", "-c", script, "sh", FERRULE, "fix", *words)
    bwrap = str(find_program("bwrap"))
    done = subprocess.run((bwrap, *argv), env=os.environ, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


def small(kilobytes: int, place: Path) -> tuple[str, ...]:
    """Give the mount of a small disk of its own."""
    place.mkdir(parents=True, exist_ok=True)
    return ("--size", str(kilobytes * 1024), "--tmpfs", str(place))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one fault in a long file, which Cargo has seen before."""
    root = package(tmp_path / "ws", {"src/lib.rs": LONG})
    ferrule(root, "fix", "--dry-run", "--tests", "none")
    return root


@pytest.mark.parametrize("kilobytes", [4, 16, 96, 400])
def test_a_state_folder_without_room(root: Path, own_home: Path, kilobytes: int) -> None:
    """Wherever the room for ferrule's own files ends: repaired in full, or as it was with the reason."""
    before = tree(root)
    mounts = (*small(kilobytes, root / ".ferrule"), *small(kilobytes, own_home))

    code, out, told = fixed_within(root, mounts, "--tests", "none", "--format", "json")

    after = tree(root)
    if code == 0:
        assert mended(LONG.encode()) == after["src/lib.rs"][1]
    else:
        assert before == after
        assert any(words in told + out for words in ("No space left", "disk is full", "cannot be written"))
    assert is_left_alone(root)


def test_a_tree_without_room(root: Path, tmp_path: Path) -> None:
    """The repair is found and cannot be written beside the source: it stays as it was, and the file is named."""
    before = tree(root)
    src, kept = root / "src", tmp_path / "kept"
    kept.mkdir()
    mounts = ("--bind", str(src), str(kept), *small(100, src))
    fill = f"cp -p {kept}/lib.rs {src}/; cat /dev/zero >{src}/zero 2>/dev/null"

    code, out, told = fixed_within(root, mounts, "--tests", "none", first=fill)

    assert 2 == code, out + told
    assert "No space left" in told
    assert before == tree(root)


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_read_only_workspace(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """It is refused before anything is tried; the edits can be looked at all the same."""
    monkeypatch.setenv("CARGO_TARGET_DIR", str(tmp_path / "target"))
    before = tree(root)

    code, out, told = fixed_within(root, ("--ro-bind", str(root), str(root)), "--tests", "none", *words)

    assert before == tree(root)
    if words:
        assert (0, True) == (code, "+    let mut v = Vec::new();" in out)
    else:
        assert (2, True) == (code, "Read-only file system" in told)


def test_a_folder_that_is_read_only(root: Path) -> None:
    """The sources cannot be written though the workspace can: left, and nothing is claimed."""
    before = tree(root)
    src = str(root / "src")

    code, out, _ = fixed_within(root, ("--ro-bind", src, src), "--tests", "none", "--format", "json")

    report = json.loads(out)
    assert (1, "unfixed", False, before) == (code, report["verdict"], report["applied"], tree(root))
