"""What a person runs for each gate, and what they read from the tool's own words."""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
"""With the tools that came with ferrule; others are found where the user has them."""
_ALL = "--workspace --all-targets --all-features"
_DIFF = "git diff --no-renames main...HEAD -- '*.rs'"
_ASKED_FOR = 90.0
_RAN = re.compile(r"test result: \w+\. (\d+) passed; (\d+) failed|Summary .* (\d+) tests? run")
_TOTAL = re.compile(r"^TOTAL(?: +\S+){6} +(\d+) +(\d+) +(\S+)%", re.MULTILINE)
_TRIED = re.compile(r"^\d+ mutants? tested in .*?: (.*)$", re.MULTILINE)
_COUNT = re.compile(r"(\d+) (missed|caught|unviable|timeout)")
_FAILED_PART = re.compile(r"\b(?:advisories|bans|licenses|sources) FAILED")
_PARTS = re.compile(r"\b(?:bans|licenses|sources) ok")
_NO_DATABASE = re.compile(r"(?:failed to fetch|couldn't fetch|error loading) advisory database")
_SETS = re.compile(r"^info: running `.*\(\d+/(\d+)\)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said."""

    code: int
    text: str
    """Both pipes, one after the other."""

    @property
    def word(self) -> str:
        """What the exit code says where the tool has no words of its own."""
        return "held" if self.code == 0 else "broke"


def by_hand(root: Path, gate: str) -> str:
    """Give what a person concludes: a word, and behind a comma what it rests on."""
    command, reader = GATES[gate]
    with tempfile.TemporaryDirectory() as scratch:
        told = _run(root, command.format(scratch=scratch, rust=_declared_rust(root)))
    if re.search(r"^error: no such command: ", told.text, re.MULTILINE):
        return "not-installed"
    return reader(told)


def mutants_of(root: Path) -> int:
    """Give how many mutants the changed lines have; 0 without cargo-mutants."""
    with tempfile.TemporaryDirectory() as scratch:
        listed = _run(root, f"{_DIFF} > {scratch}/diff; cargo mutants --list --all-features --in-diff {scratch}/diff")
    return sum(1 for line in listed.text.split("\n") if re.match(r"\S+\.rs:\d+:\d+: ", line))


def _run(root: Path, command: str) -> Told:
    env = os.environ | {"CARGO_TERM_COLOR": "never", "NO_COLOR": "1", "PATH": PATH, "RUSTUP_AUTO_INSTALL": "0"}
    done = subprocess.run(("sh", "-c", command), cwd=root, env=env, capture_output=True, text=True, check=False)
    return Told(done.returncode, f"{done.stdout}\n{done.stderr}")


def _declared_rust(root: Path) -> str:
    return str(tomllib.loads((root / "Cargo.toml").read_text())["package"].get("rust-version", ""))


def _by_code(told: Told) -> str:
    return f"{told.word}, exit {told.code}"


def _by_tests(told: Told) -> str:
    ran = sum(int(n) for found in _RAN.finditer(told.text) for n in found.groups() if n)
    word = told.word
    if ran == 0 and "could not compile" not in told.text:
        word = "nothing"
    if "error: creating test list failed" in told.text:  # nextest cannot ask a harness of another kind
        word = "undecided"
    return f"{word}, exit {told.code}, {ran} tests"


def _by_lock(told: Told) -> str:
    return "nothing, git has no Cargo.lock" if "did not match any file" in told.text else _by_code(told)


def _by_policy(told: Told) -> str:
    if "unable to find a config path" in told.text:
        return "nothing, no deny.toml"
    if failed := _FAILED_PART.search(told.text):
        return f"broke, {failed.group()}"
    if _NO_DATABASE.search(told.text):
        return f"no-network, no database; {', '.join(_PARTS.findall(told.text))}"
    return _by_code(told)


def _by_audit(told: Told) -> str:
    return "no-network, no database" if _NO_DATABASE.search(told.text) else _by_code(told)


def _by_shear(told: Told) -> str:
    if "no issues found" in told.text:
        return "held, no issues found"
    found = re.search(r"✗ (\d+ errors?)", told.text)
    return f"broke, {found[1]}" if found else "held, warnings alone" if "⚠" in told.text else "undecided"


def _by_toolchain(told: Told) -> str:
    if "toolchain ''" in told.text or "no Rust is declared" in told.text:
        return "nothing, no Rust is declared"
    return "not-installed, that Rust" if "is not installed" in told.text else _by_code(told)


def _by_sets(told: Told) -> str:
    sets = max((int(count) for count in _SETS.findall(told.text)), default=0)
    return f"nothing, {sets} set of features" if sets == 1 else f"{told.word}, exit {told.code}, {sets} sets"


def _by_coverage(told: Told) -> str:
    total = _TOTAL.search(told.text)
    if total is None or told.code != 0:
        return f"undecided, exit {told.code}, no summary"
    word = "held" if 100 * (int(total[1]) - int(total[2])) >= _ASKED_FOR * int(total[1]) else "broke"
    return f"{word}, {total[3]} % of {total[1]} lines"


def _by_versions(told: Told) -> str:
    if "not found in registry" in told.text:
        return "no-baseline, not found in registry"
    if found := re.search(r"Summary semver requires new (\w+) version", told.text):
        return f"broke, requires new {found[1]} version"
    if " 0 checks: " in told.text:
        return "nothing, 0 checks"
    return "held, no update required" if "Summary no semver update required" in told.text else "undecided"


def _by_mutants(told: Told) -> str:
    if re.search(r"No mutants to filter|Diff changes no Rust source files|Diff file is empty", told.text):
        return "nothing, no mutant in the changed lines"
    tried = _TRIED.search(told.text)
    if tried is None:
        return f"undecided, exit {told.code}"
    counts = {kind: int(count) for count, kind in _COUNT.findall(tried[1])}
    if counts.get("missed"):
        word = "broke"
    elif counts.get("timeout"):
        word = "undecided"
    else:
        word = "held" if counts.get("caught") else "nothing"
    return f"{word}, {tried[1].replace(',', ' and')}"


GATES: dict[str, tuple[str, Callable[[Told], str]]] = {
    "lockfile": ("git ls-files --error-unmatch Cargo.lock && cargo metadata --locked --format-version=1 -q", _by_lock),
    "fmt": ("cargo fmt --all --check", _by_code),
    "check": ("cargo check --workspace --all-targets", _by_code),
    "clippy": (f"cargo clippy {_ALL} -- -D warnings", _by_code),
    "test": (f"cargo test {_ALL}", _by_tests),
    "nextest": (f"cargo nextest run {_ALL}", _by_tests),
    "doctest": ("cargo test --doc --workspace --all-features", _by_tests),
    "doc": ("RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --all-features", _by_code),
    "deny": ("cargo deny check; cargo deny check bans licenses sources", _by_policy),
    "audit": ("cargo audit", _by_audit),
    "unused-deps": ("cargo shear", _by_shear),
    "msrv": ("[ -n '{rust}' ] || echo no Rust is declared; cargo '+{rust}' check --all-features", _by_toolchain),
    "features": ("cargo hack check --each-feature --optional-deps", _by_sets),
    "coverage": ("cargo llvm-cov --workspace --all-features --no-fail-fast --summary-only", _by_coverage),
    "semver-checks": ("cargo semver-checks check-release", _by_versions),
    "package": ("cargo package --allow-dirty", _by_code),
    "mutants": (
        f"{_DIFF} > {{scratch}}/diff; cargo mutants --all-features --in-diff {{scratch}}/diff --output {{scratch}}",
        _by_mutants,
    ),
}
"""By gate: the plain command, and what is read from it."""
