"""Which members have been released, by real tags in real git repositories."""

import subprocess
from pathlib import Path

import pytest

from ferrule.workspace.reading import read_both
from ferrule.workspace.releases import released
from workspaces import members


def _tagged(root: Path, *tags: str) -> set[str]:
    """Give the released members after these tags were set on one commit."""
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@b")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "first"), *(("tag", tag) for tag in tags)):
        subprocess.run((*git, *words), cwd=root, check=True, capture_output=True)
    return {package.name for package in released(read_both(root)[0])}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a workspace with the libraries a and b, and c that is never published."""
    return members(tmp_path, {"a": "", "b": "", "c": "publish = false\n"})


def test_no_git_and_no_tags(root: Path) -> None:
    """An absent `publish` key proves nothing."""
    assert released(read_both(root)[0]) == ()
    assert _tagged(root) == set()


def test_a_tag_with_a_name(root: Path) -> None:
    """It is that member's alone; pre-releases and other words are no releases."""
    assert _tagged(root, "a-v1.2.3", "b-v1.0.0-rc.1", "nightly", "b/next") == {"a"}


def test_a_plain_tag(root: Path) -> None:
    """It counts for every member that may be published."""
    assert _tagged(root, "v0.1.0") == {"a", "b"}
