"""One sheet as one HTML file, chunk by chunk."""

from collections.abc import Iterator

from ferrule.facts.sheet import Sheet
from ferrule.report.html import assets, bars, words
from ferrule.report.html.diff import Diff, read_diff
from ferrule.report.html.environment import environment
from ferrule.report.html.findings import files_of, shown_of, skeleton
from ferrule.report.html.ladder import counts_of, facts_of, head_of, open_rows, tested
from ferrule.report.html.order import SHOWN, choices
from ferrule.report.html.rest import Rest

_PIECES = 256
"""Pieces of the template that are handed out together: most are a word long."""


def page(sheet: Sheet) -> Iterator[str]:
    """Give the pieces of one HTML file that shows all of a sheet (M30, E21).

    The first 1,000 findings stand in the page, the worst first; the others are data that its script shows on demand.
    Nothing is loaded from anywhere, and the only script that may run is our own.
    """
    problems = sheet.problems
    shown, rest = problems[:SHOWN], Rest(problems[SHOWN:], sheet)
    stream = (
        environment()
        .get_template("page.html")
        .stream(
            sheet=sheet,
            words=words.of(sheet.command),
            style=assets.style(),
            script=assets.script(),
            policy=assets.policy(),
            icon=assets.icon(sheet.tone),
            head=head_of(sheet),
            counts=counts_of(sheet.rows),
            facts=facts_of(sheet),
            times=bars.times(sheet.rows),
            undecided=open_rows(sheet.rows),
            files=files_of(shown_of(shown, sheet)),
            skeleton=skeleton(),
            choices=choices(problems),
            rest=rest,
            diffs=_diffs(sheet),
            diff_of=read_diff,
            levels=bars.levels(sheet.funnel) if sheet.funnel else (),
            tested=tested(sheet.rows),
        )
    )
    stream.enable_buffering(_PIECES)
    yield from stream


def _diffs(sheet: Sheet) -> tuple[tuple[str, Diff], ...]:
    return tuple((edit.path, read_diff(edit.diff)) for edit in sheet.edits)
