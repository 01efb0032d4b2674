"""The gate `msrv` with the real Cargo: declared versions that are installed, and those that are not."""

import re
import subprocess
from pathlib import Path

import pytest

from advisories import climbed, parts, places, verdict
from ferrule.gates import msrv
from ferrule.gates.msrv_toolchains import installed_for
from ferrule.workspace.metadata import read_toolchain
from workspaces import LIB, manifest, members, package, program, write

pytestmark = pytest.mark.cargo
NEWER = "1.990"


@pytest.fixture(scope="module")
def here() -> str:
    """Give the release that is installed, such as `1.95.0`."""
    release = read_toolchain(Path("/")).release
    if "-" in release:
        pytest.skip(f"the default toolchain is no release: {release}")
    return release


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for the run."""
    return tmp_path / "scratch"


def declares(version: str) -> str:
    """Give the line of a manifest."""
    return f'rust-version = "{version}"\n'


def toolchains() -> str:
    """Give what rustup has installed."""
    return subprocess.run(("rustup", "toolchain", "list"), capture_output=True, text=True, check=False).stdout


def test_the_declared_release_is_the_installed_one(tmp_path: Path, scratch: Path, here: str) -> None:
    """It compiles, its units are counted, and the row says which release was tried."""
    row = climbed(msrv, package(tmp_path / "ws", more=declares(here)), scratch)

    assert ("passed", f"with Rust {here}") == (verdict(row), row.detail)
    assert row.seen is not None
    assert ("units", 1) == (row.seen.unit, row.seen.count)


def test_a_minor_release_is_proved_by_its_patches(tmp_path: Path, scratch: Path, here: str) -> None:
    """`1.95` holds with any 1.95.x; a later patch than the installed one does not."""
    minor, _, patch = here.rpartition(".")

    fine = climbed(msrv, package(tmp_path / "fine", more=declares(minor)), scratch)
    later = climbed(msrv, package(tmp_path / "later", more=declares(f"{minor}.{int(patch) + 90}")), scratch)

    assert ["passed", "skipped: not-installed"] == [verdict(fine), verdict(later)]


@pytest.mark.parametrize("version", ["1.56", NEWER])
def test_a_version_that_is_not_installed(tmp_path: Path, scratch: Path, version: str) -> None:
    """An older or newer Rust is skipped with the command that brings it, and nothing is installed."""
    before = toolchains()

    row = climbed(msrv, package(tmp_path / "ws", more=declares(version)), scratch)

    assert ("skipped: not-installed", f"rustup toolchain install {version}") == (verdict(row), row.remedy)
    assert f"declared and not installed: Rust {version}" == row.detail
    assert before == toolchains()


def test_nothing_declared(tmp_path: Path, scratch: Path) -> None:
    """Where no version is promised none has to suffice."""
    assert "skipped: not-relevant" == verdict(climbed(msrv, package(tmp_path / "ws"), scratch))


def test_code_that_the_declared_rust_refuses(tmp_path: Path, scratch: Path, here: str) -> None:
    """An error under the declared release fails, and says under which."""
    root = package(tmp_path / "ws", {"src/lib.rs": "#![feature(never_type)]\n"}, declares(here))

    row = climbed(msrv, root, scratch)

    assert ("failed", ["E0554 error src/lib.rs:1"]) == (verdict(row), places(row))
    assert row.findings[0].message.endswith(f"(Rust {here})")


def test_a_dependency_that_needs_a_newer_rust(tmp_path: Path, scratch: Path, here: str) -> None:
    """A member cannot promise less than what it depends on; Cargo says so before anything is compiled."""
    write(tmp_path / "dep", {"Cargo.toml": manifest("dep", declares(NEWER)), "src/lib.rs": ""})
    lines = f'{declares(here)}[dependencies]\ndep = {{ path = "../dep" }}\n'

    row = climbed(msrv, package(tmp_path / "ws", more=lines), scratch)

    assert ("failed", ["rust-version error Cargo.toml:None"]) == (verdict(row), places(row))
    assert f"dep@0.1.0 requires rustc {NEWER}, and {here} is declared" == row.findings[0].message


def test_members_with_different_versions(tmp_path: Path, scratch: Path, here: str) -> None:
    """Each version is a part of its own; one that fails fails the row, and a member without one is told of."""
    minor = here.rpartition(".")[0]
    root = members(tmp_path / "ws", {"one": declares(here), "two": declares(minor), "three": ""})

    fine = climbed(msrv, root, scratch)
    write(root, {"two/src/lib.rs": "pub fn a() -> u8 {}\n"})
    broken = climbed(msrv, root, scratch)

    assert ("passed", {here: "passed", minor: "passed"}) == (verdict(fine), parts(fine))
    assert fine.detail == f"with Rust {here}; 1 of 3 members declare none"
    assert ("failed", {here: "passed", minor: "failed"}) == (verdict(broken), parts(broken))
    assert ["E0308 error two/src/lib.rs:1"] == places(broken)


def test_one_version_of_several_is_missing(tmp_path: Path, scratch: Path, here: str) -> None:
    """Then nothing is said to hold."""
    root = members(tmp_path / "ws", {"one": declares(here), "two": declares("1.56")})

    row = climbed(msrv, root, scratch)

    assert ("skipped: not-installed", "rustup toolchain install 1.56") == (verdict(row), row.remedy)


def test_settings_that_name_another_compiler(tmp_path: Path, scratch: Path, here: str) -> None:
    """The release that the row names is the one that compiles, whatever `build.rustc` says."""
    other = program(tmp_path / "bin", "other-rustc", "exit 7")
    root = package(tmp_path / "ws", {".cargo/config.toml": f'[build]\nrustc = "{other}"\n'}, declares(here))

    assert "passed" == verdict(climbed(msrv, root, scratch))


def test_a_nightly_is_no_release(tmp_path: Path, scratch: Path, here: str) -> None:
    """In a workspace that uses a nightly, the declared release is taken from rustup, not the nightly for it."""
    if "nightly" not in toolchains():
        pytest.skip("rustup has no nightly here")
    root = package(tmp_path / "ws", {"rust-toolchain.toml": '[toolchain]\nchannel = "nightly"\n'}, declares(here))
    nightly = subprocess.run(("rustc", "-V"), cwd=root, capture_output=True, text=True, check=True).stdout
    minor = re.findall(r"\d+", nightly)[1]

    row = climbed(msrv, root, scratch)

    assert ("passed", ("run", "cargo")) == (verdict(row), (row.argv[1], row.argv[3]))
    assert installed_for(f"1.{minor}", root) is None or f"1.{minor}" == here.rpartition(".")[0]


def test_lints_of_the_code_do_not_fail(tmp_path: Path, scratch: Path, here: str) -> None:
    """Warnings under the declared Rust are warnings."""
    root = package(tmp_path / "ws", {"src/lib.rs": f"{LIB}\nfn unused() {{}}\n"}, declares(here))

    row = climbed(msrv, root, scratch)

    assert ("passed", ["dead_code warning src/lib.rs:20"]) == (verdict(row), places(row))
