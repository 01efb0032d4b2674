"""The gate `features` with the real cargo-hack: each feature by itself."""

from pathlib import Path

import pytest

from advisories import climbed, places, verdict
from ferrule.gates import features
from ferrule.process.programs import find_program
from workspaces import LIB, members, package, path_without

pytestmark = [
    pytest.mark.cargo,
    pytest.mark.skipif(find_program("cargo-hack") is None, reason="cargo-hack is not installed"),
]
TWO = '[features]\ndefault = ["a"]\na = []\nb = []\n'
BROKEN = LIB + '\n#[cfg(all(feature = "b", not(feature = "a")))]\npub fn b() -> u8 {\n    "b"\n}\n'


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for the run."""
    return tmp_path / "scratch"


def test_every_set_compiles(tmp_path: Path, scratch: Path) -> None:
    """All, none, each by itself and the default ones: five sets for two features and `default`."""
    row = climbed(features, package(tmp_path / "ws", more=TWO), scratch)

    assert ("passed", ()) == (verdict(row), row.findings)
    assert row.seen is not None
    assert ("feature sets", 5) == (row.seen.unit, row.seen.count)


def test_a_feature_that_does_not_compile_by_itself(tmp_path: Path, scratch: Path) -> None:
    """What all features together hide is found, told with its features, and the other sets are tried as well."""
    row = climbed(features, package(tmp_path / "ws", {"src/lib.rs": BROKEN}, TWO), scratch)

    assert ("failed", ["E0308 error src/lib.rs:22"]) == (verdict(row), places(row))
    assert row.findings[0].message == "mismatched types (with --no-default-features --features b)"
    assert row.seen is not None
    assert 5 == row.seen.count


def test_an_error_of_every_set_is_told_once(tmp_path: Path, scratch: Path) -> None:
    """One error in five runs is one finding."""
    row = climbed(features, package(tmp_path / "ws", {"src/lib.rs": "pub fn a() -> u8 {}\n"}, TWO), scratch)

    assert ["E0308 error src/lib.rs:1"] == places(row)
    assert row.findings[0].message == "mismatched types (with --all-features and 4 more)"


def test_an_optional_dependency_is_a_feature(tmp_path: Path, scratch: Path) -> None:
    """The feature that Cargo makes of it is tried too."""
    lines = '[dependencies]\none = { path = "../one", optional = true }\n'
    code = LIB + '\n#[cfg(feature = "one")]\npub fn one() -> u8 {\n    "b"\n}\n'
    root = members(tmp_path / "ws", {"one": "", "two": lines})
    (root / "two/src/lib.rs").write_text(code)

    row = climbed(features, root, scratch)

    assert ("failed", ["E0308 error two/src/lib.rs:22"]) == (verdict(row), places(row))


def test_without_features(tmp_path: Path, scratch: Path) -> None:
    """There is nothing to combine, nor with an empty `default` alone."""
    bare = climbed(features, package(tmp_path / "bare"), scratch)
    empty = climbed(features, package(tmp_path / "empty", more="[features]\ndefault = []\n"), scratch)

    assert ["skipped: not-relevant"] * 2 == [verdict(bare), verdict(empty)]


def test_manifests_stay_as_they_are(tmp_path: Path, scratch: Path) -> None:
    """cargo-hack can rewrite Cargo.toml; the gate does not let it."""
    root = package(tmp_path / "ws", more=TWO)
    before = (root / "Cargo.toml").stat()

    climbed(features, root, scratch)

    assert before.st_mtime_ns == (root / "Cargo.toml").stat().st_mtime_ns


def test_a_dependency_that_is_not_there(tmp_path: Path, scratch: Path) -> None:
    """Without a finding it is about the tool, in Cargo's words."""
    lines = f'{TWO}[dependencies]\nnope = {{ path = "nope" }}\n'

    row = climbed(features, package(tmp_path / "ws", more=lines), scratch)

    assert "inconclusive: tool-error" == verdict(row)
    assert "failed to get `nope` as a dependency of package `demo v0.1.0" in row.detail


def test_in_github_actions(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There cargo-hack would write its headings in another form."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    assert "passed" == verdict(climbed(features, package(tmp_path / "ws", more=TWO), scratch))


def test_not_installed(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cargo-hack the row says how to get it."""
    root = package(tmp_path / "ws", more=TWO)
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")
    monkeypatch.setenv("PATH", path_without(tmp_path / "bin", "cargo-hack"))

    row = climbed(features, root, scratch)

    assert ("skipped: not-installed", features.TOOL.remedy) == (verdict(row), row.remedy)
