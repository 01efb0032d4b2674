"""SARIF 2.1.0 for code scanning: one run, a result for each finding that is still in the tree."""

from collections.abc import Iterator
from typing import Final

from ferrule import __version__
from ferrule.facts.finding import Level
from ferrule.facts.sheet import Problem, Row, Sheet
from ferrule.facts.status import Status
from ferrule.report.escape import as_name, bounded, bounded_line
from ferrule.report.fingerprints import fingerprinted
from ferrule.report.formats.sarif_fixes import fixes
from ferrule.report.formats.sarif_places import BASE, location, uri
from ferrule.report.formats.sarif_rules import rule_id, rules
from ferrule.report.json_text import json_line
from ferrule.report.places import manifest, place_of, shown_place
from ferrule.report.sheets.problems import left

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TAKEN: Final = 25_000
SHOWN: Final = 5_000
_LONGEST: Final = 4_000
_LEVEL: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note", Level.HELP: "note"}
_FINGERPRINT: Final = "ferruleFinding/v1"
"""Not `primaryLocationLineHash`: that one is the upload action's own, and it warns of another value."""


def sarif(sheet: Sheet) -> Iterator[str]:
    """Give the file, a result a line.

    Paths are relative to the repository. A finding without a file there stands at the manifest, and its words say so:
    code scanning refuses a whole file for one result without a place.
    """
    problems = left(sheet.problems)
    listed = rules(problems)
    number = {str(rule["id"]): at for at, rule in enumerate(listed)}
    run = {
        "tool": {"driver": {"name": "ferrule", "version": __version__, "rules": listed}},
        "automationDetails": {"id": f"ferrule/{sheet.command}/{as_name(sheet.prefix)}"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "The root of the repository."}}},
        "invocations": [_invocation(sheet)],
        "properties": _properties(sheet, len(problems)),
    }
    yield f'{{"$schema": {json_line(SCHEMA)}, "version": "2.1.0", "runs": [{json_line(run)[:-1]}, "results": ['
    between = "\n"
    for problem, fingerprint in fingerprinted(problems, sheet):
        yield between + json_line(_result(problem, fingerprint, number, sheet))
        between = ",\n"
    yield "\n]}]}\n"


def _result(problem: Problem, fingerprint: str, number: dict[str, int], sheet: Sheet) -> dict[str, object]:
    finding, rule = problem.finding, rule_id(problem.finding)
    place = place_of(finding, sheet)
    words = bounded(finding.message, _LONGEST) or "no words"
    if place is None and finding.path:
        words = f"{words}\n(at {bounded_line(shown_place(finding), _LONGEST)}, which is no file of this repository)"
    elif place is None:
        words = f"{words}\n(no file is named)"
    result: dict[str, object] = {
        "ruleId": rule,
        "ruleIndex": number[rule],
        "level": _LEVEL[finding.level],
        "message": {"text": words},
        "locations": [location(place, manifest(sheet))],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "properties": {"rows": [as_name(row) for row in problem.rows], "tool": finding.tool},
    }
    offered = fixes(finding, sheet)
    return {**result, "fixes": offered} if offered else result


def _invocation(sheet: Sheet) -> dict[str, object]:
    undecided = [row for row in sheet.rows if row.status in {Status.SKIPPED, Status.INCONCLUSIVE}]
    return {
        "executionSuccessful": not any(row.status is Status.INCONCLUSIVE for row in sheet.rows),
        "exitCode": sheet.exit_code,
        "exitCodeDescription": sheet.verdict,
        "toolExecutionNotifications": [
            *(_notification(row) for row in undecided),
            *({"level": "note", "message": {"text": bounded(note, _LONGEST)}} for note in sheet.notes),
        ],
    }


def _notification(row: Row) -> dict[str, object]:
    said = [f"{row.id}: {row.word}", row.reason, row.detail, row.remedy and f"to change this: {row.remedy}"]
    return {
        "level": "warning" if row.status is Status.INCONCLUSIVE else "note",
        "message": {"text": bounded(": ".join(part for part in said if part), _LONGEST)},
        "descriptor": {"id": row.reason or row.word},
    }


def _properties(sheet: Sheet, results: int) -> dict[str, object]:
    known: dict[str, object] = {"verdict": sheet.verdict, "results": results}
    if results > SHOWN:
        beyond = f" and refuses a run of more than {TAKEN:,}" if results > TAKEN else ""
        known["note"] = f"GitHub's code scanning keeps {SHOWN:,} results of a run{beyond}; here are {results:,}."
    known.update({"manifest": uri(manifest(sheet))} if sheet.prefix else {})
    return known
