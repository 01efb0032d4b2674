"""A line of the log as people read it."""

import json
from collections.abc import Iterator
from typing import Final

from rich.text import Text

from ferrule.process.redact import mask
from ferrule.report.escape import on_one_line
from ferrule.telemetry.line import Line
from ferrule.telemetry.span import Level, Value

_LONGEST: Final = 200
_WIDTH: Final = 10
_STYLE: Final = {Level.DEBUG: "dim", Level.INFO: "bold", Level.ERROR: "bold red"}


def line_text(line: Line) -> Text:
    """Give one line: the local time, what it was, how long it took, and its values; no secrets, nothing that moves."""
    text = Text.assemble((line.time.astimezone().strftime("%H:%M:%S.%f")[:-3], "dim"), " ")
    text.append(f"{line.event:<{_WIDTH}}", _STYLE[line.level])
    text.append("          " if line.seconds is None else f"{line.seconds:8.3f} s")
    for key, word in _pairs(line):
        text.append(f" {key}=", "dim").append(word)
    return text


def _pairs(line: Line) -> Iterator[tuple[str, str]]:
    for key, value in line.values.items():
        if value is not None:
            yield key, _word(value)
    if line.error is not None:
        yield "error", type(line.error).__name__


def _word(value: Value) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    word = on_one_line(mask(value), _LONGEST)
    return word if word and word.isprintable() and not set(word) & set(' "=') else json.dumps(word, ensure_ascii=False)
