"""A target folder that is not this checkout's own is found before anybody trusts its green."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ferrule.workspace.metadata import read_workspace
from ferrule.workspace.target_folder import target_faults
from workspaces import package

pytestmark = pytest.mark.cargo


def built(root: Path) -> Path:
    """Give a package that was built once, with a build script."""
    package(root, {"build.rs": "fn main() {}\n"})
    subprocess.run(("cargo", "build", "--quiet", "--offline"), cwd=root, check=True)
    return root


def test_a_fresh_and_an_own_folder_are_fine(tmp_path: Path) -> None:
    """Before and after a build of this very checkout there is nothing to say."""
    before = target_faults(read_workspace(package(tmp_path)))

    assert ((), ()) == (before, target_faults(read_workspace(built(tmp_path))))


@pytest.mark.parametrize("kept", ["*.d", "build"])
def test_a_copied_folder_is_found(tmp_path: Path, kept: str) -> None:
    """A target folder that came along with a copy names its old place, in either kind of note."""
    first = built(tmp_path / "first")
    shutil.copytree(first, tmp_path / "second")
    for note in (tmp_path / "second/target/debug").glob("*.d"):
        if kept != "*.d":
            note.unlink()

    [fault] = target_faults(read_workspace(tmp_path / "second"))

    assert f"was copied from {first / 'target'}" in fault


def test_a_folder_outside_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target folder that other checkouts may share is named with the variable that chose it."""
    monkeypatch.setenv("CARGO_TARGET_DIR", str(tmp_path / "shared"))

    [fault] = target_faults(read_workspace(package(tmp_path / "ws")))

    assert "lies outside the workspace (by CARGO_TARGET_DIR)" in fault


def test_a_note_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    """A damaged note is no reason to fail."""
    root = built(tmp_path)
    os.mkfifo(root / "target/debug/strange.d.tmp")
    (root / "target/debug/broken.d").symlink_to("nowhere")
    (root / "target/debug/binary.d").write_bytes(b"\xff\x00: x")

    assert target_faults(read_workspace(root)) == ()
