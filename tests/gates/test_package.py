"""The gate `package` with the real Cargo: what can be published, and what cannot."""

import subprocess
from pathlib import Path

import pytest

from advisories import climbed, places, run_of, verdict
from ferrule.gates import package
from workspaces import LIB, members, write
from workspaces import package as crate

pytestmark = pytest.mark.cargo


@pytest.fixture(autouse=True)
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Cargo off the network, with a home of its own: no test here needs a crate."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for the run."""
    return tmp_path / "scratch"


def test_a_package_that_builds_by_itself(tmp_path: Path, scratch: Path) -> None:
    """It passes and is counted; that crates.io would ask for a description is a warning."""
    row = climbed(package, crate(tmp_path / "ws"), scratch)

    assert ("passed", ["metadata warning Cargo.toml:None"]) == (verdict(row), places(row))
    assert row.findings[0].message.startswith("manifest has no description, license")
    assert row.seen is not None
    assert ("packages", 1) == (row.seen.unit, row.seen.count)


def test_a_file_that_is_left_out(tmp_path: Path, scratch: Path) -> None:
    """What compiles in the tree and not from the package fails, at its place in the member."""
    root = members(tmp_path / "ws", {"one": 'exclude = ["src/words.txt"]\n', "two": ""})
    write(root, {"one/src/words.txt": "x", "one/src/lib.rs": 'pub const X: &str = include_str!("words.txt");\n'})

    row = climbed(package, root, scratch)

    assert "failed" == verdict(row)
    assert "None error one/src/lib.rs:1" in places(row)
    assert row.seen is not None
    assert 0 == row.seen.count


def test_only_publishable_members(tmp_path: Path, scratch: Path) -> None:
    """A member with `publish = false` is not packed, whatever is wrong with it."""
    root = members(tmp_path / "ws", {"one": "", "two": 'publish = false\nreadme = "nope.md"\n'})

    row = climbed(package, root, scratch)

    assert ("passed", ("-p", "one")) == (verdict(row), row.argv[2:4])
    assert "two" not in row.argv


def test_nothing_is_ever_published(tmp_path: Path, scratch: Path) -> None:
    """Where no member may be published nothing is due."""
    row = climbed(package, crate(tmp_path / "ws", more="publish = false\n"), scratch)

    assert "skipped: not-relevant" == verdict(row)


@pytest.mark.parametrize(
    ("lines", "rule", "said"),
    [
        ('readme = "nope.md"\n', "manifest", "readme `nope.md` does not appear to exist"),
        ('[dependencies]\ndep = { path = "../dep" }\n', "manifest", "dependency `dep` does not specify a version"),
    ],
    ids=["readme", "path dependency"],
)
def test_a_manifest_that_cannot_be_published(tmp_path: Path, scratch: Path, lines: str, rule: str, said: str) -> None:
    """A file that is named and not there, a dependency that only this machine has: the manifest's faults."""
    crate(tmp_path / "dep", {"Cargo.toml": '[package]\nname = "dep"\nversion = "0.1.0"\nedition = "2021"\n'})

    row = climbed(package, crate(tmp_path / "ws", more=lines), scratch)

    assert "failed" == verdict(row)
    [error] = [finding for finding in row.findings if finding.level == "error"]
    assert (rule, "Cargo.toml") == (error.rule, error.path)
    assert said in error.message


def test_members_that_need_each_other(tmp_path: Path, scratch: Path) -> None:
    """Members that would be published together are packed together; none has to be in the registry before."""
    lines = '[dependencies]\none = { path = "../one", version = "0.1" }\n'
    root = members(tmp_path / "ws", {"one": "", "two": lines})

    row = climbed(package, root, scratch)

    assert ("passed", ("-p", "one", "-p", "two")) == (verdict(row), row.argv[2:6])
    assert row.seen is not None
    assert 2 == row.seen.count


def test_a_dependency_that_cannot_be_looked_up(tmp_path: Path, scratch: Path) -> None:
    """Offline nothing tells whether a dependency is published: that is about the machine."""
    crate(tmp_path / "dep", {"Cargo.toml": '[package]\nname = "dep"\nversion = "0.1.0"\nedition = "2021"\n'})
    lines = '[dependencies]\ndep = { path = "../dep", version = "0.1" }\n'

    row = climbed(package, crate(tmp_path / "ws", more=lines), scratch)

    assert "inconclusive: no-network" == verdict(row)


def test_a_build_script_that_writes_beside_itself(tmp_path: Path, scratch: Path) -> None:
    """Cargo refuses a package whose build changes its sources, and says which."""
    build = 'fn main() {\n    std::fs::write("src/made.rs", "").unwrap();\n}\n'

    row = climbed(package, crate(tmp_path / "ws", {"build.rs": build}), scratch)

    assert "failed" == verdict(row)
    assert "build-script error Cargo.toml:None" in places(row)


def test_a_dirty_tree_is_judged_as_it_is(tmp_path: Path, scratch: Path) -> None:
    """What is not committed is packed too, and the row says how much that is."""
    root = crate(tmp_path / "ws", {".gitignore": "target\nCargo.lock\n"})
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    for words in (("init", "-q"), ("add", "-A"), (*named, "commit", "-q", "-m", "one")):
        subprocess.run(("git", *words), cwd=root, check=True)

    clean = climbed(package, root, scratch)
    write(root, {"src/lib.rs": LIB + "\n// more\n"})
    dirty = climbed(package, root, scratch)

    assert ["passed", "passed"] == [verdict(clean), verdict(dirty)]
    assert ["1 warning", "judged with 1 uncommitted file; 1 warning"] == [clean.detail, dirty.detail]


def test_the_verdict_hangs_on_what_is_not_committed(tmp_path: Path, scratch: Path) -> None:
    """A commit changes no file; the row that tells of uncommitted ones holds no longer all the same."""
    root = crate(tmp_path / "ws", {".gitignore": "target\nCargo.lock\n"})
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    job = run_of(root, scratch)
    without = package.state(job)
    subprocess.run(("git", "init", "-q"), cwd=root, check=True)
    before = package.state(job)
    for words in (("add", "-A"), (*named, "commit", "-q", "-m", "one")):
        subprocess.run(("git", *words), cwd=root, check=True)

    assert ["", "judged with 3 uncommitted files", ""] == [without, before, package.state(job)]
