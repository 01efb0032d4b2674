"""Tests of the repaired tree, before anything is written: in the overlay, with a time limit."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ferrule.diagnostics.cargo_json import executables, read_cargo_json
from ferrule.diagnostics.libtest import read_libtest
from ferrule.facts.finding import Finding
from ferrule.facts.fix import TestTally
from ferrule.facts.reading import CaseStatus
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Workspace
from ferrule.process.command import Command, Ended
from ferrule.process.door import run
from ferrule.repair.compile.cargo_check import KEEP_BYTES
from ferrule.repair.compile.namespace import namespaced
from ferrule.workspace.cargo_env import PLAIN
from ferrule.workspace.graph import dependents


@dataclass(frozen=True, slots=True)
class Tested:
    """How the tests went, and which failed."""

    tally: TestTally
    failed: tuple[str, ...]
    findings: tuple[Finding, ...]
    seconds: float


def affected(workspace: Workspace, paths: Iterable[Path]) -> tuple[str, ...]:
    """Give the packages whose sources were changed, and those that need them."""
    inside = {p.name for p in workspace.packages for path in paths if path.is_relative_to(p.folder)}
    return tuple(sorted(dependents(workspace, inside)))


def tested(
    workspace: Workspace, changes: Changes, packages: tuple[str, ...], scratch: Path, timeout_s: float
) -> Tested:
    """Run the unit, integration and doc tests of these packages on the changed sources; the user's tree stays."""
    target = scratch / "test-target"
    target.mkdir(parents=True, exist_ok=True)
    chosen = tuple(word for name in packages for word in ("-p", name))
    words = ("cargo", "test", *chosen, "--no-fail-fast", "--message-format=json")
    argv = (*namespaced(workspace.root, changes, scratch / "test-staging", (scratch,)), *words)
    env = PLAIN | {"CARGO_TARGET_DIR": str(target)}
    outcome = run(Command(argv, workspace.root, timeout_s, env, merged=True, keep_bytes=KEEP_BYTES))
    members = frozenset(package.id for package in workspace.packages)
    built = read_cargo_json(outcome.stdout.text, workspace.root, members)
    ran = read_libtest("\n".join(built.unread), executables(outcome.stdout.text), workspace.root)
    failed = tuple(f"{test.binary} {test.name}" for test in ran.tests if test.status is CaseStatus.FAILED)
    passed = sum(test.status is CaseStatus.PASSED for test in ran.tests)
    tally = TestTally(passed + len(failed), passed, len(failed), outcome.ended is Ended.TIMED_OUT)
    return Tested(tally, failed, (*built.findings, *ran.findings), outcome.seconds)
