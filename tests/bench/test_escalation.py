"""What the benchmark of escalation plants, judges and adds up."""

from pathlib import Path
from typing import Any

import pytest
from bench.escalation.acceptance import Case, Outcome, told
from bench.escalation.faults.catalog import FAULTS
from bench.escalation.faults.fault import Kind, Splice
from bench.escalation.planting import spliced
from bench.escalation.run import Asked, Went, read
from bench.escalation.streams import Stream, seconds_at, stream, together
from bench.escalation.tables import levels_table, options_said, share_of

from ferrule.escalation.machine import Machine
from ferrule.facts.escalation import Cause, Sighting, Stage
from ferrule.store.database import open_database

SEEN = Sighting("0123456789abcdef", "E0382", "move", "src/lib.rs", 3, "use of moved value: `v`", "aa")


def lived(root: Path, *stages: tuple[Stage, Cause]) -> Path:
    """Give a workspace in which one incident went through these stages."""
    with open_database(root / ".ferrule") as database:
        machine = Machine(database, f"run-{root.name}")
        incident = machine.met(SEEN).id
        for stage, cause in stages:
            machine.move(incident, stage, cause)
    return root


@pytest.fixture
def streams(tmp_path: Path) -> dict[str, Stream]:
    """Give two workspaces with an incident of the same id: one repaired at level 1, the other at level 2."""
    first, second = tmp_path / "one", tmp_path / "two"
    for root in (first, second):
        (root / ".ferrule").mkdir(parents=True)
    begun, done = (Stage.LEVEL1, Cause.MET), (Stage.RESOLVED, Cause.VERIFIED)
    lived(first, begun, done)
    lived(second, begun, (Stage.LEVEL2, Cause.EXHAUSTED), done)
    return {"one": stream(first, "one"), "two": stream(second, "two")}


def test_streams_of_several_stores_make_one_funnel(tmp_path: Path, streams: dict[str, Stream]) -> None:
    """Two incidents of the same id are two, and each counts where it was repaired."""
    (tmp_path / "all").mkdir()
    found = together(streams, tmp_path / "all")

    assert (2, 2) == (found.incidents, found.resolved)
    assert [(2, 1), (1, 1), (0, 0)] == [(one.entered, one.resolved) for one in found.levels[:3]]
    assert "| 2 | 1 | 1 | 100.0% |" in levels_table(found, {2: [3.0]})


def test_an_incident_that_counts_twice_is_an_error(tmp_path: Path, streams: dict[str, Stream]) -> None:
    """The same stream under two names does not add up."""
    (tmp_path / "all").mkdir()
    with pytest.raises(AssertionError):
        together({"one": streams["one"], "again": streams["one"]}, tmp_path / "all")


def test_each_level_has_its_time(streams: dict[str, Stream]) -> None:
    """The time of a level goes from the step that led there to the next step."""
    had = seconds_at(event for one in streams.values() for event in one.events)

    assert (2, 1, 0) == (len(had[1]), len(had[2]), len(had[3]))
    assert all(value >= 0 for values in had.values() for value in values)


def test_there_are_twenty_faults() -> None:
    """Eight are simple, seven medium, four complex and one is to be decided; each has a name of its own."""
    kinds = [one.kind for one in FAULTS]

    assert [8, 7, 4, 1] == [kinds.count(kind) for kind in Kind]
    assert 20 == len({one.id for one in FAULTS})


def test_a_splice_must_fit_exactly_once(tmp_path: Path) -> None:
    """A text that stands twice or not at all is not replaced, and no file is written over."""
    (tmp_path / "a.rs").write_text("one two two")
    spliced(tmp_path, [Splice("a.rs", "one", "1"), Splice("src/b.rs", "", "new")])

    assert ("1 two two", "new") == ((tmp_path / "a.rs").read_text(), (tmp_path / "src/b.rs").read_text())
    for wrong in (Splice("a.rs", "two", "2"), Splice("a.rs", "one", "1"), Splice("a.rs", "", "new")):
        with pytest.raises(ValueError, match="times"):
            spliced(tmp_path, [wrong])


def test_a_report_is_read() -> None:
    """Levels by incident, moves that stood, and for each question how many of its options resolve."""
    attempts = [{"move": "clone", "rolled_back": False}, {"move": "wrap", "rolled_back": True}]
    options = [
        {"proof": "tested", "resolves": True, "summary": "a"},
        {"proof": "compiled", "resolves": False, "summary": "b"},
    ]
    unproved = {"proof": "not-tried", "resolves": True, "summary": "c"}
    report: dict[str, Any] = {
        "verdict": "waiting",
        "incidents": [{"id": "I-1", "level": 2, "attempts": attempts}, {"id": "I-2", "level": 4, "attempts": []}],
        "questions": [{"incident": "I-2", "options": [*options, unproved]}],
        "edits": [{"diff": "+a\n"}],
        "notes": [],
    }
    went = read(report, 2.0)

    assert (4, ("clone",), "+a\n") == (went.level, went.moves, went.diff)
    assert (Asked("I-2", 2, 1, ("a", "b")),) == went.questions


def test_what_became_of_the_faults_is_told(tmp_path: Path, streams: dict[str, Stream]) -> None:
    """Right ones are a share with its interval, wrong ones are named with what they break."""
    (tmp_path / "all").mkdir()
    found = together(streams, tmp_path / "all")
    went = Went("fixed", {"I-1": 1}, ("suggestion",), (), "", 3.0)
    cases = [
        Case(FAULTS[0], ("E0405",), went, Outcome.RIGHT, streams["one"]),
        Case(FAULTS[1], ("E0384",), went, Outcome.WRONG, streams["two"], "fails: a_test"),
    ]
    text = told(cases, found)

    assert f"Right: {share_of(1, 2)}. Wrong: 1, mut (fails: a_test). Waiting: 0. Unhandled: 0. No question" in text
    assert "| import: an import is missing | simple | humantime 2.2.0 | E0405 | right | 1 |" in text


def test_questions_are_counted() -> None:
    """A question needs two compiled options to be a choice."""
    text = options_said([Asked("I-1", 2, 1), Asked("I-2", 1, 0)])

    assert "at least two compiled options: 50.0% (1 of 2;" in text
