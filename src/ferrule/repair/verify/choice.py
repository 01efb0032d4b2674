"""Which packages' tests say something about a repair."""

import re
from collections.abc import Iterable
from pathlib import Path

from ferrule.facts.finding import Finding
from ferrule.facts.workspace import Workspace
from ferrule.repair.compile.unit import UnitReport
from ferrule.workspace.graph import dependents

_ENDS = frozenset({"bin", "test", "bench", "example"})
"""Kinds of targets that nothing else is built on."""
_PACKAGE = re.compile(r"[\w-]*")


def affected(workspace: Workspace, paths: Iterable[Path]) -> tuple[str, ...]:
    """Give the packages whose sources were changed, and those that need them."""
    inside = {p.name for p in workspace.packages for path in paths if path.is_relative_to(p.folder)}
    return tuple(sorted(dependents(workspace, inside)))


def broken(workspace: Workspace, left: Iterable[Finding], reports: Iterable[UnitReport]) -> frozenset[str]:
    """Give the packages that do not compile: those with errors, and those that need a library with errors.

    Args:
        workspace: given back whole where an error does not tell its package.
        left: the errors of the whole check.
        reports: its units; without any, every package with errors counts as one whose library has them.
    """
    names = {finding.package for finding in left}
    known = {package.name for package in workspace.packages}
    if not names <= known:
        return frozenset(known)
    failing = {name for name in names if name}
    uncompiled = [report.unit for report in reports if not report.compiled]
    libraries = {unit.package for unit in uncompiled if not unit.is_test and not _ENDS & set(unit.kinds)}
    return dependents(workspace, libraries if uncompiled else failing) | failing


def suspects(workspace: Workspace, packages: tuple[str, ...], failed: Iterable[str]) -> tuple[str, ...]:
    """Give the packages in which something failed; all of `packages` where that is not known."""
    owners = {package.name: package.name for package in workspace.packages}
    for package in workspace.packages:  # documentation tests are told by the name of the crate
        owners |= {target.name.replace("-", "_"): package.name for target in package.targets if target.is_library}
    found = {owners.get(match.group()) if (match := _PACKAGE.match(name)) else None for name in failed}
    return tuple(name for name in packages if name in found) if found and None not in found else packages
