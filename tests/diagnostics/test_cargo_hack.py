"""What cargo-hack printed, as findings and sets of features."""

import pytest

from diagnostics.captured import ROOT, captured, short
from ferrule.diagnostics.cargo_hack import read_cargo_hack
from ferrule.facts.reading import Reading, Seen

MEMBERS = frozenset({"path+file:///ws#demo@0.1.0"})
ALL = captured("hack/all_pass.txt")


def read(text: str) -> Reading:
    """Read output of cargo-hack in the workspace `/ws`."""
    return read_cargo_hack(text, ROOT, MEMBERS)


def test_every_set_passes() -> None:
    """Five runs that came to a good end are five sets of features, and the whole is finished."""
    reading = read(ALL)

    assert ((), Seen("feature sets", 5), True, "") == (
        reading.findings,
        reading.seen,
        reading.finished,
        reading.complaint,
    )


def test_one_set_fails() -> None:
    """The error comes with its place and its features; the other runs count too."""
    reading = read(captured("hack/one_feature_fails.txt"))

    assert ["rustc E0308 error src/lib.rs:2:67"] == [short(finding) for finding in reading.findings]
    assert reading.findings[0].message == "mismatched types (with --no-default-features --features b)"
    assert (Seen("feature sets", 5), None) == (reading.seen, reading.finished)


def test_cargo_cannot_begin() -> None:
    """Without a result of any run nothing was seen, and Cargo's own words are kept."""
    reading = read(captured("hack/no_dependency.txt"))

    assert ((), Seen("feature sets", 0), None) == (reading.findings, reading.seen, reading.finished)
    assert "failed to get `nope` as a dependency" in reading.complaint


@pytest.mark.parametrize("runs", range(5))
def test_a_run_that_is_missing(runs: int) -> None:
    """Output that breaks off before the last run is never finished."""
    heads = ALL.split("info: running ")

    reading = read("info: running ".join(heads[: runs + 1]))

    assert reading.finished is None
    assert Seen("feature sets", runs) == (reading.seen or Seen("feature sets", 0))


def test_a_run_without_an_end() -> None:
    """A last run that was cut short does not count as seen."""
    reading = read(ALL[: ALL.rfind('{"reason":"build-finished"')])

    assert (Seen("feature sets", 4), None) == (reading.seen, reading.finished)
