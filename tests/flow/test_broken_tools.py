"""Tools that lie, crash, hang or are not there: none is believed, and each leaves its row."""

import secrets
import time
from pathlib import Path

import pytest

from ferrule.facts.status import Reason
from ferrule.gates.catalog import PROFILES
from ferrule.process import door, programs
from ladder import brief, climb, row
from processes import alive, eventually
from workspaces import LIB, package, path_without, program, real

pytestmark = pytest.mark.cargo


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("kill -SEGV $$", "the compiler crashed"),
        ("echo \"thread 'rustc' (1) panicked at compiler/x.rs:1:1:\" >&2; exit 101", "the compiler crashed"),
    ],
)
def test_a_crash_of_rustc_is_not_the_codes_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    """A compiler that dies or panics makes the gate inconclusive, not failed."""
    wrapper = program(tmp_path, "wrapper", f'case "$*" in *crate-name?demo*) {script};; *) exec "$@";; esac')
    monkeypatch.setenv("RUSTC_WRAPPER", str(wrapper))

    check = row(climb(package(tmp_path / "ws"), "check"), "check")

    assert ("inconclusive", "tool-error") == (check.status, check.reason)
    assert said in check.detail


def test_a_build_script_that_fails_is_the_codes_fault(tmp_path: Path) -> None:
    """A member's own build script is code of the workspace: the gate has failed, with Cargo's words."""
    check = row(climb(package(tmp_path, {"build.rs": 'fn main() { panic!("no compiler here"); }\n'}), "check"), "check")

    assert ("failed", None) == (check.status, check.reason)
    assert "failed to run custom build command for `demo" in check.detail


def test_a_missing_nextest_does_not_count_where_test_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row says how to get it; the exit code stays 0 as `test` ran the same tests (M26, M30)."""
    _hide(tmp_path, monkeypatch, "cargo-nextest")

    report = climb(package(tmp_path / "ws"), "test", "nextest")

    nextest = row(report, "nextest")
    assert ("skipped", "not-installed", "ferrule tools install cargo-nextest") == (
        nextest.status,
        nextest.reason,
        nextest.remedy,
    )
    assert report.exit_code == 0


@pytest.mark.parametrize(("tool", "gate"), [("cargo-fmt", "fmt"), ("cargo-clippy", "clippy")])
def test_each_missing_tool_has_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: str, gate: str) -> None:
    """A component that is not installed leaves a row with a remedy, and the exit code says 3 (M30)."""
    _hide(tmp_path, monkeypatch, tool)

    report = climb(package(tmp_path / "ws"), gate)

    assert {gate: "skipped: not-installed"} == brief(report, gate)
    assert row(report, gate).remedy in {"ferrule tools install rustfmt", "ferrule tools install clippy"}
    assert (3, len(PROFILES["standard"])) == (report.exit_code, len(report.gates))


def test_a_component_missing_behind_rustups_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rustup leaves a `cargo-fmt` on PATH that only says that it is not there."""
    words = "error: 'cargo-fmt' is not installed for the toolchain 'stable'"
    program(tmp_path / "bin", "cargo-fmt", f'echo "{words}" >&2; exit 1')
    program(tmp_path / "bin", "cargo", f'[ "$1" = fmt ] && exec {tmp_path}/bin/cargo-fmt; exec {real("cargo")} "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{path_without(tmp_path / 'rest', 'cargo', 'cargo-fmt')}")

    fmt = row(climb(package(tmp_path / "ws"), "fmt"), "fmt")

    assert ("skipped", "not-installed") == (fmt.status, fmt.reason)


@pytest.mark.parametrize(
    ("script", "verdict"),
    [
        ("exit 0", "inconclusive: unreadable-output"),
        ("echo 'all good!'; exit 0", "inconclusive: unreadable-output"),
        ("exit 1", "inconclusive: tool-error"),
        ("kill -KILL $$", "inconclusive: tool-error"),
        ('echo \'{"reason":"build-finished","success":true}\'', "inconclusive: nothing-seen"),
        ('echo \'{"reason":"build-finished","success":false}\'', "failed"),
        ("echo 'error: no such command: `clippy`' >&2; exit 101", "skipped: not-installed"),
        ("echo 'error: failed to download from `https://x`' >&2; exit 101", "inconclusive: no-network"),
        ("head -c 1000 /dev/urandom; exit 0", "inconclusive: unreadable-output"),
    ],
)
def test_a_lying_clippy_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, verdict: str
) -> None:
    """Exit codes without words, words without work, and another tool's output never pass."""
    root = package(tmp_path / "ws")
    program(tmp_path / "bin", "cargo", f'[ "$1" = clippy ] && {{ {script}; exit; }}; exec {real("cargo")} "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{path_without(tmp_path / 'rest', 'cargo')}")

    assert {"clippy": verdict} == brief(climb(root, "clippy"), "clippy")


def test_a_test_that_hangs_is_ended_at_its_limit(tmp_path: Path) -> None:
    """The row says `time-budget`, the test process and what it started are gone."""
    marker = f"9{secrets.randbelow(10**8):08d}"
    body = f'std::process::Command::new("sleep").arg("{marker}").status().unwrap();'
    root = package(tmp_path, {"tests/hang.rs": f"#[test]\nfn hangs() {{\n    {body}\n}}\n"})
    climb(root, "check")
    began = time.monotonic()

    report = climb(root, "test", timeout_s=8.0)

    assert {"test": "inconclusive: time-budget"} == brief(report, "test")
    assert time.monotonic() - began < 60
    assert eventually(lambda: alive(marker) == [])


def test_output_that_is_no_text_is_kept_and_shown(tmp_path: Path) -> None:
    """A test that prints raw bytes changes no verdict."""
    raw = 'std::io::Write::write_all(&mut std::io::stdout(), b"\\xff\\xfe\\x00\\n").unwrap();'
    root = package(tmp_path, {"tests/raw.rs": f'#[test]\nfn raw() {{\n    {raw}\n    panic!("after");\n}}\n'})

    test = row(climb(root, "test"), "test")

    assert ("failed", 1) == (test.status, len(test.findings))


def test_fail_fast_blocks_the_rest(tmp_path: Path) -> None:
    """With `--fail-fast` the gates behind a failed one say `blocked`; without it all of them run."""
    root = package(tmp_path, {"src/lib.rs": LIB.replace("a + b", '"text"')})

    report = climb(root, fail_fast=True)

    assert "failed" == row(report, "check").status
    assert {Reason.BLOCKED} == {row(report, gate).reason for gate in ("clippy", "test", "nextest", "doctest", "doc")}
    assert report.exit_code == 1


def _hide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Take programs off every path that ferrule searches."""
    clean = path_without(tmp_path / "bin", *names)
    monkeypatch.setenv("PATH", clean)
    for module in (programs, door):
        monkeypatch.setattr(module, "search_path", lambda: clean)
