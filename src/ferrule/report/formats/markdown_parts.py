"""The parts of a Markdown report: head with rows, findings, repairs, questions, totals."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from ferrule.facts.finding import Finding, Level
from ferrule.facts.fix import EditedFile
from ferrule.facts.packet import Question
from ferrule.facts.sheet import Excerpt, Problem, Row, Sheet
from ferrule.facts.status import Status
from ferrule.report.escape_markdown import block, cell, code
from ferrule.report.places import shown_place
from ferrule.report.sheets.problems import RESOLVED, counted
from ferrule.report.units import took

_ROWS: Final = 60
_NOTES: Final = 12
_WORDS: Final = 200
_MESSAGE: Final = 600
_TEXT: Final = 4_000
_DIFF: Final = 12_000
_MARK: Final = {Status.PASSED: "✔", Status.FAILED: "✘", Status.INCONCLUSIVE: "?", Status.SKIPPED: "–"}
_SPEAK_FOR_THEMSELVES: Final = frozenset({"check", "task"})
_GRAVEST: Final = {Status.FAILED: 0, Status.INCONCLUSIVE: 1, Status.SKIPPED: 2, Status.PASSED: 3}


@dataclass(frozen=True, slots=True)
class Part:
    """One part, in a long and a short form; neither is made before it is asked for."""

    whole: Callable[[], str]
    short: Callable[[], str]


def head(sheet: Sheet) -> str:
    """Give the verdict and a row for each gate, box, level or incident; beyond sixty the gravest ones."""
    lines = [f"## {code(sheet.title, _WORDS)}: {sheet.verdict}", ""]
    rows = sheet.rows
    if len(rows) > _ROWS:
        rows = tuple(sorted(rows, key=lambda row: _GRAVEST[row.status]))[:_ROWS]
    if rows:
        lines += ["| | what | verdict | seen | time | why |", "| --- | --- | --- | --- | ---: | --- |"]
        lines += [_row(row, sheet.command) for row in rows]
        lines.append("")
    if len(rows) < len(sheet.rows):
        lines += [f"and {counted(len(sheet.rows) - len(rows), 'row')} more", ""]
    return "\n".join(lines) + "\n"


def _row(row: Row, command: str) -> str:
    named = row.id if command in _SPEAK_FOR_THEMSELVES else f"{row.id} {row.title}"
    time = took(row.seconds, row.age_s, started=row.seconds > 0)
    why = [cell(part, _WORDS) for part in (row.reason, row.detail) if part]
    why += [f"→ {cell(row.remedy, _WORDS)}"] if row.remedy else []
    cells = (_MARK[row.status], cell(named, _WORDS), row.word, cell(row.seen, _WORDS), time, " ".join(why))
    return f"| {' | '.join(cells)} |"


def problem_parts(sheet: Sheet) -> Iterator[Part]:
    """Give each finding, those that are still there first."""
    ranked = sorted(sheet.problems, key=lambda one: one.status == RESOLVED)
    for at, problem in enumerate(ranked, 1):
        excerpt = sheet.excerpts.get((problem.finding.path or "", problem.finding.line or 0))
        yield Part(partial(_whole, at, problem, excerpt), partial(_problem, at, problem))


def _whole(at: int, problem: Problem, excerpt: Excerpt | None) -> str:
    return _problem(at, problem, _source(problem.finding, excerpt))


def _problem(at: int, problem: Problem, text: str = "") -> str:
    finding = problem.finding
    rule = f" {code(finding.rule, _WORDS)}" if finding.rule else ""
    place = code(shown_place(finding), _WORDS)
    made = f" ({code(', '.join(problem.rows), _WORDS)})" if problem.rows else ""
    state = f", {problem.status}" if problem.status else ""
    level = finding.level.value if finding.level is not Level.ERROR else f"**{finding.level.value}**"
    where = f" at {place}" if place else ""
    lines = f"{at}\\. {level}{rule}{where}{made}{state}  \n{code(finding.message, _MESSAGE)}\n\n"
    return f"{lines}{block(text, _TEXT)}\n\n" if text else lines


def _source(finding: Finding, excerpt: Excerpt | None) -> str:
    if excerpt is None:
        return finding.rendered
    lines = "\n".join(f"{at:5} | {line}" for at, line in enumerate(excerpt.lines, excerpt.first))
    return f"{lines}\n\n{finding.rendered}".strip("\n")


def edit_parts(sheet: Sheet) -> Iterator[Part]:
    """Give each diff."""
    for edit in sheet.edits:
        yield Part(partial(_edit, edit), partial(_brief_edit, edit))


def _edit(edit: EditedFile) -> str:
    return f"repaired {code(edit.path, _WORDS)}\n\n{block(edit.diff, _DIFF, 'diff')}\n\n"


def _brief_edit(edit: EditedFile) -> str:
    return f"repaired {code(edit.path, _WORDS)}: {_counts(edit)}\n\n"


def _counts(edit: EditedFile) -> str:
    lines = [line for line in edit.diff.split("\n") if not line.startswith(("+++", "---"))]
    more, fewer = (sum(line.startswith(sign) for line in lines) for sign in "+-")
    return f"{more} lines more, {fewer} lines fewer"


def question_parts(sheet: Sheet) -> Iterator[Part]:
    """Give each question with its options."""
    for question in sheet.questions:
        yield Part(partial(_question, question, with_diffs=True), partial(_question, question, with_diffs=False))


def _question(question: Question, *, with_diffs: bool) -> str:
    lines = [f"**A decision waits**: {code(question.incident, _WORDS)} {code(question.problem, _MESSAGE)}", ""]
    for option in question.options:
        lines += [f"{code(option.key, 3)} {code(option.summary, _MESSAGE)}: {code(option.proof.value, _WORDS)}", ""]
        if with_diffs and option.diff:
            lines += [block(option.diff, _DIFF, "diff"), ""]
    return "\n".join([*lines, f"answer with {code(f'ferrule incidents answer {question.incident}', _WORDS)}", "", ""])


def tail(sheet: Sheet) -> str:
    """Give totals and notes."""
    said = [f"{name}: {code(words, _MESSAGE)}" for name, words in sheet.totals]
    notes = [f"> note: {code(note, _MESSAGE)}" for note in sheet.notes[:_NOTES]]
    more = len(sheet.notes) - len(notes)
    notes += [f"> and {counted(more, 'note')} more"] if more > 0 else []
    return " · ".join(said) + "\n" + ("\n" + "  \n".join(notes) + "\n" if notes else "")
