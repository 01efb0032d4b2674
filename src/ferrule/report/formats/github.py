"""GitHub's workflow commands: annotations in the pull request, the gravest first."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from ferrule.facts.finding import Level
from ferrule.facts.sheet import Problem, Row, Sheet, Tone
from ferrule.facts.status import Reason, Status
from ferrule.report.escape import bounded, bounded_line, for_workflow_log
from ferrule.report.places import Place, place_of, shown_place
from ferrule.report.sheets.problems import counted, left

SHOWN: Final = 10
"""Annotations of each level that GitHub shows for one step; it drops what comes later."""
_LONGEST: Final = 4_000
_LONGEST_NAME: Final = 300
_LEVELS: Final = ("error", "warning", "notice")
_LEVEL: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice", Level.HELP: "notice"}
_ROW_LEVEL: Final = {Status.FAILED: "error", Status.INCONCLUSIVE: "warning", Status.SKIPPED: "notice"}
_HARMLESS: Final = frozenset({Reason.USER.value, Reason.NOT_RELEVANT.value})


def github(sheet: Sheet) -> Iterator[str]:
    """Give the commands, ten of each level; all others follow as lines that the log folds up.

    Rows that failed without a finding, or that were not decided, come before findings.
    """
    problems = left(sheet.problems)
    for level in _LEVELS:
        rows = tuple(_of_rows(sheet, level))
        own = (one for one in problems if _LEVEL[one.finding.level] == level)
        room = max(0, SHOWN - len(rows))
        yield from (_row_command(level, row) for row in rows[:SHOWN])
        yield from (_command(level, one, sheet) for one in islice(own, room))
        yield from _folded(level, rows[SHOWN:], own)


def data(text: str) -> str:
    """Give text as the message of a command, as GitHub's own toolkit escapes it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def value(text: str) -> str:
    """Give text as a property of a command, as GitHub's own toolkit escapes it."""
    return data(text).replace(":", "%3A").replace(",", "%2C")


def command(level: str, properties: dict[str, str | int | None], message: str) -> str:
    """Give one command on a line of its own; properties without a value are left out."""
    given = ",".join(f"{name}={value(str(word))}" for name, word in properties.items() if word)
    return f"::{level}{' ' if given else ''}{given}::{data(message)}\n"


def _of_rows(sheet: Sheet, level: str) -> Iterator[Row]:
    """Give the rows that a level has to tell of, beside the findings that they made."""
    made = {name for one in sheet.problems for name in one.rows if one.finding.level is Level.ERROR or name == one.id}
    for row in sheet.rows:
        if _ROW_LEVEL.get(row.status) == level and (_counts(row, sheet) if level == "notice" else row.id not in made):
            yield row


def _counts(row: Row, sheet: Sheet) -> bool:
    """Give whether a skipped row is why nothing was decided."""
    return sheet.tone is Tone.OPEN and bool(row.reason) and row.reason not in _HARMLESS


def _row_command(level: str, row: Row) -> str:
    return command(level, {"title": bounded_line(f"ferrule: {row.id}", _LONGEST_NAME)}, _row_words(row))


def _row_words(row: Row) -> str:
    why = ": ".join(part for part in (row.word, row.reason, row.detail) if part)
    return bounded(f"{why}\nto change this: {row.remedy}" if row.remedy else why, _LONGEST)


def _command(level: str, problem: Problem, sheet: Sheet) -> str:
    finding, place = problem.finding, place_of(problem.finding, sheet)
    words = bounded(finding.message, _LONGEST)
    if place is None and finding.path:
        words = f"{words}\nat {bounded_line(shown_place(finding), _LONGEST_NAME)}"
    if "\n" in finding.rendered:
        rendered = bounded(finding.rendered.strip("\n"), _LONGEST)
        words = f"{words}\n\n{rendered}"
    title = bounded_line(f"{finding.rule or finding.tool} ({', '.join(problem.rows)})", _LONGEST_NAME)
    return command(level, {**_where(place), "title": title}, words)


def _where(place: Place | None) -> dict[str, str | int | None]:
    """Give the place; columns only within one line, since GitHub refuses others."""
    if place is None:
        return {}
    on_one_line = place.end_line in {None, place.line}
    return {
        "file": bounded_line(place.path, _LONGEST),
        "line": place.line,
        "endLine": place.end_line,
        "col": place.column if on_one_line else None,
        "endColumn": place.end_column if on_one_line else None,
    }


def _folded(level: str, rows: tuple[Row, ...], problems: Iterator[Problem]) -> Iterator[str]:
    lines = (*(f"{row.id}: {_row_words(row)}" for row in rows), *(_line(one) for one in problems))
    if lines:
        yield f"::group::{counted(len(lines), level)} more, beyond what GitHub annotates\n"
        yield from (f"{for_workflow_log(bounded_line(line, _LONGEST))}\n" for line in lines)
        yield "::endgroup::\n"


def _line(problem: Problem) -> str:
    finding = problem.finding
    rule = f"[{finding.rule}]" if finding.rule else ""
    place = f" {shown_place(finding)}" if finding.path else ""
    return f"{finding.level.value}{rule}{place}: {finding.message[:_LONGEST]}"
