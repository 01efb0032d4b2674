"""The gate `mutants` with the real cargo-mutants, on lines changed since a commit."""

import os
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from advisories import places, run_of, verdict
from ferrule.facts.gate import GateResult
from ferrule.facts.settings import MutantsSettings, Settings
from ferrule.facts.workspace import Selection
from ferrule.gates import mutants
from ferrule.gates.climb import Climb
from ferrule.process.programs import find_program
from workspaces import members, package, path_without, write

needs_the_tool = pytest.mark.skipif(find_program("cargo-mutants") is None, reason="cargo-mutants is not installed")
pytestmark = pytest.mark.cargo
START = "//! A library.\n"
TESTED = """
/// Tells whether a number is even.
pub fn even(a: u64) -> bool {
    a % 2 == 0
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers() {
        assert!(super::even(4));
        assert!(!super::even(3));
        assert!(!super::even(1));
    }
}
"""
UNTESTED = "\n/// Nobody asks.\npub fn quiet() -> bool {\n    true\n}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a committed package on the branch `main`, and be on a branch of one's own."""
    root = package(tmp_path / "ws", {"src/lib.rs": START, ".gitignore": "target\nCargo.lock\n"})
    commit(root)
    return root


def commit(root: Path) -> None:
    """Make a repository with one commit."""
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), (*named, "commit", "-q", "-m", "one")):
        subprocess.run(("git", *words), cwd=root, check=True)
    subprocess.run(("git", "checkout", "-q", "-b", "work"), cwd=root, check=True)


def climbed(root: Path, settings: MutantsSettings | None = None, *packages: str, timeout_s: float = 600) -> GateResult:
    """Climb the one gate with these settings, on these packages."""
    job = run_of(root, root.parent / "scratch", Selection(packages=packages))
    job = replace(job, settings=Settings(mutants=settings or MutantsSettings()), timeout_s=timeout_s)
    [row] = Climb(job, lambda _: None).rows([mutants], lambda _: False)
    return row.result


def copies() -> list[str]:
    """Give what cargo-mutants has left in the folder for temporary files."""
    return [path.name for path in Path(tempfile.gettempdir()).glob(f"ferrule-mutants-{os.getpid()}-*")]


@needs_the_tool
def test_all_are_noticed(root: Path) -> None:
    """Changed lines with good tests pass; mutants are counted; the tree stays as it was, without a target folder."""
    write(root, {"src/lib.rs": START + TESTED})
    before = sorted(path.name for path in root.glob("*"))

    row = climbed(root)

    assert ("passed", ()) == (verdict(row), row.findings)
    assert row.seen is not None
    assert "mutants" == row.seen.unit
    assert row.seen.count > 3
    assert before == sorted(path.name for path in root.glob("*") if path.name != "Cargo.lock")
    assert [] == copies()


@needs_the_tool
def test_a_change_that_no_test_notices(root: Path) -> None:
    """It fails at its line; lines that were there before are not tried."""
    write(root, {"src/lib.rs": START + UNTESTED})

    row = climbed(root)

    assert ("failed", ["missed error src/lib.rs:5"]) == (verdict(row), places(row))
    assert "no test notices: replace quiet -> bool with false" == row.findings[0].message
    assert row.seen is not None
    assert 1 == row.seen.count


@needs_the_tool
def test_a_missed_mutant_that_is_tolerated(root: Path) -> None:
    """As many as the settings allow are warnings: the row passes, although the tool exits with 2, and tells of them."""
    write(root, {"src/lib.rs": START + UNTESTED})

    row = climbed(root, MutantsSettings(missed=1))

    assert ("passed", ["missed warning src/lib.rs:5"]) == (verdict(row), places(row))
    assert "1 mutant missed, which is tolerated; 1 warning" == row.detail


@needs_the_tool
def test_a_file_that_git_does_not_have_yet(root: Path) -> None:
    """A new file is a change in all its lines, before anybody has added it."""
    write(root, {"src/lib.rs": f"{START}mod new;\n", "src/new.rs": UNTESTED.strip() + "\n"})

    assert ["missed error src/new.rs:3"] == places(climbed(root))


@needs_the_tool
def test_only_the_chosen_members(tmp_path: Path) -> None:
    """With `-p` changes of other members are left alone."""
    root = members(tmp_path / "ws", {"one": "", "two": ""})
    write(root, {".gitignore": "target\nCargo.lock\n"})
    commit(root)
    write(root, {"one/src/lib.rs": START + UNTESTED, "two/src/lib.rs": START + UNTESTED})

    assert ["missed error one/src/lib.rs:5"] == places(climbed(root, None, "one"))


@needs_the_tool
def test_tests_that_fail_before_any_change(root: Path) -> None:
    """Without a baseline no mutant says anything; that is never green."""
    write(root, {"src/lib.rs": START + TESTED.replace("even(4)", "even(5)")})

    row = climbed(root)

    assert ("inconclusive: tool-error", ()) == (verdict(row), row.findings)
    assert "the tests fail before any change" in row.detail


@needs_the_tool
def test_only_mutants_that_do_not_compile(root: Path) -> None:
    """What no test could see proves nothing."""
    write(root, {"src/lib.rs": f"{START}pub struct Odd;\npub fn odd() -> Odd {{\n    Odd\n}}\n"})

    assert "inconclusive: nothing-seen" == verdict(climbed(root))


@needs_the_tool
def test_a_change_without_code(root: Path) -> None:
    """A comment has no mutants: nothing was due."""
    write(root, {"src/lib.rs": "//! Another comment.\n"})

    row = climbed(root)

    assert "skipped: not-relevant" == verdict(row)
    assert "No mutants to filter" in row.detail


@needs_the_tool
def test_it_ends_at_its_time_limit(root: Path) -> None:
    """What it had copied is taken away."""
    write(root, {"src/lib.rs": START + TESTED})

    row = climbed(root, timeout_s=1)

    assert "inconclusive: time-budget" == verdict(row)
    assert [] == copies()


@needs_the_tool
def test_a_shared_target_folder_is_not_used(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mutants are not built where the user builds."""
    monkeypatch.setenv("CARGO_TARGET_DIR", str(tmp_path / "shared"))
    write(root, {"src/lib.rs": START + UNTESTED})

    climbed(root)

    assert not (tmp_path / "shared").exists()


def test_nothing_has_changed(root: Path) -> None:
    """Without a changed Rust source nothing is due, whatever else has changed."""
    write(root, {"README.md": "new\n"})

    row = climbed(root)

    assert "skipped: not-relevant" == verdict(row)
    assert row.detail.startswith("no Rust source has changed since ")


def test_without_git(tmp_path: Path) -> None:
    """Nothing tells what has changed."""
    assert "skipped: not-relevant" == verdict(climbed(package(tmp_path / "ws")))


def test_an_unknown_revision(root: Path) -> None:
    """A setting that names nothing is told, and nothing is compared."""
    row = climbed(root, MutantsSettings(since="nowhere"))

    assert "skipped: no-baseline" == verdict(row)
    assert "`mutants.since` nowhere: git knows no such revision" == row.detail


def test_the_verdict_hangs_on_the_commit(root: Path) -> None:
    """The state that the cache asks for is the commit that is compared with."""
    job = run_of(root, root.parent / "scratch")
    head = subprocess.run(("git", "rev-parse", "HEAD"), cwd=root, capture_output=True, text=True, check=True).stdout

    assert head.startswith(mutants.state(job))
    assert mutants.state(job)


def test_not_installed(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cargo-mutants the row says how to get it."""
    write(root, {"src/lib.rs": START + UNTESTED})
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", path_without(tmp_path / "bin", "cargo-mutants"))

    row = climbed(root)

    assert ("skipped: not-installed", mutants.TOOL.remedy) == (verdict(row), row.remedy)
