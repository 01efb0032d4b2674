"""Times that criterion 0.5 and libtest's own benchmarks print, read as they were captured."""

import pytest

from ferrule.diagnostics.bench_times import lines_with_times, read_bench_times
from ferrule.facts.target import Timer

LIBTEST = """
running 2 tests
test long_sum  ... bench:     130,077.88 ns/iter (+/- 86,352.67)
test short_sum ... bench:          13.21 ns/iter (+/- 10.81) = 6153 MB/s

test result: ok. 0 passed; 0 failed; 0 ignored; 2 measured; 0 filtered out; finished in 8.15s
"""
CRITERION = """\
words of a text/different
                        time:   [26.240 µs 26.296 µs 26.310 µs]
                        thrpt:  [14.136 MiB/s 14.144 MiB/s 14.175 MiB/s]
                 change:
                        time:   [-2.0290% -0.8830% +0.2870%] (p = 0.70 > 0.05)
                        thrpt:  [-0.2862% +0.8908% +2.0710%]
                        No change in performance detected.
words of a text/all     time:   [1.2209 µs 1.2264 µs 1.2483 µs]
                        thrpt:  [297.94 MiB/s 303.27 MiB/s 304.64 MiB/s]

x                       time:   [965.16 ps 967.92 ps 978.97 ps]
                        change: [+18.647% +21.970% +25.433%] (p = 0.10 > 0.05)
"""


def test_criterion() -> None:
    """The upper end of each interval under its name, which may stand on a line of its own; no change, no rate."""
    found = read_bench_times(CRITERION)

    wanted = {"words of a text/different": 26.31e-6, "words of a text/all": 1.2483e-6, "x": 978.97e-12}
    assert {one.name: one.high_s for one in found} == pytest.approx(wanted)
    assert {Timer.CRITERION} == {one.timer for one in found}


def test_libtest() -> None:
    """The median and the spread behind it."""
    found = read_bench_times(LIBTEST)

    wanted = {"long_sum": 216430.55e-9, "short_sum": 24.02e-9}
    assert {one.name: one.high_s for one in found} == pytest.approx(wanted)
    assert {Timer.LIBTEST} == {one.timer for one in found}


def test_the_lines_that_are_shown() -> None:
    """Only those that tell a time, with the name that stands before."""
    rows = CRITERION.split("\n")

    assert [rows[0], rows[1], rows[7], rows[10]] == lines_with_times(CRITERION).split("\n")
    assert [row for row in LIBTEST.split("\n") if "bench:" in row] == lines_with_times(LIBTEST).split("\n")


@pytest.mark.parametrize(
    "text", ["", "time: [1 ms 2 ms]", "time: [1 h 2 h 3 h]", "x time: [a ms b ms c ms]" * 9, "test"]
)
def test_other_text(text: str) -> None:
    """What is no such line tells no time."""
    assert () == read_bench_times(text)
