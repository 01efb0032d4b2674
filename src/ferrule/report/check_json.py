"""`ferrule.check/1`: the shape that machines read."""

from dataclasses import replace

from ferrule.facts.finding import Edit, Finding, Suggestion
from ferrule.facts.gate import CheckReport, GateResult
from ferrule.facts.reading import Part, Seen

SCHEMA = "ferrule.check/1"


def check_object(report: CheckReport) -> dict[str, object]:
    """Give the report as the object of the contract."""
    return {
        "schema": SCHEMA,
        "workspace": report.workspace,
        "toolchain": report.toolchain,
        "profile": report.profile,
        "verdict": report.verdict.value,
        "cores": report.cores,
        "seconds": round(report.seconds, 3),
        "run_id": report.run_id,
        "gates": [_gate(row) for row in report.gates],
        "notes": list(report.notes),
    }


def check_lazily(report: CheckReport) -> dict[str, object]:
    """Give the same object with findings that are made when they are written: there may be a hundred thousand."""
    rows = tuple(replace(row, findings=()) for row in report.gates)
    whole = zip(report.gates, rows, strict=True)
    gates = [{**_gate(bare), "findings": map(finding_object, row.findings)} for row, bare in whole]
    return {**check_object(replace(report, gates=rows)), "gates": gates}


def finding_object(finding: Finding) -> dict[str, object]:
    """Give one finding as the object of the contract."""
    return {
        "tool": finding.tool,
        "rule": finding.rule,
        "level": finding.level.value,
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "rendered": finding.rendered,
        "suggestions": [_suggestion(suggestion) for suggestion in finding.suggestions],
    }


def _gate(row: GateResult) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "argv": list(row.argv),
        "status": row.status.value,
        "reason": row.reason.value if row.reason else None,
        "detail": row.detail,
        "remedy": row.remedy,
        "seen": _seen(row.seen),
        "seconds": round(row.seconds, 3),
        "cached": row.cached,
        "age_s": row.age_s,
        "findings": [finding_object(finding) for finding in row.findings],
        "parts": None if row.parts is None else [_part(part) for part in row.parts],
        "log": row.log,
        "evidence_sha256": row.evidence_sha256,
    }


def _seen(seen: Seen | None) -> dict[str, object] | None:
    return None if seen is None else {"unit": seen.unit, "count": seen.count}


def _part(part: Part) -> dict[str, object]:
    reason = part.reason.value if part.reason else None
    return {"id": part.id, "status": part.status.value, "reason": reason, "seen": _seen(part.seen)}


def _suggestion(suggestion: Suggestion) -> dict[str, object]:
    return {
        "applicability": suggestion.applicability,
        "message": suggestion.message,
        "edits": [_edit(edit) for edit in suggestion.edits],
    }


def _edit(edit: Edit) -> dict[str, object]:
    return {
        "path": edit.path,
        "byte_start": edit.byte_start,
        "byte_end": edit.byte_end,
        "line": edit.line,
        "column": edit.column,
        "end_line": edit.end_line,
        "end_column": edit.end_column,
        "replacement": edit.replacement,
    }
