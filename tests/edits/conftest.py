"""What the tests of the edits share: a workspace, its state folder, namespaces."""

import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty workspace."""
    made = tmp_path / "work"
    made.mkdir()
    return made.resolve()


@pytest.fixture
def state(root: Path) -> Path:
    """The workspace's state folder, not yet made."""
    return root / ".ferrule"


@pytest.fixture
def bwrap() -> tuple[str, ...]:
    """The words that start a program in a namespace where all is as outside, or a skip."""
    program = shutil.which("bwrap")
    if program is None:
        pytest.skip("bwrap is not installed")
    words = (program, "--dev-bind", "/", "/")
    if subprocess.run((*words, "true"), check=False, capture_output=True).returncode != 0:
        pytest.skip("bwrap cannot make a namespace here")
    return words
