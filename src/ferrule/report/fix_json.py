"""`ferrule.fix/1`: the account of a repair for machines."""

from ferrule.facts.fix import Attempt, FixReport, Incident, TestTally
from ferrule.facts.target import Measured
from ferrule.report.failing_json import failing_object
from ferrule.report.question import question_object

SCHEMA = "ferrule.fix/1"


def fix_object(report: FixReport) -> dict[str, object]:
    """Give the report as the object of the contract."""
    phases = report.phases
    return {
        "schema": SCHEMA,
        "workspace": report.workspace,
        "verdict": report.verdict.value,
        "errors_before": report.errors_before,
        "errors_after": report.errors_after,
        "uncovered": report.uncovered,
        "compiler_runs": report.compiler_runs,
        "seconds": round(report.seconds, 3),
        "phases": {name: round(getattr(phases, name), 3) for name in ("check", "search", "verify", "tests")},
        "check_seconds": round(report.check_seconds, 3),
        "applied": report.applied,
        "tests": _tests(report.tests),
        "run_id": report.run_id,
        "incidents": [_incident(incident) for incident in report.incidents],
        "edits": [{"path": edit.path, "diff": edit.diff} for edit in report.edits],
        "costs": [
            {"kind": cost.kind.value, "path": str(cost.path), "line": cost.line, "note": cost.note}
            for cost in report.costs
        ],
        "questions": [question_object(question) for question in report.questions],
        "targets": [_target(one) for one in report.targets],
        "notes": list(report.notes),
        "explanations": dict(report.explanations),
    }


def _target(one: Measured) -> dict[str, object]:
    figure = one.figure
    return {
        "command": one.target.command,
        "limit_s": _seconds(one.target.limit_s),
        "status": "not-measured" if figure is None else "missed" if one.is_missed else "reached",
        "measured_s": _seconds(figure.high_s) if figure else None,
        "benchmark": (figure.name or None) if figure else None,
        "timer": figure.timer.value if figure else None,
        "why": one.why,
    }


def _seconds(seconds: float) -> float:
    """Give a time as exact as it is meant: six digits, whatever its size."""
    return float(f"{seconds:.6g}")


def _tests(tally: TestTally | None) -> dict[str, object] | None:
    if tally is None:
        return None
    return {"run": tally.run, "passed": tally.passed, "failed": tally.failed, "timed_out": tally.timed_out}


def _incident(incident: Incident) -> dict[str, object]:
    return {
        "id": incident.id,
        "code": incident.finding.rule,
        "class": incident.kind,
        "fingerprint": incident.fingerprint,
        "path": incident.finding.path,
        "line": incident.finding.line,
        "level": incident.level,
        "status": incident.status.value,
        "attempts": [_attempt(attempt) for attempt in incident.attempts],
        "tried": [{"move": one.move, "message": one.message, "result": one.result} for one in incident.tried],
        "failing": failing_object(incident),
    }


def _attempt(attempt: Attempt) -> dict[str, object]:
    return {
        "n": attempt.n,
        "level": attempt.level,
        "move": attempt.move,
        "error": attempt.error,
        "attempted": attempt.attempted,
        "refused": attempt.refused,
        "action": attempt.action,
        "result": attempt.result,
        "errors_before": attempt.errors_before,
        "errors_after": attempt.errors_after,
        "seconds": round(attempt.seconds, 3),
        "rolled_back": attempt.rolled_back,
    }
