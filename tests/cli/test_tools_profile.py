"""`ferrule tools install` by profile: those of the workspace's settings too, which are read without trust."""

import json
from pathlib import Path

import pytest

from ladder import ferrule
from workspaces import package

SETTINGS = 'profile = "ours"\n[profiles]\nours = ["fmt"]\nquick = ["clippy"]\n'
PLAN = ("tools", "install", "--dry-run", "--format", "json")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a workspace that nobody trusted, whose settings have a profile of the team's own, and redefine another."""
    files = {"ferrule.toml": SETTINGS, ".cargo/config.toml": "[build]\nincremental = false\n"}
    return package(tmp_path / "ws", files)


def planned(root: Path, *words: str, **env: str) -> list[str]:
    """Give the names of the tools that a plan is about."""
    done = ferrule(root, *PLAN, *words, **env)
    return [tool["name"] for tool in json.loads(done.stdout)["tools"]]


def test_profiles_of_the_workspace(root: Path) -> None:
    """Its own profile is known, one that it redefines is meant as it says, and what it climbs is the default."""
    (root / "src/deep").mkdir()

    assert ["rustfmt"] == planned(root) == planned(root / "src/deep") == planned(root, "--profile", "ours")
    assert ["clippy"] == planned(root, "--profile", "quick") == planned(root, FERRULE_PROFILE="quick")
    assert {"rustfmt", "clippy", "cargo-deny"} < set(planned(root, "--profile", "standard"))


def test_outside_of_a_workspace(tmp_path: Path) -> None:
    """There is the standard profile, and no other than those that ferrule brings along."""
    unknown = ferrule(tmp_path, *PLAN, "--profile", "ours")

    assert planned(tmp_path) == planned(tmp_path, "--profile", "standard")
    assert (2, True) == (unknown.returncode, "no profile 'ours'" in unknown.stderr), unknown.stderr


def test_settings_with_a_mistake(root: Path) -> None:
    """The line is named, and nothing is brought; a tool that is named needs no settings."""
    (root / "ferrule.toml").write_text('profile = "uors"\n[profiles]\nours = ["fmt"]\n')

    broken = ferrule(root, *PLAN)

    assert (2, True) == (broken.returncode, "ferrule.toml:1" in broken.stderr), broken.stderr
    assert "did you mean 'ours'?" in broken.stderr
    assert ["rustfmt"] == planned(root, "rustfmt")
