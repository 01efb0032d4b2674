"""The chart of the history on terminals of all widths, in colour and without, in ASCII and in JSON."""

import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

from ferrule.facts.chart import Chart, Point, Series, Slow, Trend
from ferrule.report.chart import print_chart
from ferrule.report.chart_json import chart_object
from store.samples import NOON

SCHEMA = Path(__file__).parents[2] / "docs/schemas/history-chart.json"
WORDS = ("passed", "passed", "failed", "inconclusive")
TREND = Trend(2.0, 1.6, 10, 7)


def point(number: int, word: str = "passed", seconds: float = 1.0, *, ran: bool = True) -> Point:
    """Give a run, an hour after the one before."""
    return Point(f"run{number}", NOON + timedelta(hours=number), "check", "quick", word, seconds, ran)


def series(count: int, trend: Trend | None = TREND) -> Series:
    """Give so many runs that take longer and longer; each fifth ran nothing."""
    points = tuple(point(n, WORDS[n % 4], 0.1 + n, ran=n % 5 != 4) for n in range(count))
    return Series("check", "quick", points, {"passed": count}, 3, trend)


def printed(chart: Chart, width: int = 80, encoding: str = "utf-8", **more: bool) -> str:
    """Give what is printed on a terminal of this width and encoding."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    print_chart(chart, Console(file=stream, width=width, emoji=False, markup=False, **more))  # type: ignore[arg-type]
    stream.seek(0)
    return stream.read()


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("count", [1, 7, 300])
@pytest.mark.parametrize("width", [20, 21, 40, 80, 120, 200])
def test_it_fits(width: int, count: int, encoding: str) -> None:
    """No line is wider than the terminal; as many runs as there are columns are drawn, each with its mark."""
    chart = Chart((series(count),), (Slow("test", 6.1, 3), Slow("clippy", 2.0, 3)))
    lines = printed(chart, width, encoding).splitlines()
    marks = [line[7:] for line in lines if re.fullmatch(r" {7}[✔✘?PF]+", line)]

    assert max(map(len, lines)) <= width
    assert [min(count, width - 7)] == [len(line) for line in marks]
    assert any("slowest" in line for line in lines)


def test_columns_are_as_high_as_their_time() -> None:
    """The longest run is full, half the time half as high, what was remembered is a point, and each has its mark."""
    points = (point(0, "failed", 8.0), point(1, "passed", 4.0), point(2, "passed", 0.3, ran=False), point(3))
    drawn = printed(Chart((Series("check", "quick", points, {"passed": 3, "failed": 1}, 1, None),), ()))
    plot = [line[7:] for line in drawn.splitlines()[2:9]]

    assert ["█", "█", "█", "██", "██", "██·▆", "✘✔✔✔"] == [line.rstrip() for line in plot]
    assert "   8.0 s █" in drawn.replace(" 8.0 s", "   8.0 s")
    assert "✔ 3 passed, ✘ 1 failed; changed 1 time" in drawn
    assert "· 1 of them ran no whole ladder" in drawn


def test_ascii_says_the_same() -> None:
    """Where there is nothing but ASCII, foreign names too are plain; verdicts are letters."""
    points = (point(0, "failed", 8.0), point(1), point(2, ran=False), point(3, "inconclusive"))
    named = Series("check", "schnellprüfung\x1b[31m", points, {"failed": 1}, 1, None)
    drawn = printed(Chart((named,), (Slow("prüfung", 1.0, 1),)), encoding="ascii")

    assert "check schnellpr?fung" in drawn
    assert "##.#" in drawn
    assert "       FPP?\n" in drawn
    assert "pr?fung 1.0 s" in drawn


def test_colour_is_never_alone() -> None:
    """Colours follow the verdict; without them the same characters say it."""
    chart = Chart((series(8),), ())
    coloured = printed(chart, force_terminal=True)

    assert "\x1b[1;31m✘" in coloured
    assert printed(chart) == re.sub(r"\x1b\[[\d;]*m", "", coloured)


@pytest.mark.parametrize(
    ("trend", "words"),
    [
        (TREND, "median of the last 10: 2.0 s; of the 7 before: 1.6 s (+25 %)\n"),
        (replace(TREND, before_s=4.0), "before: 4.0 s (-50 %)\n"),
        (replace(TREND, before_s=2.0), "before: 2.0 s (the same)\n"),
        (replace(TREND, before_s=0.0), "before: 0.0 s\n"),
        (Trend(5000.0, None, 1), "median of the last 1: 83 m\n"),
        (None, ""),
    ],
)
def test_the_trend_in_words(trend: Trend | None, words: str) -> None:
    """The last runs against those before, in percent where that can be said."""
    drawn = printed(Chart((series(3, trend),), ()))

    assert words in drawn
    assert ("median" in drawn) is (trend is not None)


def test_nothing_to_show() -> None:
    """An empty history is said, and so is one in which nothing ran."""
    idle = Series("check", "quick", (point(0, ran=False),), {"passed": 1}, 0, None)

    assert "no runs yet" in printed(Chart((), ()))
    assert "0.0 s" in printed(Chart((idle,), ()))


@pytest.mark.parametrize(
    "chart",
    [Chart((), (), "fmt"), Chart((series(30), series(1, None)), (Slow("test", 1.23456, 2),))],
    ids=["none", "some"],
)
def test_json_has_its_schema(chart: Chart) -> None:
    """The object is the one of its contract."""
    shape = json.loads(json.dumps(chart_object(chart)))

    jsonschema.validate(shape, json.loads(SCHEMA.read_text()), cls=jsonschema.Draft202012Validator)
    assert [len(one.points) for one in chart.series] == [len(one["points"]) for one in shape["series"]]
