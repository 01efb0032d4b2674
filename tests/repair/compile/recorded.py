"""Tiny workspaces recorded, and findings in short, for the tests of the compile service."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from ferrule.facts.finding import Finding, Level
from ferrule.repair.compile.namespace import namespace_refusal
from ferrule.repair.compile.record import record
from ferrule.repair.compile.unit import How, Recording, Unit
from ferrule.workspace.metadata import read_workspace
from workspaces import LIB, package

REFUSAL = namespace_refusal()
needs_namespaces = pytest.mark.skipif(bool(REFUSAL), reason=f"no namespaces on this machine: {REFUSAL}")
WAYS = [pytest.param(How.NAMESPACE, marks=[needs_namespaces, pytest.mark.sandbox]), How.SLOT]
BROKEN = 'pub fn wrong() -> u32 {\n    3 + ""\n}\n'


def recording(root: Path) -> Recording:
    """Record the workspace at `root`."""
    return record(read_workspace(root), root / ".ferrule/scratch")


def library(root: Path, text: str = LIB) -> Unit:
    """Record a package with this library; gives the unit of the library itself."""
    reports = recording(package(root, {"src/lib.rs": text})).reports
    return next(report.unit for report in reports if not report.unit.is_test)


def errors(findings: Iterable[Finding]) -> list[str]:
    """Give the errors in short: rule, path and line."""
    return [f"{f.rule} {f.path}:{f.line}" for f in findings if f.level is Level.ERROR]


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Give what would tell of a write below a folder: node, size and time of each file."""
    stats = {str(path): path.lstat() for path in folder.rglob("*")}
    return {name: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()}
