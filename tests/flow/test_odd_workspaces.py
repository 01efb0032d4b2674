"""Workspaces that are built in less usual ways, and machines that lack something: the verdict is a person's."""

import os
from pathlib import Path

import pytest

from ferrule.process import door, programs
from ladder import brief, climb, row
from workspaces import LIB, package, path_without, write

pytestmark = pytest.mark.cargo

_PANICS = "#[test]\nfn t() {\n    panic!()\n}\n"


def test_tests_in_targets_that_are_not_tested_by_default(tmp_path: Path) -> None:
    """`--all-targets` runs an example's tests and those of a target with `test = false`: so they are due."""
    write(tmp_path, {"Cargo.toml": '[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n'})
    write(tmp_path, {"examples/e.rs": f"fn main() {{}}\n\n{_PANICS}"})

    assert {"test": "failed", "nextest": "failed"} == brief(climb(tmp_path), "test", "nextest")


def test_a_harness_of_its_own_is_one_test(tmp_path: Path) -> None:
    """A program that tests in its own way and ends well was seen; one that fails has failed."""
    targets = '\n[[test]]\nname = "own"\nharness = false\n'
    good = package(tmp_path / "good", {"src/lib.rs": "", "tests/own.rs": "fn main() {}\n"}, targets)
    bad = package(tmp_path / "bad", {"src/lib.rs": "", "tests/own.rs": "fn main() {\n    panic!()\n}\n"}, targets)

    passed, failed = row(climb(good, "test"), "test"), row(climb(bad, "test"), "test")

    assert ("passed", 1, "demo::own") == (passed.status, passed.seen and passed.seen.count, passed.tests[0].binary)
    assert "failed" == failed.status


def test_documentation_that_is_switched_off_is_not_due(tmp_path: Path) -> None:
    """`doc = false` leaves nothing to document, so the row does not stand in the way of a green ladder."""
    report = climb(package(tmp_path, {}, "\n[lib]\ndoc = false\n"))

    assert {"doc": "skipped: not-relevant"} == brief(report, "doc")
    assert report.exit_code == 0


@pytest.mark.parametrize("way", ["target", "encoded", "plain", "build"])
def test_warnings_of_rustdoc_fail_whatever_flags_are_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """Cargo takes rustdoc's flags from one place only; wherever that is, a broken link fails the gate."""
    root = package(tmp_path, {"src/lib.rs": LIB.replace("Adds two numbers.", "Adds like [`nowhere`].")})
    if way in {"target", "build"}:
        section = "build" if way == "build" else 'target."cfg(all())"'
        write(root, {".cargo/config.toml": f'[{section}]\nrustdocflags = ["--cfg", "other"]\n'})
    elif way == "encoded":
        monkeypatch.setenv("CARGO_ENCODED_RUSTDOCFLAGS", "--cfg\x1fother")
    else:
        monkeypatch.setenv("RUSTDOCFLAGS", "--cfg other")

    assert {"doc": "failed"} == brief(climb(root, "doc", trusted=True), "doc")


def test_a_missing_linker_is_not_the_codes_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that cannot be linked for want of a linker are undecided, with the way to get one."""
    clean = path_without(tmp_path / "bin", "cc", "gcc", "clang")
    monkeypatch.setenv("PATH", clean)
    for module in (programs, door):
        monkeypatch.setattr(module, "search_path", lambda: clean)

    test = row(climb(package(tmp_path / "ws"), "test"), "test")

    assert ("inconclusive", "not-installed") == (test.status, test.reason)
    assert "install the linker cc" in test.remedy


def test_a_target_that_is_not_installed_is_not_the_codes_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the standard library of another target nothing is decided, and rustup's command is shown."""
    monkeypatch.setenv("CARGO_BUILD_TARGET", "thumbv6m-none-eabi")

    check = row(climb(package(tmp_path), "check"), "check")

    assert ("inconclusive", "not-installed") == (check.status, check.reason)
    assert "rustup target add thumbv6m-none-eabi" == check.remedy


def test_a_missing_module_file_fails_fmt_too(tmp_path: Path) -> None:
    """Rustfmt tells of a module that does not exist in a line of its own."""
    root = package(tmp_path, {"src/lib.rs": LIB.replace("#[cfg", "mod nope;\n\n#[cfg")})

    fmt = row(climb(root, "fmt"), "fmt")

    assert "failed" == fmt.status
    assert "failed to resolve mod" in fmt.findings[0].message


def test_a_quiet_or_coloured_cargo_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a user has set for Cargo's terminal output changes no verdict."""
    for name, value in (("QUIET", "true"), ("COLOR", "always")):
        monkeypatch.setenv(f"CARGO_TERM_{name}", value)

    report = climb(package(tmp_path))

    assert {"passed", "skipped: not-relevant"} == set(brief(report).values())
    assert "CARGO_TERM_QUIET" in os.environ
