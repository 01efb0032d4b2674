"""The gate `semver-checks` with the real cargo-semver-checks: tags, the registry, and nothing to compare with."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from advisories import parts, run_of, verdict
from ferrule.facts.gate import GateResult
from ferrule.facts.settings import SemverSettings, Settings
from ferrule.gates import semver_checks
from ferrule.gates.climb import Climb
from ferrule.process.programs import find_program
from workspaces import LIB, manifest, members, package, path_without, write

pytestmark = pytest.mark.cargo
needs_the_tool = pytest.mark.skipif(
    find_program("cargo-semver-checks") is None, reason="cargo-semver-checks is not installed"
)
OTHER = LIB + "\n/// Tells nothing.\npub fn quiet() {}\n"
NOBODY = "ferrule-test-crate-that-nobody-published"


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep Cargo, and so the gate, off the network."""
    monkeypatch.setenv("CARGO_NET_OFFLINE", "true")


@pytest.fixture
def root(tmp_path: Path, offline: None) -> Path:
    """Give a library with two functions, whose release 0.1.0 is tagged, and a later commit."""
    root = package(tmp_path / "ws", {"src/lib.rs": OTHER, ".gitignore": "target\nCargo.lock\n"})
    git(root, "init", "-q", "-b", "main")
    release(root, "v0.1.0")
    write(root, {"README.md": "more\n"})
    commit(root)
    return root


def git(root: Path, *words: str) -> None:
    """Run git, as somebody."""
    subprocess.run(("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words), cwd=root, check=True)


def commit(root: Path) -> None:
    """Commit all there is."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "more")


def release(root: Path, tag: str) -> None:
    """Commit all there is, under a tag."""
    commit(root)
    git(root, "tag", tag)


def online() -> None:
    """Skip a test where crates.io cannot be asked."""
    asked = subprocess.run(
        ("cargo", "info", "-q", "--registry", "crates-io", "cfg-if"), capture_output=True, check=False
    )
    if asked.returncode:
        pytest.skip("crates.io cannot be reached")


def climbed(root: Path, baseline: str = "") -> GateResult:
    """Climb the one gate."""
    job = run_of(root, root.parent / "scratch")
    job = replace(job, settings=Settings(semver=SemverSettings(baseline)))
    [row] = Climb(job, lambda _: None).rows([semver_checks], lambda _: False)
    return row.result


@needs_the_tool
def test_an_interface_that_did_not_change(root: Path) -> None:
    """Compared with the last tag; checks are counted, and the row says what was compared."""
    row = climbed(root)

    assert ("passed", ()) == (verdict(row), row.findings)
    assert "compared demo 0.1.0 -> 0.1.0" in row.detail
    assert ("--baseline-rev", "v0.1.0") == row.argv[5:7]
    assert row.seen is not None
    assert "checks" == row.seen.unit
    assert row.seen.count > 50


@needs_the_tool
def test_a_breaking_change(root: Path) -> None:
    """A function that is gone is breaking, in the tool's words, in a version that does not say so."""
    write(root, {"src/lib.rs": LIB})

    row = climbed(root)

    assert "failed" == verdict(row)
    [finding] = row.findings
    assert ("cargo-semver-checks", "function_missing", "demo") == (finding.tool, finding.rule, finding.package)
    assert finding.message.startswith("breaking: pub fn removed or renamed: function demo::quiet")
    assert finding.message.endswith("(demo 0.1.0 -> 0.1.0 requires a new major version)")


@needs_the_tool
def test_a_breaking_change_in_a_new_major_version(root: Path) -> None:
    """The version says so already: there is nothing left to be checked."""
    write(root, {"src/lib.rs": LIB, "Cargo.toml": manifest("demo").replace("0.1.0", "0.2.0")})

    row = climbed(root)

    assert "skipped: not-relevant" == verdict(row)
    assert "a new major version may change anything: demo 0.1.0 -> 0.2.0" == row.detail
    assert "to see what has changed: cargo semver-checks --release-type minor" == row.remedy


@needs_the_tool
def test_code_that_does_not_compile(root: Path) -> None:
    """Nothing can be compared; that is the gate `check`'s to tell, and no breaking change."""
    write(root, {"src/lib.rs": "pub fn a( {}\n"})

    row = climbed(root)

    assert ("inconclusive: tool-error", ()) == (verdict(row), row.findings)


@needs_the_tool
def test_a_member_that_is_new_since_the_tag(tmp_path: Path, offline: None) -> None:
    """It has nothing to be compared with, and is never said to have passed."""
    root = members(tmp_path / "ws", {"one": ""})
    write(root, {".gitignore": "target\nCargo.lock\n"})
    git(root, "init", "-q", "-b", "main")
    release(root, "v0.1.0")
    members(root, {"one": "", "two": ""})
    commit(root)

    row = climbed(root)

    assert "skipped: no-baseline" == verdict(row)
    assert "package `two` not found in" in row.detail


@needs_the_tool
def test_a_revision_from_the_settings(root: Path) -> None:
    """It wins over tags."""
    row = climbed(root, "HEAD")

    assert ("passed", ("--baseline-rev", "HEAD")) == (verdict(row), row.argv[5:7])


@needs_the_tool
def test_the_registry_comes_first(tmp_path: Path) -> None:
    """A crate that is on crates.io is compared with its newest release there; one that is not is left out."""
    online()
    root = members(tmp_path / "ws", {"one": "", "two": ""})
    write(root, {"one/Cargo.toml": manifest("cfg-if").replace("0.1.0", "1.0.4"), "two/Cargo.toml": manifest(NOBODY)})

    row = climbed(root)

    assert ("failed", {"cfg-if": "failed", NOBODY: "skipped: no-baseline"}) == (verdict(row), parts(row))
    assert "--baseline-rev" not in row.argv
    assert {"breaking"} == {finding.message.partition(":")[0] for finding in row.findings if finding.level == "error"}


@needs_the_tool
def test_a_first_release(tmp_path: Path) -> None:
    """Neither on crates.io nor tagged: there is nothing to compare with, in the tool's own words."""
    online()

    row = climbed(package(tmp_path / "ws", {"Cargo.toml": manifest(NOBODY)}))

    assert "skipped: no-baseline" == verdict(row)
    assert "not found in registry" in row.detail


def test_neither_network_nor_tag(tmp_path: Path, offline: None) -> None:
    """Whether there is a release cannot be known, and the tool, which would ask all the same, is not started."""
    row = climbed(package(tmp_path / "ws"))

    assert ("skipped: no-network", ()) == (verdict(row), row.argv)


@pytest.mark.parametrize("registries", ["false", '["own"]'])
def test_what_is_not_for_crates_io(tmp_path: Path, registries: str) -> None:
    """A crate of that name on crates.io would be somebody else's."""
    row = climbed(package(tmp_path / "ws", more=f"publish = {registries}\n"))

    assert verdict(row) == ("skipped: not-relevant" if registries == "false" else "skipped: no-baseline")
    assert () == row.argv


def test_a_program_has_no_interface(tmp_path: Path) -> None:
    """Only libraries are compared."""
    root = write(tmp_path / "ws", {"Cargo.toml": manifest("demo"), "src/main.rs": "fn main() {}\n"})

    assert "skipped: not-relevant" == verdict(climbed(root))


def test_an_unknown_revision(root: Path) -> None:
    """A setting that names nothing is told, and nothing is compared."""
    row = climbed(root, "nowhere")

    assert ("skipped: no-baseline", "`semver.baseline`: git knows no revision 'nowhere'") == (verdict(row), row.detail)


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        (["v0.1.1"], "v0.1.1"),
        (["0.1.1", "nightly", "v0.2.0-rc.1", "2024-01-01"], "0.1.1"),
        (["demo-v0.1.1"], "demo-v0.1.1"),
        (["other-v0.1.1"], "v0.1.0"),
    ],
    ids=str,
)
def test_which_tag_is_a_release(root: Path, monkeypatch: pytest.MonkeyPatch, tags: list[str], chosen: str) -> None:
    """The newest that names a version, of this crate; pre-releases and other crates' are none."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2050-01-01T00:00:00Z")
    git(root, "commit", "-q", "--allow-empty", "-m", "release")
    for tag in tags:
        git(root, "tag", "-a", "-m", "a release", tag)
    git(root, "commit", "-q", "--allow-empty", "-m", "after")
    job = run_of(root, root.parent / "scratch")

    assert ("--baseline-rev", chosen) == semver_checks.call(job).argv[5:7]


def test_the_release_itself_is_compared_with_the_one_before(root: Path) -> None:
    """On the commit of a tag that tag would be compared with itself; once files change it is the last release."""
    release_of_today = "v0.1.1"
    write(root, {"README.md": "most\n"})
    release(root, release_of_today)
    job = run_of(root, root.parent / "scratch")

    at_the_tag = semver_checks.call(job).argv[6]
    write(root, {"README.md": "after\n"})

    assert ("v0.1.0", release_of_today) == (at_the_tag, semver_checks.call(job).argv[6])


def test_the_verdict_hangs_on_tag_and_day(root: Path) -> None:
    """A tag that moves, and a registry that nobody watches, make an old verdict stale."""
    job = run_of(root, root.parent / "scratch")
    before = semver_checks.state(job)
    git(root, "tag", "-f", "v0.1.0", "HEAD")
    write(root, {"README.md": "after\n"})

    assert before != semver_checks.state(job)
    assert 2 == len(before.split())


def test_not_installed(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without cargo-semver-checks the row says how to get it."""
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", path_without(tmp_path / "bin", "cargo-semver-checks"))

    row = climbed(root)

    assert ("skipped: not-installed", semver_checks.TOOL.remedy) == (verdict(row), row.remedy)
