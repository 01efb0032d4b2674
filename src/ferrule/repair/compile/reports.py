"""The words of one check, given to the units that they are about."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ferrule.diagnostics.cargo_line import Line, read_line
from ferrule.diagnostics.rustc_finding import finding_in
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import distinct
from ferrule.repair.compile.unit import Unit, UnitReport

_Target = tuple[str, str, tuple[str, ...]]


def reports_of(cargo_json: str, units: Sequence[Unit], root: Path) -> tuple[UnitReport, ...]:
    """Give what was said about each unit, in the order of the units.

    A message names the target, not whether it is the library or its test copy. Of several units that it may be
    about, those that Cargo tells an artifact of have no errors; a message that came once is then the test copy's,
    which has all that the library has and more.
    """
    lines = [line for line in map(read_line, cargo_json.split("\n")) if line is not None]
    built = {(_target(line), line.profile.test) for line in lines if line.reason == "compiler-artifact"}
    said: dict[str, list[Finding]] = {unit.key: [] for unit in units}
    for target, copies in _messages(lines, root):
        candidates = [unit for unit in units if _place(unit) == target]
        for finding, times in copies.items():
            for unit in _meant(finding, times, candidates, built):
                said[unit.key].append(finding)
    compiled = {unit.key: (_place(unit), unit.is_test) in built for unit in units}
    return tuple(UnitReport(unit, distinct(said[unit.key]), compiled[unit.key]) for unit in units)


def _messages(lines: Iterable[Line], root: Path) -> Iterable[tuple[_Target, Counter[Finding]]]:
    found: dict[_Target, Counter[Finding]] = {}
    for line in lines:
        finding = finding_in(line, root)
        if finding is not None:
            found.setdefault(_target(line), Counter())[finding] += 1
    return found.items()


def _meant(finding: Finding, times: int, candidates: list[Unit], built: set[tuple[_Target, bool]]) -> Iterable[Unit]:
    if finding.level is Level.ERROR:
        candidates = [unit for unit in candidates if (_place(unit), unit.is_test) not in built]
    if times >= len(candidates):
        return candidates
    tests = [unit for unit in candidates if unit.is_test]
    return tests or candidates


def _target(line: Line) -> _Target:
    name, kinds = (line.target.name, line.target.kind) if line.target else ("", ())
    return (line.package_id, name, kinds)


def _place(unit: Unit) -> _Target:
    return (unit.package_id, unit.target, unit.kinds)
