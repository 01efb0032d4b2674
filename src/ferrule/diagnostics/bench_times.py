"""Times in the output of benchmarks: criterion's intervals and libtest's lines."""

import re
from typing import Final

from ferrule.facts.target import Figure, Timer

_SECONDS: Final = {"ps": 1e-12, "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1.0}
_NUMBER: Final = r"[0-9][0-9,]{0,20}(?:\.[0-9]{1,12})?"
_TIME: Final = rf"{_NUMBER} (?:ps|ns|us|µs|μs|ms|s)"
_CRITERION: Final = re.compile(rf"(?P<name>.*?)\s*time: +\[{_TIME} {_TIME} (?P<high>{_NUMBER}) (?P<unit>\w+)\]")
_LIBTEST: Final = re.compile(
    rf"test (?P<name>.+?)\s+\.\.\. bench: +(?P<middle>{_NUMBER}) ns/iter \(\+/- (?P<spread>{_NUMBER})\)"
)
_LONGEST_LINE: Final = 1000


def read_bench_times(text: str) -> tuple[Figure, ...]:
    """Give the time of each benchmark at the upper end of its interval, in the order of the output.

    Of libtest that is the median and the spread behind it. What is no such line is passed over.
    """
    found: list[Figure] = []
    before = ""
    for line in text.split("\n"):
        row = line.strip()[:_LONGEST_LINE]
        if took := _CRITERION.match(row):
            high = _number(took["high"]) * _SECONDS[took["unit"]]
            found.append(Figure(took["name"] or before, high, Timer.CRITERION))
        elif took := _LIBTEST.match(row):
            high = (_number(took["middle"]) + _number(took["spread"])) * _SECONDS["ns"]
            found.append(Figure(took["name"], high, Timer.LIBTEST))
        before = row  # criterion breaks the line behind a long name
    return tuple(found)


def lines_with_times(text: str) -> str:
    """Give the lines that tell a time, as they stand there, with the one before each of criterion's."""
    rows = text.split("\n")
    wanted: dict[int, None] = {}
    for number, line in enumerate(rows):
        row = line.strip()[:_LONGEST_LINE]
        took = _CRITERION.match(row)
        if took and not took["name"] and number:
            wanted[number - 1] = None
        if took or _LIBTEST.match(row):
            wanted[number] = None
    return "\n".join(rows[number].rstrip()[:_LONGEST_LINE] for number in wanted)


def _number(text: str) -> float:
    return float(text.replace(",", ""))
