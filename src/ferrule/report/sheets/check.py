"""The ladder as a sheet."""

import shlex
from typing import Final

from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.sheet import Problem, Row, Sheet, Tone
from ferrule.facts.status import Status
from ferrule.report.sheets.problems import counted, once
from ferrule.report.sheets.tested import aligned
from ferrule.report.units import seen_words

_TONE: Final = {Verdict.PASSED: Tone.GOOD, Verdict.FAILED: Tone.BAD, Verdict.INCONCLUSIVE: Tone.OPEN}


def check_sheet(report: CheckReport) -> Sheet:
    """Give the sheet of one climb: a row for each gate, each finding once. Secrets were masked when rows were made."""
    problems = once((row.id, row.findings) for row in report.gates)
    return Sheet(
        command="check",
        title=f"ferrule check, profile {report.profile}",
        workspace=report.workspace,
        verdict=report.verdict.value,
        tone=_TONE[report.verdict],
        exit_code=report.exit_code,
        rows=tuple(_row(row, problems) for row in report.gates),
        problems=problems,
        totals=_totals(report, len(problems)),
        notes=report.notes,
        seconds=report.seconds,
        run_id=report.run_id,
    )


def _row(row: GateResult, problems: tuple[Problem, ...]) -> Row:
    return Row(
        id=row.id,
        title=row.title,
        status=row.status,
        word=row.status.value,
        reason=row.reason.value if row.reason else "",
        detail=row.detail,
        remedy=row.remedy,
        command=shlex.join(row.argv),
        seen=seen_words(row.seen),
        seconds=row.seconds,
        age_s=row.age_s,
        tests=aligned(row.tests, row.findings, problems),
        log=row.log,
    )


def _totals(report: CheckReport, found: int) -> tuple[tuple[str, str], ...]:
    rows = {status: sum(row.status is status for row in report.gates) for status in Status}
    said = [
        ("gates", ", ".join(f"{count} {status.value}" for status, count in rows.items() if count)),
        ("findings", counted(found, "finding")),
        ("time", f"{report.seconds:.1f} s on {report.cores} cores"),
        ("profile", report.profile),
        ("toolchain", report.toolchain or ""),
        ("run", report.run_id or ""),
    ]
    return tuple((name, words) for name, words in said if words)
