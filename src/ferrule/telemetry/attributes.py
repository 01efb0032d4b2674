"""What spans say outside of ferrule: in OpenTelemetry's own words where there are some, else as `ferrule.*`."""

import os
from collections.abc import Iterator
from typing import Final

from ferrule.telemetry.span import RUN, Span, Value

PREFIX: Final = "ferrule."
_KNOWN: Final = {
    "program": "process.executable.name",
    "exit_code": "process.exit.code",
    "gate": "cicd.pipeline.task.name",
}
"""Semantic conventions for programs of the command line and for CI, by the name of our value."""
_RESULT: Final = "cicd.pipeline.task.run.result"
_RESULTS: Final = {"passed": "success", "failed": "failure", "inconclusive": "error", "skipped": "skip"}
_OF_REASON: Final = {"time-budget": "timeout", "cancelled": "cancellation"}
_ERROR: Final = "error.type"


def attributes(span: Span) -> dict[str, str | int | float | bool]:
    """Give what a span says of itself; a value that is None says nothing."""
    named = {_KNOWN.get(key, f"{PREFIX}{key}"): value for key, value in span.values.items()}
    return {key: value for key, value in (*named.items(), *_added(span)) if value is not None}


def failure(span: Span) -> str:
    """Give in a word why a span counts as failed; empty where it does not."""
    if span.error is not None:
        return type(span.error).__name__
    if span.name == "gate":
        return "failed" if span.values.get("status") == "failed" else ""
    code = span.values.get("exit_code")
    if code not in (None, 0):
        return str(span.values.get("verdict") or code)
    ended = span.values.get("ended", "exited")
    return "" if ended == "exited" else str(ended)


def _added(span: Span) -> Iterator[tuple[str, Value]]:
    if span.name == RUN:
        yield from (("process.executable.name", "ferrule"), ("process.pid", os.getpid()))
    if word := failure(span):
        yield _ERROR, word
    if status := span.values.get("status"):
        reason = str(span.values.get("reason"))
        yield _RESULT, _OF_REASON.get(reason, _RESULTS.get(str(status)))
