"""The chart for machines."""

from ferrule.facts.chart import Chart, Point, Series

_DIGITS = 3


def chart_object(chart: Chart) -> dict[str, object]:
    """Give the chart as `ferrule.history-chart/1`."""
    return {
        "schema": "ferrule.history-chart/1",
        "gate": chart.gate or None,
        "series": [_series(series) for series in chart.series],
        "slowest": [
            {"gate": slow.gate, "median_s": round(slow.median_s, _DIGITS), "runs": slow.count} for slow in chart.slowest
        ],
    }


def _series(series: Series) -> dict[str, object]:
    trend = series.trend
    return {
        "command": series.command,
        "profile": series.profile,
        "counts": series.counts,
        "changes": series.changes,
        "trend": trend
        and {
            "runs": trend.count,
            "last_s": round(trend.last_s, _DIGITS),
            "runs_before": trend.before,
            "before_s": None if trend.before_s is None else round(trend.before_s, _DIGITS),
        },
        "points": [_point(point) for point in series.points],
    }


def _point(point: Point) -> dict[str, object]:
    return {
        "run": point.run_id,
        "started": point.started.isoformat(timespec="seconds"),
        "seconds": round(point.seconds, _DIGITS),
        "word": point.word,
        "ran": point.ran,
    }
