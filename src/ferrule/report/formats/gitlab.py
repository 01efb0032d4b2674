"""GitLab's Code Quality report: a JSON array, one object for each finding that is still in the tree."""

from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Finding, Level, Phase
from ferrule.facts.sheet import Problem, Sheet
from ferrule.report.escape import bounded_line
from ferrule.report.fingerprints import fingerprinted
from ferrule.report.json_text import json_line
from ferrule.report.places import manifest, place_of, shown_place
from ferrule.report.sheets.problems import left

_LONGEST: Final = 1_000
_BREAKS_THE_BUILD: Final = frozenset({Phase.PARSE, Phase.RESOLVE, Phase.TYPE, Phase.BORROW})
_SEVERITY: Final = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTE: "info", Level.HELP: "info"}


def gitlab(sheet: Sheet) -> Iterator[str]:
    """Give the array, an object a line.

    A finding without a file in the repository stands at the manifest: GitLab drops what names no file, and a report
    that lost an error would look better than the code is.
    """
    yield "["
    between = "\n"
    for problem, fingerprint in fingerprinted(left(sheet.problems), sheet):
        yield between + json_line(_issue(problem, fingerprint, sheet))
        between = ",\n"
    yield "\n]\n"


def _issue(problem: Problem, fingerprint: str, sheet: Sheet) -> dict[str, object]:
    finding, place = problem.finding, place_of(problem.finding, sheet)
    words = bounded_line(finding.message, _LONGEST) or "no words"
    if place is None and finding.path:
        words = f"{words} ({bounded_line(shown_place(finding), _LONGEST)})"
    return {
        "description": f"{words} [{', '.join(problem.rows)}]",
        "check_name": bounded_line(finding.rule or "", _LONGEST) or bounded_line(finding.tool, _LONGEST) or "unknown",
        "fingerprint": fingerprint,
        "severity": _severity(finding),
        "location": {
            "path": bounded_line(place.path if place else manifest(sheet), _LONGEST),
            "lines": {"begin": (place.line if place else None) or 1},
        },
    }


def _severity(finding: Finding) -> str:
    broken = finding.level is Level.ERROR and finding.phase in _BREAKS_THE_BUILD
    return "blocker" if broken else _SEVERITY[finding.level]
