"""What Cargo itself says of a tree: whether it compiles, with which errors, and which tests pass."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.process.command import Command, Ended, Outcome
from ferrule.process.door import run

CHECK: Final = ("cargo", "check", "--all-targets", "--offline", "--message-format=json", "--quiet")
_FIX: Final = ("cargo", "fix", "--all-targets", "--broken-code", "--allow-no-vcs", "--offline", "--quiet")
_TEST: Final = ("cargo", "test", "--no-fail-fast", "--offline")
TIMEOUT_S: Final = 300.0
_BINARY = re.compile(r"^\s+(?:Running (.*?) \(|(Doc-tests \S+))")
_CASE = re.compile(r"^test (.+?)(?: - should panic| \(line \d+\).*)? \.\.\. (\w+)")
_KEEP_BYTES = 1 << 26


@dataclass(frozen=True, slots=True)
class Checked:
    """One `cargo check --all-targets`."""

    ok: bool
    codes: tuple[str, ...]
    """Of the errors, sorted, each once; `syntax` for those without one."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Ran:
    """One `cargo test`."""

    ok: bool
    passed: Counter[str]
    """By binary and name; documentation tests without their line, which an edit moves."""
    seconds: float

    def lost(self, now: "Ran") -> tuple[str, ...]:
        """Give the tests that passed here and do not there."""
        return tuple(sorted(self.passed - now.passed))


def checked(root: Path) -> Checked:
    """Run the plain check."""
    outcome = _run(CHECK, root, TIMEOUT_S)
    return Checked(outcome.ok, tuple(sorted(set(_codes(outcome.stdout.text)))), outcome.seconds)


def run_tests(root: Path, timeout_s: float) -> Ran:
    """Run the unit, integration and documentation tests; what runs into the time limit does not pass."""
    outcome = _run(_TEST, root, timeout_s, merged=True)
    binary, passed = "", Counter[str]()
    for line in outcome.stdout.text.split("\n"):
        if found := _BINARY.match(line):
            binary = found[1] or found[2]
        elif (case := _CASE.match(line)) and case[2] == "ok":
            passed[f"{binary} {case[1]}"] += 1
    return Ran(outcome.ok, passed, outcome.seconds)


def cargo_fix(root: Path) -> None:
    """Let Cargo apply what is machine-applicable."""
    _run(_FIX, root, TIMEOUT_S)


def _run(argv: tuple[str, ...], root: Path, timeout_s: float, *, merged: bool = False) -> Outcome:
    env = {"CARGO_TERM_COLOR": "never"}
    outcome = run(Command(argv, root, timeout_s, env, merged=merged, keep_bytes=_KEEP_BYTES))
    assert outcome.ended is not Ended.MISSING, f"{argv[0]} is not installed"
    return outcome


def _codes(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.startswith("{"):
            message = json.loads(line).get("message") or {}
            if message.get("level") == "error" and message.get("spans"):
                yield (message.get("code") or {}).get("code") or "syntax"
