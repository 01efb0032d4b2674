"""What a tool suggests, as SARIF fixes: only edits of files in the repository."""

from itertools import groupby
from typing import Final

from ferrule.facts.finding import Edit, Finding, Suggestion
from ferrule.facts.sheet import Sheet
from ferrule.report.escape import bounded_line
from ferrule.report.formats.sarif_places import artifact
from ferrule.report.places import in_repository

_LONGEST: Final = 1_000
_LONGEST_INSERT: Final = 64 * 1024
_MOST: Final = 20
"""Fixes of one result."""


def fixes(finding: Finding, sheet: Sheet) -> list[dict[str, object]]:
    """Give the fixes of a finding; one that could not be carried out as written is left out."""
    usable = (one for one in finding.suggestions[:_MOST] if _is_usable(one, sheet))
    return [_fix(one, sheet) for one in usable]


def _is_usable(suggestion: Suggestion, sheet: Sheet) -> bool:
    return bool(suggestion.edits) and all(
        in_repository(edit.path, sheet) is not None
        and 1 <= edit.line <= edit.end_line
        and min(edit.column, edit.end_column) >= 1
        and len(edit.replacement) <= _LONGEST_INSERT
        for edit in suggestion.edits
    )


def _fix(suggestion: Suggestion, sheet: Sheet) -> dict[str, object]:
    edits = sorted(suggestion.edits, key=lambda edit: (edit.path, edit.byte_start))
    return {
        "description": {"text": f"{bounded_line(suggestion.message, _LONGEST)} ({suggestion.applicability})"},
        "artifactChanges": [
            {
                "artifactLocation": artifact(in_repository(path, sheet) or path),
                "replacements": [_replacement(edit) for edit in own],
            }
            for path, own in groupby(edits, key=lambda edit: edit.path)
        ],
    }


def _replacement(edit: Edit) -> dict[str, object]:
    """Give one replacement; its text is written as it is, since it is code that is to be inserted."""
    return {
        "deletedRegion": {
            "startLine": edit.line,
            "startColumn": edit.column,
            "endLine": edit.end_line,
            "endColumn": edit.end_column,
        },
        "insertedContent": {"text": edit.replacement.encode("utf-8", "replace").decode()},
    }
