"""The history as a chart: a column for each run, its verdict below it, and in words what it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.text import Text

from ferrule.facts.chart import Chart, Point, Series, Trend
from ferrule.report.escape import on_one_line

_ROWS: Final = 6
_BLOCKS: Final = " ▁▂▃▄▅▆▇█"
_LABEL: Final = 7
"""Columns of the scale: `12.3 s ` and nothing longer."""
_LEAST: Final = 4
"""Columns of the plot, however narrow the terminal."""
_NAME: Final = 60
_MARKS: Final = {
    "passed": ("✔", "P", "green"),
    "clean": ("✔", "C", "green"),
    "fixed": ("+", "+", "green"),
    "partly-fixed": ("~", "~", "yellow"),
    "waiting": ("…", "W", "yellow"),
    "inconclusive": ("?", "?", "yellow"),
    "failed": ("✘", "F", "bold red"),
    "unfixed": ("✘", "X", "bold red"),
    "skipped": ("–", "-", "dim"),
}
_NONE: Final = ("·", ".", "dim")


@dataclass(frozen=True, slots=True)
class _Paper:
    """What can be drawn on."""

    width: int
    """Columns for the runs."""
    plain: bool
    """Whether there is nothing but ASCII."""

    def mark(self, word: str) -> tuple[str, str]:
        fine, plain, style = _MARKS.get(word, ("!", "!", ""))
        return (plain if self.plain else fine), style

    def column(self, eighths: int, row: int, *, ran: bool) -> str:
        """Give what stands of a column in a row, counted from the bottom."""
        if not ran:
            return _NONE[self.plain] if row == 0 else " "
        left = eighths - 8 * row
        if self.plain:
            return "#" if left >= 4 or (row == 0 and left > 0) else " "
        return _BLOCKS[max(0, min(8, left))]


def print_chart(chart: Chart, console: Console) -> None:
    """Print a plot for each command and profile, in as many columns as there are."""
    if not chart.series:
        console.print("no runs yet: `ferrule check` makes the first", highlight=False)
        return
    paper = _Paper(max(_LEAST, console.width - _LABEL), console.options.ascii_only)
    for series in chart.series:
        for line in (*_plot(series, chart.gate, paper), *_words(series, paper)):
            console.print(line, highlight=False)
        console.print()
    if chart.slowest:
        times = ", ".join(f"{_ascii(slow.gate, paper)} {_seconds(slow.median_s)}" for slow in chart.slowest)
        console.print(f"slowest gates, by the median of their runs: {times}", highlight=False)


def _plot(series: Series, gate: str, paper: _Paper) -> Iterator[Text]:
    points = series.points[-paper.width :]
    yield Text(_ascii(" ".join(filter(None, (series.command, series.profile, gate))), paper), "bold")
    yield Text(_span(series, len(points), paper), "dim")
    highest = max((point.seconds for point in points if point.ran), default=0.0)
    for row in range(_ROWS - 1, -1, -1):
        label = _seconds(highest) if row == _ROWS - 1 else "0 s" if row == 0 else ""
        line = Text(f"{label:>{_LABEL - 1}} ", "dim")
        for point in points:
            line.append(paper.column(_eighths(point, highest), row, ran=point.ran), paper.mark(point.word)[1])
        yield line
    marks = Text(" " * _LABEL)
    for point in points:
        marks.append(*paper.mark(point.word))
    yield marks


def _eighths(point: Point, highest: float) -> int:
    """Give the height of a column; what ran at all is seen."""
    return max(1, round(point.seconds / highest * 8 * _ROWS)) if highest > 0 else 1


def _span(series: Series, shown: int, paper: _Paper) -> str:
    newest, first = series.points[-1], series.points[-shown]
    days = [point.started.astimezone().strftime("%Y-%m-%d") for point in (first, newest)]
    when = " to ".join(dict.fromkeys(days))
    count = len(series.points)
    told = f"the newest {shown} of {count} runs" if shown < count else _runs(count)
    return f"{told}, {when}" if paper.width > _NAME - _LABEL else told


def _words(series: Series, paper: _Paper) -> Iterator[Text]:
    counted = ", ".join(f"{paper.mark(word)[0]} {count} {word}" for word, count in series.counts.items())
    changed = f"; changed {series.changes} {'time' if series.changes == 1 else 'times'}" if series.changes else ""
    yield Text(f"{counted}{changed}")
    idle = sum(not point.ran for point in series.points)
    if series.trend is not None:
        yield Text(_trend(series.trend))
    if idle:
        yield Text(f"{_NONE[paper.plain]} {idle} of them ran no whole ladder, and count for no median", "dim")


def _trend(trend: Trend) -> str:
    said = f"median of the last {trend.count}: {_seconds(trend.last_s)}"
    if trend.before_s is None:
        return said
    said += f"; of the {trend.before} before: {_seconds(trend.before_s)}"
    if trend.before_s <= 0:
        return said
    percent = round(100 * (trend.last_s / trend.before_s - 1))
    return f"{said} ({percent:+d} %)" if percent else f"{said} (the same)"


def _runs(count: int) -> str:
    return f"{count} run" if count == 1 else f"{count} runs"


def _seconds(seconds: float) -> str:
    if seconds < 100:
        return f"{seconds:.1f} s"
    return (
        f"{seconds:.0f} s"
        if seconds < 1000
        else f"{seconds / 60:.0f} m"
        if seconds < 36_000
        else f"{seconds / 3600:.0f} h"
    )


def _ascii(text: str, paper: _Paper) -> str:
    """Give foreign text as this terminal can show it."""
    line = on_one_line(text, _NAME)
    return line.encode("ascii", "replace").decode() if paper.plain else line
