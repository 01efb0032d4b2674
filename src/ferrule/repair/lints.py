"""Warnings as something to repair: those for which the tool itself is sure of an edit (P06, P13)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ferrule.facts.finding import Finding, Level, Phase
from ferrule.facts.repair import Changes
from ferrule.repair.compile.judge import judge_all
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.unit import Replayed, UnitReport
from ferrule.repair.identity import identity
from ferrule.repair.search.candidates import SURE


def as_errors(replayed: Replayed) -> Replayed:
    """Give an answer of the compiler in which a warning with a sure edit counts like an error, after all others.

    Other warnings are left out: nothing is tried for them, and compiling would not prove it right.
    """
    return replace(replayed, findings=tuple(promoted(replayed.findings)))


def promoted(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Yield the errors as they are, and each warning with a sure edit as an error of the last phase."""
    for finding in findings:
        if finding.level is Level.ERROR:
            yield finding
        elif finding.level is Level.WARNING and any(one.applicability == SURE for one in finding.suggestions):
            yield replace(finding, level=Level.ERROR, phase=Phase.LINT)


def told_apart(
    reports: Sequence[UnitReport], changes: Changes, slots: Sequence[Path], terms: Terms
) -> tuple[UnitReport, ...]:
    """Give the units with what rustc says of each: Cargo mixes a library and its test copy.

    A unit without a verdict is left out.
    """
    answers = [(report, judge_all(report.unit, [changes], slots, terms)[0]) for report in reports if report.findings]
    return tuple(replace(report, findings=answer.findings) for report, answer in answers if answer.judged)


def due(reports: Sequence[UnitReport]) -> tuple[tuple[UnitReport, ...], frozenset[str]]:
    """Give the units with warnings to take up, and the identities of these.

    Of a target that is compiled twice, those count that its test copy has too: an import that only a test needs
    is unused in the library, and would be removed.
    """
    chosen: dict[str, set[str]] = {}
    for report in reports:
        copies = [_identities(other) for other in reports if _target(other) == _target(report)]
        chosen[report.unit.key] = _identities(report) if report.unit.is_test else set.intersection(*copies)
    return tuple(report for report in reports if chosen[report.unit.key]), frozenset().union(*chosen.values())


def _identities(report: UnitReport) -> set[str]:
    return {identity(finding) for finding in promoted(report.findings)}


def _target(report: UnitReport) -> tuple[str, str, tuple[str, ...]]:
    return (report.unit.package_id, report.unit.target, report.unit.kinds)
