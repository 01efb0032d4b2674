"""A line of the log: what a span tells when it begins and when it ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from ferrule.telemetry.span import Level, Span, Value

BEGAN: Final = "-began"
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, as the log and the terminal show it."""

    time: datetime
    """In UTC."""
    level: Level
    event: str
    """The name of the span, such as `gate`; with `-began` behind it where it only begins."""
    values: Mapping[str, Value]
    seconds: float | None
    """None where it only begins."""
    trace_id: str
    span_id: str
    parent_id: str
    """Of the span around it; empty for none."""
    error: BaseException | None = None
    """What ended it; None where it came to its own end."""


def begin_of(span: Span, values: Mapping[str, Value]) -> Line:
    """Give the line for a begin, with what was known then; of little interest until something hangs."""
    return Line(_moment(span.began_ns), Level.DEBUG, f"{span.name}{BEGAN}", values, None, *_ids(span))


def end_of(span: Span) -> Line:
    """Give the line for an end."""
    seconds = round(span.seconds or 0.0, _DIGITS)
    level = span.level if span.error is None else Level.ERROR
    at = _moment(span.began_ns + int(seconds * 1e9))
    return Line(at, level, span.name, dict(span.values), seconds, *_ids(span), span.error)


def _ids(span: Span) -> tuple[str, str, str]:
    return span.trace_id, span.span_id, span.parent.span_id if span.parent else ""


def _moment(nanoseconds: int) -> datetime:
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC)
