"""Green that Cargo alone would lie about: `check` is red, and says what it compiled again."""

import os
import subprocess
from pathlib import Path

import pytest

from ladder import brief, climb, row
from workspaces import LIB, package

pytestmark = pytest.mark.cargo

BROKEN = LIB.replace("a + b", "a + 'x'")


def swap(path: Path, text: str) -> None:
    """Put a file in place with the times of the one that was there, as an archive or a backup does."""
    times = path.stat()
    path.write_text(text)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def cargo_is_content(root: Path) -> bool:
    """Say whether Cargo alone is green."""
    words = ("cargo", "check", "-q", "--workspace", "--all-targets")
    return subprocess.run(words, cwd=root, capture_output=True, check=False).returncode == 0


def test_a_broken_file_with_an_old_time_is_red(tmp_path: Path) -> None:
    """Cargo calls the build fresh before; afterwards the fault is found, with its place, and said why."""
    root = package(tmp_path)
    climb(root, "check")
    swap(root / "src/lib.rs", BROKEN)
    lie = cargo_is_content(root)

    report = climb(root, "check")

    assert (True, "failed", 1) == (lie, brief(report, "check")["check"], report.exit_code)
    assert ("files were put in place with times older than the last build: compiled again: demo",) == report.notes


def test_a_shared_target_folder_is_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another checkout of the same package built there is not taken for ours."""
    monkeypatch.setenv("CARGO_TARGET_DIR", str(tmp_path / "shared"))
    climb(package(tmp_path / "one"), "check")
    old = package(tmp_path / "two", {"src/lib.rs": BROKEN})
    for path in (old / "src/lib.rs", old / "Cargo.toml"):
        os.utime(path, (1_600_000_000, 1_600_000_000))

    report = climb(old, "check")

    assert "failed" == brief(report, "check")["check"]
    assert any("compiled again" in note for note in climb(package(tmp_path / "one"), "check", use_cache=False).notes)


def test_nothing_is_compiled_again_for_remembered_verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They hang on content and not on times: a shared folder is left as it is where no gate runs."""
    monkeypatch.setenv("CARGO_TARGET_DIR", str(tmp_path / "shared"))
    root = package(tmp_path / "one")
    climb(root, "check")
    before = sorted((tmp_path / "shared/debug/.fingerprint").iterdir())

    report = climb(root, "check")

    assert row(report, "check").cached
    assert before == sorted((tmp_path / "shared/debug/.fingerprint").iterdir())
    assert not any("compiled again" in note for note in report.notes)


def test_a_gate_that_saw_nothing_is_not_green_and_not_remembered(tmp_path: Path) -> None:
    """An empty walk proves nothing, the second time no more than the first."""
    root = package(tmp_path, {"src/lib.rs": "//! No tests.\n"})

    found = [climb(root, "test") for _ in range(2)]

    assert ["inconclusive: nothing-seen"] * 2 == [brief(report, "test")["test"] for report in found]
    assert [False, False] == [row(report, "test").cached for report in found]


def test_the_folder_of_a_second_lane_is_looked_at_too(tmp_path: Path) -> None:
    """From four processes on gates that check build in a folder of their own, where Cargo can be misled as well."""
    root = package(tmp_path)
    first = climb(root, "check", "test", jobs=4)
    swap(root / "src/lib.rs", BROKEN)

    second = climb(root, "check", "test", jobs=4)

    assert {"check": "passed", "test": "passed"} == brief(first, "check", "test")
    assert (root / ".ferrule/lane-target/debug/.fingerprint").is_dir()
    assert {"check": "failed", "test": "failed"} == brief(second, "check", "test")
