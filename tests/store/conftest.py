"""What the tests of the store share: a cache that is not the user's, a full disk."""

import shutil
import subprocess
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder for this test alone."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


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
