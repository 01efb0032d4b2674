"""Reports for programs: a sheet made ready to be shown, and written in any format."""

from collections.abc import Iterator

from ferrule.facts.sheet import Sheet
from ferrule.report.formats import ReportFormat


def with_source(sheet: Sheet, shown: int) -> Sheet:
    """Give the sheet with source lines for its first findings; see `ferrule.flow.excerpts`."""
    from ferrule.flow.excerpts import with_source as story

    return story(sheet, shown)


def chunks(sheet: Sheet, wanted: ReportFormat) -> Iterator[str]:
    """Give the pieces of one report; see `ferrule.report.formats`."""
    from ferrule.report.formats import chunks as pieces

    return pieces(sheet, wanted)
