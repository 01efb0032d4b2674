"""One result in all forms that were asked for: one on standard output, any others in files."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from typing import TYPE_CHECKING, Annotated, Final

import typer

from ferrule.cli import options
from ferrule.cli.options import Format, format_option
from ferrule.cli.output_file import Output, checked, summary_room, write_summary, written
from ferrule.cli.workflow_log import log_safe
from ferrule.errors import WrongUse

if TYPE_CHECKING:
    from rich.console import Console

    from ferrule.facts.sheet import Sheet

FINDINGS: Final = tuple(Format)
"""For commands that have findings with places: every format."""
BOXES: Final = (Format.TEXT, Format.JSON, Format.JUNIT, Format.GITHUB, Format.MARKDOWN, Format.HTML)
"""For a task: what is not about findings alone, or a failed box would look like code without one."""
COUNTS: Final = (Format.TEXT, Format.JSON, Format.MARKDOWN, Format.HTML)
FindingsFormat = Annotated[Format, format_option(*FINDINGS)]
BoxesFormat = Annotated[Format, format_option(*BOXES)]
CountsFormat = Annotated[Format, format_option(*COUNTS)]
OutputOption = Annotated[
    list[str] | None,
    typer.Option("--output", metavar="FORMAT=FILE", help="Also write a report to a file; may be repeated."),
]
_WITH_SOURCE: Final = {Format.TEXT: 50, Format.MARKDOWN: 200, Format.JUNIT: 1_000, Format.HTML: 1_000}
"""Findings that each format shows with their code."""
_ARE_JSON: Final = frozenset({Format.JSON, Format.SARIF, Format.GITLAB})
_INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Wanted:
    """The forms in which a result was asked for."""

    on_stdout: Format
    outputs: tuple[Output, ...] = ()

    @property
    def formats(self) -> frozenset[Format]:
        """All of them."""
        return frozenset((self.on_stdout, *(one.format for one in self.outputs)))

    def only(self, words: str) -> None:
        """Take no other forms than text and JSON on standard output.

        Raises:
            WrongUse: for others, naming the option that has no more.
        """
        if self.outputs or self.on_stdout not in options.PLAIN:
            raise WrongUse(f"{words} is told as text or json on stdout only")


def wanted(on_stdout: Format, given: list[str] | None, fits: tuple[Format, ...]) -> Wanted:
    """Give what was asked for; to be called before any work is done.

    Raises:
        WrongUse: for a format that does not fit, a file that cannot be written, or one that is named twice.
    """
    return Wanted(on_stdout, checked(given or [], fits))


@dataclass
class Result:
    """One result in every shape; none is made before it is asked for."""

    exit_code: int
    make_json: Callable[[], dict[str, object]]
    make_sheet: Callable[[], "Sheet"]
    print_text: Callable[["Console"], None]
    forms: Wanted

    @cached_property
    def sheet(self) -> "Sheet":
        """The sheet, with source lines for as many findings as will be shown with them."""
        from ferrule.api.reports import with_source

        shown = max(_WITH_SOURCE.get(one, 0) for one in self.forms.formats)
        return with_source(self.make_sheet(), shown)

    def chunks(self, form: Format) -> Iterator[str]:
        """Give the pieces of one form, as a file holds them."""
        if form is Format.JSON:
            from ferrule.report.json_text import json_pieces

            yield from json_pieces(self.make_json())
            yield "\n"
        elif form is Format.TEXT:
            from rich.console import Console

            file = StringIO()
            self.print_text(Console(file=file, width=120, emoji=False, markup=False, color_system=None))
            yield file.getvalue()
        else:
            from ferrule.report.formats import ReportFormat, chunks

            yield from chunks(self.sheet, ReportFormat(form.value))


def deliver(result: Result) -> int:
    """Write a result in all forms, files first, and give the exit code.

    What cannot be written in the end, a file or standard output, is told on stderr and ends in 2, whatever the verdict;
    an interrupt stays one. On GitHub its step gets a summary too, where the format `github` is among the forms.
    """
    lost = [words for one in result.forms.outputs if (words := written(one, result.chunks(one.format)))]
    if Format.GITHUB in result.forms.formats and (room := summary_room()) is not None:
        from ferrule.report.formats.markdown import summary

        lost += filter(None, [write_summary(summary(result.sheet, room))])
    try:
        _print(result)
    except WrongUse as refusal:
        lost.append(str(refusal))
    for words in lost:
        sys.stderr.write(f"error: {words}\n")
    return WrongUse.exit_code if lost and result.exit_code != _INTERRUPTED else result.exit_code


def _print(result: Result) -> None:
    form = result.forms.on_stdout
    with options.reading_may_stop():
        if form is Format.TEXT:
            result.print_text(options.out())
        else:
            stdout = sys.stdout if form is Format.GITHUB else log_safe(sys.stdout, as_json=form in _ARE_JSON)
            for chunk in result.chunks(form):
                stdout.write(chunk.encode("utf-8", "replace").decode())
            sys.stdout.flush()
