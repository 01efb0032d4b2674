"""Verdicts on crates from crates.io: what the command says when a person runs it, and what ferrule says."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from bench.results import WORK, Section, table
from bench.startup import FERRULE

CRATES = (
    ("semver", "1.0.26"),
    ("itoa", "1.0.15"),
    ("either", "1.15.0"),
    ("heck", "0.5.0"),
    ("fastrand", "2.3.0"),
    ("humantime", "2.2.0"),
    ("strsim", "0.11.1"),
    ("bytes", "1.10.1"),
    ("shlex", "1.3.0"),
    ("scopeguard", "1.2.0"),
)
_ALL = "--workspace --all-targets --all-features"
BY_HAND = {
    "fmt": "cargo fmt --all --check",
    "check": "cargo check --workspace --all-targets",
    "clippy": f"cargo clippy {_ALL} -- -D warnings",
    "test": f"cargo test {_ALL}",
    "nextest": f"cargo nextest run {_ALL}",
    "doctest": "cargo test --doc --workspace --all-features",
    "doc": "RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --all-features",
}
_PASSED = re.compile(r"test result: \w+\. (\d+) passed; (\d+) failed|Summary .* (\d+) tests? run")


def measure() -> Section:
    """Compare gate by gate."""
    rows, agreed, total = [], 0, 0
    for name, version in CRATES:
        root = fetched(name, version)
        report = _ferrule(root)
        for gate in report["gates"]:
            hand = _by_hand(root, gate["id"])
            ours = f"{gate['status']}{' (' + gate['reason'] + ')' if gate['reason'] else ''}"
            same = hand.split(",")[0] == _as_hand(gate)
            agreed, total = agreed + same, total + 1
            seen = f"{gate['seen']['count']} {gate['seen']['unit']}" if gate["seen"] else ""
            rows.append((f"{name} {version}", gate["id"], hand, ours, seen, "yes" if same else "**no**"))
    head = ("crate", "gate", "by hand", "ferrule", "seen", "agree")
    words = f"{agreed} of {total} verdicts agree. By hand: exit code of the command, and the tests it says it ran."
    return Section("Verdicts on real crates", f"{words}\n\n{table(head, rows)}")


def fetched(name: str, version: str) -> Path:
    """Give a copy of a crate's sources as published, with a git-less folder of its own."""
    root = WORK / f"{name}-{version}"
    if not root.exists():
        asker = WORK / "asker"
        (asker / "src").mkdir(parents=True, exist_ok=True)
        (asker / "src/lib.rs").write_text("")
        head = '[package]\nname = "asker"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n[dependencies]\n'
        (asker / "Cargo.toml").write_text(f'{head}{name} = "={version}"\n')
        told = subprocess.check_output(("cargo", "metadata", "--format-version=1", "--quiet"), cwd=asker)
        [manifest] = [p["manifest_path"] for p in json.loads(told)["packages"] if p["name"] == name]
        shutil.copytree(Path(manifest).parent, root)
        with (root / "Cargo.toml").open("a") as file:
            file.write("\n[workspace]\n")
    return root


def _ferrule(root: Path) -> dict[str, Any]:
    words = (FERRULE, "check", "--profile", "standard", "--format", "json", "--quiet", "--trust")
    told = subprocess.run(words, cwd=root, capture_output=True, check=False)
    report: dict[str, Any] = json.loads(told.stdout)
    return report


def _by_hand(root: Path, gate: str) -> str:
    """Give what a person reads from the command: held, broke, nothing ran, or undecided; and how many tests ran."""
    env = os.environ | {"CARGO_TERM_COLOR": "never"}
    told = subprocess.run(("sh", "-c", BY_HAND[gate]), cwd=root, env=env, capture_output=True, text=True, check=False)
    ran = sum(int(n) for found in _PASSED.finditer(told.stdout + told.stderr) for n in found.groups() if n)
    word = "held" if told.returncode == 0 else "broke"
    if gate in {"test", "nextest", "doctest"} and ran == 0 and "could not compile" not in told.stderr:
        word = "nothing"
    if "error: creating test list failed" in told.stderr:  # nextest cannot ask a harness of another kind
        word = "undecided"
    counted = f", {ran} tests" if gate in {"test", "nextest", "doctest"} else ""
    return f"{word}, exit {told.returncode}{counted}"


def _as_hand(gate: dict[str, Any]) -> str:
    if gate["status"] == "passed":
        return "held"
    if gate["status"] == "failed":
        return "broke"
    return "nothing" if gate["reason"] in {"nothing-seen", "not-relevant"} else "undecided"
