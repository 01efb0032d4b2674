"""A repair as a sheet; secrets are masked here, since the report of a run holds the tools' words as they came."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.fix import EditedFile, FixReport, FixVerdict, Incident, IncidentStatus
from ferrule.facts.repair import Cost
from ferrule.facts.sheet import Problem, Row, Sheet, Tone
from ferrule.facts.status import Status
from ferrule.facts.target import Measured
from ferrule.process.redact import mask
from ferrule.report.sheets.masked import masked_finding, masked_question
from ferrule.report.sheets.problems import counted, ordered

_TONE: Final = {
    FixVerdict.CLEAN: Tone.GOOD,
    FixVerdict.FIXED: Tone.GOOD,
    FixVerdict.PARTLY_FIXED: Tone.BAD,
    FixVerdict.UNFIXED: Tone.BAD,
    FixVerdict.WAITING: Tone.OPEN,
}
_STATUS: Final = {
    IncidentStatus.RESOLVED: Status.PASSED,
    IncidentStatus.OPEN: Status.FAILED,
    IncidentStatus.ABANDONED: Status.FAILED,
    IncidentStatus.WAITING: Status.INCONCLUSIVE,
}
PROPOSED: Final = "proposed"
"""There is a repair, and it was not written: the error is still in the tree."""


def fix_sheet(report: FixReport) -> Sheet:
    """Give the sheet of one repair: a row for each incident, its diffs, what the user is asked, totals."""
    problems = (_problem(one, applied=report.applied) for one in report.incidents)
    return Sheet(
        command="fix",
        title="ferrule fix",
        workspace=report.workspace,
        verdict=report.verdict.value,
        tone=_TONE[report.verdict],
        exit_code=report.exit_code,
        rows=(
            *(_row(one, applied=report.applied) for one in report.incidents),
            *(_target(at, one) for at, one in enumerate(report.targets, 1)),
        ),
        problems=ordered(problems),
        edits=tuple(EditedFile(edit.path, mask(edit.diff)) for edit in report.edits),
        questions=tuple(masked_question(one) for one in report.questions),
        totals=_totals(report),
        notes=tuple(mask(note) for note in report.notes),
        seconds=report.seconds,
        run_id=report.run_id,
    )


def _word(incident: Incident, *, applied: bool) -> str:
    resolved = incident.status is IncidentStatus.RESOLVED
    return PROPOSED if resolved and not applied else incident.status.value


def _problem(incident: Incident, *, applied: bool) -> Problem:
    return Problem(_finding(incident), (incident.id,), _word(incident, applied=applied), incident.id)


def _finding(incident: Incident) -> Finding:
    found = masked_finding(incident.finding)
    test = incident.failing
    return replace(found, rendered=mask(test.output)) if test and not found.rendered else found


def _row(incident: Incident, *, applied: bool) -> Row:
    finding, test = incident.finding, incident.failing
    place = f"{finding.path}:{finding.line or 1}" if finding.path else "no file is named"
    last = incident.attempts[-1] if incident.attempts else None
    waits = incident.status is IncidentStatus.WAITING
    word = _word(incident, applied=applied)
    what = test.name or test.target if test else finding.rule or "syntax"
    return Row(
        id=incident.id,
        title=mask(f"{what} at {place}"),
        status=Status.INCONCLUSIVE if word == PROPOSED else _STATUS[incident.status],
        word=word,
        detail=mask(test.why if test else f"{last.action}: {last.result}" if last else ""),
        remedy=f"ferrule incidents show {incident.id}" if waits else mask(test.reproduce) if test else "",
        seen=counted(len(incident.attempts), "attempt") if incident.attempts else "",
        seconds=sum(one.seconds for one in incident.attempts),
    )


def _target(at: int, one: Measured) -> Row:
    status, word = Status.PASSED, "reached"
    if one.figure is None:
        status, word = Status.INCONCLUSIVE, "not-measured"
    elif one.is_missed:
        status, word = Status.FAILED, "missed"
    return Row(f"target-{at}", mask(one.target.command), status, word, detail=mask(one.words))


def _cost(one: Cost, root: Path) -> str:
    path = one.path.relative_to(root) if one.path.is_relative_to(root) else one.path
    return f"{one.kind.value} at {path}:{one.line}: {one.note}"


def _totals(report: FixReport) -> tuple[tuple[str, str], ...]:
    tests = report.tests
    counts = f"{report.errors_before} before, {report.errors_after} after"
    uncovered = f", {report.uncovered} uncovered on the way" if report.uncovered else ""
    ended = ", ended at their time limit" if tests and tests.timed_out else ""
    said = [
        ("errors", counts + uncovered),
        ("tests", f"{tests.passed} passed, {tests.failed} failed{ended}" if tests else "none were run"),
        ("edits", counted(len(report.edits), "file") + (", written" if report.applied else ", nothing written")),
        ("costs", "; ".join(mask(_cost(one, Path(report.workspace))) for one in report.costs)),
        ("compiler", counted(report.compiler_runs, "run")),
        ("time", f"{report.seconds:.1f} s"),
        ("run", report.run_id or ""),
    ]
    return tuple((name, words) for name, words in said if words)
