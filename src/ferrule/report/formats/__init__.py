"""Every way to write a sheet for a service or a reader; one file a format, each imported only when it is asked for."""

from collections.abc import Iterator
from enum import StrEnum

from ferrule.facts.sheet import Sheet


class ReportFormat(StrEnum):
    """Formats that show a sheet; text and JSON have shapes of their own for each command."""

    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"
    HTML = "html"


def chunks(sheet: Sheet, wanted: ReportFormat) -> Iterator[str]:
    """Give the pieces of one report: together they are the whole text, and none need wait for the others."""
    match wanted:
        case ReportFormat.JUNIT:
            from ferrule.report.formats.junit import junit

            return junit(sheet)
        case ReportFormat.SARIF:
            from ferrule.report.formats.sarif import sarif

            return sarif(sheet)
        case ReportFormat.GITHUB:
            from ferrule.report.formats.github import github

            return github(sheet)
        case ReportFormat.GITLAB:
            from ferrule.report.formats.gitlab import gitlab

            return gitlab(sheet)
        case ReportFormat.MARKDOWN:
            from ferrule.report.formats.markdown import markdown

            return markdown(sheet)
        case ReportFormat.HTML:
            from ferrule.report.html.page import page

            return page(sheet)
