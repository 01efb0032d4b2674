"""Findings as the page shows them, by file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ferrule.facts.finding import Finding, Suggestion
from ferrule.facts.sheet import Problem, Sheet
from ferrule.report.html.body import body_of
from ferrule.report.html.foreign import LONGEST
from ferrule.report.html.shapes import Shaped, shaped
from ferrule.report.rule_pages import page_of

_SUGGESTIONS: Final = 5
_REPLACEMENT: Final = 400
TONES: Final = {"resolved": "good", "waiting": "open", "open": "open", "abandoned": "bad"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding for the page."""

    number: int
    """From 1, in the order of the whole report."""
    level: str
    rule: str
    link: str
    """Where the rule is explained; empty where that is not known."""
    message: str
    path: str
    place: str
    rows: tuple[str, ...]
    status: str
    tone: str
    id: str
    text: tuple[Shaped, ...]
    left_out: int
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """The findings of one file."""

    path: str
    """Empty for findings without a file."""
    findings: list[Shown]

    @property
    def number(self) -> int:
        """Give how many of its findings stand in the page."""
        return len(self.findings)


def shown_of(problems: Iterable[Problem], sheet: Sheet) -> Iterator[Shown]:
    """Give findings for the page, numbered from 1."""
    for number, problem in enumerate(problems, 1):
        finding = problem.finding
        text, left_out = body_of(finding, sheet.excerpts.get((finding.path or "", finding.line or 0)), LONGEST)
        yield Shown(
            number=number,
            level=finding.level.value,
            rule=finding.rule or "",
            link=page_of(finding.rule, finding.tool),
            message=finding.message,
            path=finding.path or "",
            place=place_of(finding),
            rows=rows_of(problem),
            status=problem.status,
            tone=TONES.get(problem.status, "quiet"),
            id=problem.id,
            text=shaped(text),
            left_out=left_out,
            suggestions=told(finding.suggestions),
        )


def files_of(findings: Iterable[Shown]) -> tuple[File, ...]:
    """Give findings by file; the file with the worst one comes first."""
    found: dict[str, File] = {}
    for one in findings:
        found.setdefault(one.path, File(one.path, [])).findings.append(one)
    return tuple(found.values())


def skeleton() -> Shown:
    """Give the finding without content that the page's script copies for each one that it shows."""
    return Shown(0, "", "", "", "", "", "", (), "", "quiet", "", (), 0, ())


def rows_of(problem: Problem) -> tuple[str, ...]:
    """Give the rows that made a finding; none where the only one is called as the finding itself."""
    return () if problem.rows == (problem.id,) else problem.rows


def place_of(finding: Finding) -> str:
    """Give line and column as far as they are known."""
    if finding.line is None:
        return ""
    return f"{finding.line}:{finding.column}" if finding.column else f"{finding.line}"


def told(suggestions: tuple[Suggestion, ...]) -> tuple[str, ...]:
    """Give what a tool suggests, one line each, with what it would write in backticks."""
    lines = tuple(_told(one) for one in suggestions[:_SUGGESTIONS])
    left = len(suggestions) - _SUGGESTIONS
    return (*lines, f"and {left} more") if left > 0 else lines


def _told(one: Suggestion) -> str:
    written = [edit.replacement.strip()[:_REPLACEMENT] for edit in one.edits]
    texts = [f"`{text}`" for text in written if text and "`" not in text and "\n" not in text]
    words = f": {' and '.join(texts)}" if texts else ""
    sure = " · machine-applicable" if one.applicability == "MachineApplicable" else ""
    return f"{one.message}{words}{sure}"
