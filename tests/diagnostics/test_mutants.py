"""The report of cargo-mutants, as findings and a count."""

import json
from typing import Any

import pytest

from diagnostics.captured import captured, short
from ferrule.diagnostics.mutants import read_mutants
from ferrule.facts.finding import Level
from ferrule.facts.reading import Reading, Seen
from ferrule.facts.status import Reason

MISSED = captured("mutants/missed.json")
TIMEOUT = captured("mutants/timeout.json")
BASELINE = captured("mutants/baseline_fails.json")


def changed(report: str, **more: Any) -> str:
    """Give a report with other values."""
    return json.dumps(json.loads(report) | more)


def reason(reading: Reading) -> Reason | None:
    """Give why a reading decides nothing."""
    return reading.undecided.reason if reading.undecided else None


def test_missed_mutants_are_errors_at_their_place() -> None:
    """Four of eight that compile were missed; the one that does not compile does not count."""
    reading = read_mutants(MISSED, "", 0)

    assert [
        "cargo-mutants missed error src/lib.rs:10:5",
        "cargo-mutants missed error src/lib.rs:10:5",
        "cargo-mutants missed error src/lib.rs:10:7",
        "cargo-mutants missed error src/lib.rs:10:7",
    ] == [short(finding) for finding in reading.findings]
    assert "no test notices: replace twice -> u64 with 0" == reading.findings[0].message
    first = reading.findings[0]
    assert ("demo", 10, 10) == (first.package, first.end_line, first.end_column)
    assert (Seen("mutants", 8), True, None) == (reading.seen, reading.finished, reading.undecided)
    assert "1 mutant did not compile" == reading.remark


@pytest.mark.parametrize(("tolerated", "level"), [(3, Level.ERROR), (4, Level.WARNING), (5, Level.WARNING)])
def test_some_may_live(tolerated: int, level: Level) -> None:
    """Up to the number in the settings they are warnings; one more, and all of them are errors."""
    assert {level} == {finding.level for finding in read_mutants(MISSED, "", tolerated).findings}


@pytest.mark.parametrize(("tolerated", "code"), [(3, None), (4, 2)])
def test_the_exit_code_is_explained_where_missed_mutants_are_tolerated(tolerated: int, code: int | None) -> None:
    """The tool exits with 2 whatever the settings tolerate; where errors decide, no code has to be explained."""
    reading = read_mutants(MISSED, "", tolerated)

    assert code == reading.explained_code
    assert ("4 mutants missed, which is tolerated; " if code else "") + "1 mutant did not compile" == reading.remark


def test_mutants_that_run_into_their_limit() -> None:
    """Neither noticed nor missed: warnings that leave the whole undecided, and none of them is counted."""
    reading = read_mutants(TIMEOUT, "", 0)

    assert ["cargo-mutants timeout warning src/lib.rs:7:11"] * 2 == [short(finding) for finding in reading.findings]
    assert (Seen("mutants", 7), Reason.TIME_BUDGET) == (reading.seen, reason(reading))


def test_a_baseline_that_fails() -> None:
    """No mutant was tried, and the reading says why."""
    talk = "ERROR cargo test failed in an unmutated tree, so no mutants were tested"

    reading = read_mutants(BASELINE, talk, 0)

    assert (Seen("mutants", 0), Reason.TOOL_ERROR, talk) == (reading.seen, reason(reading), reading.complaint)


def test_a_report_that_is_not_finished() -> None:
    """One that was ended early is never finished, however well it looks."""
    assert read_mutants(changed(MISSED, end_time=None), "", 9).finished is None


@pytest.mark.parametrize("talk", [" INFO No mutants to filter\n", " INFO Diff changes no Rust source files\n"])
def test_nothing_to_mutate(talk: str) -> None:
    """The tool looked at the change and found nothing that can be broken."""
    assert Reason.NOT_RELEVANT is reason(read_mutants(None, talk, 0))


@pytest.mark.parametrize(
    "talk",
    [
        " INFO Diff file is empty\n",
        "",
        'panicked: "No mutants to filter"\n',
        "ERROR Diff content doesn't match source file: src/lib.rs line 1\n",
    ],
)
def test_no_report_proves_nothing(talk: str) -> None:
    """Only the tool's own words on a diff that it has read say that nothing was due."""
    reading = read_mutants(None, talk, 0)

    assert (None, None, None) == (reading.undecided, reading.finished, reading.seen)


@pytest.mark.parametrize(
    "report", ["", "{", "[]", "null", '{"outcomes": 1}', '{"outcomes": [{"summary": 1}]}', "\ud800"]
)
def test_a_report_of_another_form(report: str) -> None:
    """Tests of the workspace could have written it: it is handed back, and decides nothing."""
    reading = read_mutants(report, " INFO No mutants to filter\n" if report else "", 0)

    assert (None, None, None) == (reading.undecided, reading.finished, reading.seen)
    assert reading.unread == ((report,) if report else ())


def test_a_summary_that_is_new() -> None:
    """An outcome that this reader does not know is not counted as noticed, and leaves the whole undecided."""
    told = json.loads(MISSED)
    told["outcomes"][1]["summary"] = "SomethingNew"

    reading = read_mutants(json.dumps(told), "", 9)

    assert (Seen("mutants", 7), Reason.TOOL_ERROR) == (reading.seen, reason(reading))
