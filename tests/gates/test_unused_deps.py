"""The gate `unused-deps` with the real cargo-shear and cargo-machete: used, unused, nothing declared."""

from pathlib import Path

import pytest

from advisories import climbed, locking, places, verdict
from ferrule.facts.workspace import Selection
from ferrule.gates import unused_deps
from ferrule.process.programs import find_program
from workspaces import manifest, package, path_without, write

pytestmark = pytest.mark.cargo
IGNORED = {"shear": "cfg-if", "machete": "other"}
UNUSED = {"src/lib.rs": "//! Nothing.\n\n/// Does nothing.\npub fn nothing() {}\n"}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace that uses the one dependency that it declares."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    return locking(tmp_path / "ws")


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for what the gate has to hand over as a file."""
    return tmp_path / "scratch"


@pytest.fixture
def only_machete(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the same workspace on a machine that has cargo-machete and not cargo-shear."""
    machete = find_program("cargo-machete")
    if machete is None:
        pytest.skip("cargo-machete is not installed (`cargo install cargo-machete`)")
    bare(scratch, monkeypatch)
    link = scratch / "bin" / "cargo-machete"
    link.unlink(missing_ok=True)
    link.symlink_to(machete)
    return root


def bare(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take both tools off the PATH."""
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")
    monkeypatch.setenv("PATH", path_without(scratch / "bin", "cargo-shear", "cargo-machete"))


def test_all_are_used(root: Path, scratch: Path) -> None:
    """A dependency that the code names is used; the row counts what is declared."""
    row = climbed(unused_deps, root, scratch)

    assert ("passed", ()) == (verdict(row), row.findings)
    assert row.seen is not None
    assert ("dependencies", 1) == (row.seen.unit, row.seen.count)


def test_an_unused_dependency(root: Path, scratch: Path) -> None:
    """The finding names the manifest, the line and the dependency; a file that no module names is a warning."""
    write(root, UNUSED | {"src/forgotten.rs": "pub fn lost() {}\n"})

    row = climbed(unused_deps, root, scratch)

    assert "failed" == verdict(row)
    assert ["shear/unused_dependency error Cargo.toml:8", "shear/unlinked_files warning None:None"] == places(row)
    assert "unused dependency `cfg-if`" == row.findings[0].message


def test_an_unused_dependency_that_is_ignored(root: Path, scratch: Path) -> None:
    """What Cargo.toml tells the tool to overlook is no finding, and the row names it; that for another tool is not."""
    metadata = "".join(f'[package.metadata.cargo-{tool}]\nignored = ["{name}"]\n' for tool, name in IGNORED.items())
    write(root, UNUSED | {"Cargo.toml": (root / "Cargo.toml").read_text() + metadata})

    row = climbed(unused_deps, root, scratch)

    assert ("passed", "1 dependency ignored in Cargo.toml: cfg-if") == (verdict(row), row.detail)


def test_chosen_packages(root: Path, scratch: Path) -> None:
    """With `-p` only the dependencies of the chosen packages are looked at."""
    more = '[workspace]\nmembers = ["other"]\n'
    write(root, {"Cargo.toml": (root / "Cargo.toml").read_text() + more, **UNUSED})
    write(root / "other", {"Cargo.toml": manifest("other", '[dependencies]\ndemo = { path = ".." }\n'), **UNUSED})
    (root / "Cargo.lock").unlink()

    chosen = climbed(unused_deps, root, scratch, Selection(packages=("other",)))
    every = climbed(unused_deps, root, scratch)

    assert ["shear/unused_dependency error other/Cargo.toml:6"] == places(chosen)
    assert 2 == len(every.findings)


def test_a_lock_that_is_out_of_date_stays_as_it_is(root: Path, scratch: Path) -> None:
    """The gate writes nothing into the workspace, not even what Cargo would."""
    lock = (root / "Cargo.lock").read_text().replace('version = "0.1.0"', 'version = "0.2.0"')
    write(root, {"Cargo.lock": lock})

    row = climbed(unused_deps, root, scratch)

    assert "inconclusive: tool-error" == verdict(row)
    assert lock == (root / "Cargo.lock").read_text()


def test_nothing_declared(tmp_path: Path, scratch: Path) -> None:
    """A package without dependencies has none that is unused."""
    row = climbed(unused_deps, package(tmp_path / "ws"), scratch)

    assert ("skipped: not-relevant", "no dependency is declared") == (verdict(row), row.detail)


def test_neither_tool(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without both tools the row says how to get one."""
    bare(scratch, monkeypatch)

    row = climbed(unused_deps, root, scratch)

    assert ("skipped: not-installed", unused_deps.TOOL.remedy) == (verdict(row), row.remedy)
    assert "neither cargo-shear nor cargo-machete is on PATH" == row.detail


def test_machete_where_shear_is_missing(only_machete: Path, scratch: Path) -> None:
    """cargo-machete's findings have their line too; what it says of foreign manifests is no failure of ours."""
    used = climbed(unused_deps, only_machete, scratch)
    write(only_machete / "beside", {"Cargo.toml": manifest("beside", '[dependencies]\ncfg-if = "1"\n'), **UNUSED})
    beside = climbed(unused_deps, only_machete, scratch)
    write(only_machete, UNUSED)
    unused = climbed(unused_deps, only_machete, scratch)

    assert ["passed", "inconclusive: tool-error", "failed"] == [verdict(row) for row in (used, beside, unused)]
    assert "beside/Cargo.toml" in beside.detail
    assert ["unused_dependency error Cargo.toml:8"] == places(unused)
    assert ("cargo", "machete") == unused.argv[:2]
