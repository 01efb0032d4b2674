"""The words of one check, given to the units that they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ferrule.diagnostics.cargo_line import Line, read_line
from ferrule.diagnostics.rustc_finding import finding_in
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import distinct
from ferrule.repair.compile.unit import Place, Unit, UnitReport

_TESTING = frozenset({"bench", "test"})
"""Kinds that Cargo always calls tests; rustc is told so only where they have no harness of their own."""


def reports_of(cargo_json: str, units: Sequence[Unit], root: Path) -> tuple[UnitReport, ...]:
    """Give what was said about each unit, in the order of the units.

    A message names the target, not whether it is the library or its test copy. Of several units that it may be
    about, those that Cargo tells an artifact of have no errors. What came once for each of the others is theirs alike,
    with the suggestions of all: those of a test copy may name other paths. A message that came less often is the test
    copy's, which has all that the library has and more; that is a guess, so the reports are not sure then.
    """
    lines = [line for line in map(read_line, cargo_json.split("\n")) if line is not None]
    built = {(_target(line), line.profile.test) for line in lines if line.reason == "compiler-artifact"}
    said: dict[str, list[Finding]] = {unit.key: [] for unit in units}
    guessed: set[Place] = set()
    for target, findings in _messages(lines, root):
        candidates = [unit for unit in units if unit.place == target]
        for variants in findings.values():
            meant, sure = _meant(variants, candidates, built)
            guessed.update(() if sure else (target,))
            for unit in meant:
                said[unit.key].append(_united(variants))
    compiled = {unit.key: _built_as(unit) in built for unit in units}
    return tuple(
        UnitReport(unit, distinct(said[unit.key]), compiled[unit.key], sure=unit.place not in guessed) for unit in units
    )


def silence(reports: Iterable[UnitReport]) -> str:
    """Give which units did not compile though nothing was said against them; empty when there are none.

    Their compiler crashed or was killed: that there is no error says nothing of the code then.
    """
    reports = tuple(reports)
    told = {one.unit.place for one in reports if any(found.level is Level.ERROR for found in one.findings)}
    silent = [one.unit for one in reports if not one.compiled and one.unit.place not in told]
    names = sorted({f"{unit.package} ({unit.target})" for unit in silent})
    return f"rustc gave no verdict on {', '.join(names)}" if names else ""


def _messages(lines: Iterable[Line], root: Path) -> Iterable[tuple[Place, dict[object, list[Finding]]]]:
    """Yield for each target what was said, the same thing in a list: once or more often."""
    found: dict[Place, dict[object, list[Finding]]] = {}
    for line in lines:
        finding = finding_in(line, root)
        if finding is not None:
            found.setdefault(_target(line), {}).setdefault(finding.key, []).append(finding)
    return found.items()


def _meant(
    variants: list[Finding], candidates: list[Unit], built: set[tuple[Place, bool]]
) -> tuple[Iterable[Unit], bool]:
    """Give the units that a message is about, and whether that is certain."""
    if variants[0].level is Level.ERROR:
        candidates = [unit for unit in candidates if _built_as(unit) not in built]
    if len(variants) >= len(candidates):
        return candidates, True
    tests = [unit for unit in candidates if unit.is_test]
    return tests or candidates, False


def _united(variants: list[Finding]) -> Finding:
    offered = dict.fromkeys(suggestion for finding in variants for suggestion in finding.suggestions)
    return replace(variants[0], suggestions=tuple(offered))


def _target(line: Line) -> Place:
    name, kinds = (line.target.name, line.target.kind) if line.target else ("", ())
    return (line.package_id, name, kinds)


def _built_as(unit: Unit) -> tuple[Place, bool]:
    """Give what Cargo's word on the unit's artifact looks like."""
    return (unit.place, unit.is_test or not _TESTING.isdisjoint(unit.kinds))
