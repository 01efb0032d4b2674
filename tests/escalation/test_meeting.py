"""What it means that an error is seen again."""

from dataclasses import replace

import pytest

from escalation.samples import QUESTION, SEEN, Clock, another, brought_to, machine_of
from ferrule.errors import IllegalMove, IncidentUnknown
from ferrule.facts.escalation import Cause, Stage
from ferrule.facts.packet import Answer
from ferrule.store.database import Database

CHANGED = replace(SEEN, source_sha256="cc", line=40)
WORKED = (Stage.LEVEL1, Stage.LEVEL2, Stage.LEVEL3)


def causes(database: Database, incident: str) -> list[str]:
    """Give why an incident took its steps."""
    return [event.cause for event in machine_of(database).events(incident)]


def test_one_incident_for_each_fingerprint(database: Database) -> None:
    """The same error is the same incident; another that begins alike has an id of its own."""
    machine = machine_of(database)
    first, again = machine.met(SEEN), machine.met(SEEN)
    alike = machine.met(replace(SEEN, fingerprint="01234567ffffffff"))

    assert (first, "I-01234567") == (again, first.id)
    assert (first.id != alike.id, 2) == (True, len(machine.incidents()))


@pytest.mark.parametrize("stage", [Stage.RESOLVED, Stage.ABANDONED])
def test_what_was_over_comes_back(database: Database, stage: Stage) -> None:
    """It is a new episode with nothing used, opened now."""
    clock = Clock()
    machine = machine_of(database, clock=clock)
    tracked = brought_to(machine, Stage.LEVEL1)
    machine.attempted(tracked.id, right=True, seconds=3)
    machine.move(tracked.id, stage, Cause.VERIFIED if stage is Stage.RESOLVED else Cause.GIVEN_UP)
    clock.wait(60)
    back = machine_of(database, "run-2", clock).met(CHANGED)

    assert (Stage.OPEN, 2, (0, 0, 0), (0.0, 0.0, 0.0)) == (back.stage, back.episode, back.attempts, back.seconds)
    assert (clock.now, CHANGED) == (back.opened, back.sighting)


def test_what_the_user_gave_up_stays(database: Database) -> None:
    """In the same text it is not opened again, whoever meets it."""
    gone = brought_to(machine_of(database), Stage.ABANDONED)

    assert gone == machine_of(database, "run-2").met(SEEN)


@pytest.mark.parametrize("stage", [Stage.OPEN, *WORKED, Stage.WAITING])
def test_another_text_is_another_chance(database: Database, stage: Stage) -> None:
    """In another text an incident starts anew in the same episode, and a question about the old text is withdrawn."""
    machine = machine_of(database)
    tracked = brought_to(machine, stage)
    if stage in WORKED:
        machine.attempted(tracked.id, right=False, seconds=4)
    if stage is Stage.WAITING:
        machine.question(tracked.id, QUESTION)
    met = machine_of(database, "run-2").met(CHANGED)

    assert (Stage.OPEN, 1, (0, 0, 0), 1) == (met.stage, met.level, met.attempts, met.episode)
    assert (CHANGED, None) == (met.sighting, machine.open_question(tracked.id))
    assert Cause.SOURCE_CHANGED == causes(database, tracked.id)[-1]
    begun = machine.move(tracked.id, Stage.LEVEL1, Cause.MET)
    assert (1, 0, 0) == machine.attempted(begun.id, right=False, seconds=4).attempts


@pytest.mark.parametrize(("stage", "after"), [*zip(WORKED, (*WORKED[1:], WORKED[-1]), strict=True)])
def test_no_progress(database: Database, stage: Stage, after: Stage) -> None:
    """The same error in the same text, met by a later run, goes one level up; none waits without a question."""
    machine = machine_of(database)
    tracked = brought_to(machine, stage)
    for _ in range(2):
        machine.attempted(tracked.id, right=False, seconds=1)
    same_run = machine.met(SEEN)
    later = machine_of(database, "run-2").met(SEEN)
    once_more = machine_of(database, "run-3").met(SEEN)

    assert (stage, after, after) == (same_run.stage, later.stage, once_more.stage)
    first = Cause.NO_PROGRESS if after is not stage else Cause.MET
    assert [first, Cause.MET] == causes(database, tracked.id)[-2:]


def test_time_alone_is_no_progress_too(database: Database) -> None:
    """One attempt that took the whole box counts as a level used up; one that did not leaves the other attempt."""
    machine = machine_of(database)
    slow, quick = brought_to(machine, Stage.LEVEL1), brought_to(machine, Stage.LEVEL1, another(7))
    machine.attempted(slow.id, right=False, seconds=301)
    machine.attempted(quick.id, right=False, seconds=1)
    later = machine_of(database, "run-2")

    assert [Stage.LEVEL2, Stage.LEVEL1] == [later.met(one.sighting).stage for one in (slow, quick)]


def test_a_question_and_its_answer(database: Database) -> None:
    """A question makes its incident wait; it is answered once, stays in words, and nothing moves by itself."""
    machine = machine_of(database)
    tracked = brought_to(machine, Stage.LEVEL3)
    waiting = machine.question(tracked.id, QUESTION)
    with pytest.raises(IllegalMove, match="empty"):
        machine.answer(tracked.id, Answer(text=" "))
    machine.answer(tracked.id, Answer("A", by="ada"))
    with pytest.raises(IllegalMove, match="no question is open"):
        machine.answer(tracked.id, Answer("B"))
    [(question, answer)] = machine.answers(tracked.id)

    assert (Stage.WAITING, Stage.WAITING) == (waiting.stage, machine.get(tracked.id).stage)
    assert (QUESTION, "A", "ada", None) == (question, answer.key, answer.by, machine.open_question(tracked.id))
    resolved = machine.move(tracked.id, Stage.RESOLVED, Cause.VERIFIED)
    assert 4 == resolved.level


def test_words_of_the_user_give_another_chance(database: Database) -> None:
    """After their own words a level has its attempts again, and what is repaired then is told as repaired with help."""
    machine = machine_of(database)
    tracked = brought_to(machine, Stage.LEVEL3)
    for _ in range(2):
        machine.attempted(tracked.id, right=False, seconds=5)
    machine.question(tracked.id, QUESTION)
    machine.answer(tracked.id, Answer(text="put it into an Arc"))
    back = machine.move(tracked.id, Stage.LEVEL3, Cause.ANSWER)
    tried = machine.attempted(tracked.id, right=True, seconds=1)

    assert ((0, 0, 0), (0, 0, 1)) == (back.attempts, tried.attempts)
    assert 4 == machine.move(tracked.id, Stage.RESOLVED, Cause.VERIFIED).level


def test_secrets_are_masked(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret in a message, an evidence, a question or an answer is not kept."""
    secret = "s3cr3t-value-1234"  # noqa: S105 - made up
    monkeypatch.setenv("MY_TOKEN", secret)
    machine = machine_of(database)
    tracked = machine.met(replace(SEEN, message=f"bad {secret}"))
    machine.move(tracked.id, Stage.WAITING, Cause.TRIGGER, f"because {secret}")
    machine.question(tracked.id, replace(QUESTION, problem=secret, abort=secret))
    machine.answer(tracked.id, Answer(text=f"use {secret}"))

    with database.reading() as connection:
        dump = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert (False, True) == (secret in dump, "***" in dump)


def test_an_unknown_incident(database: Database) -> None:
    """An id that nobody gave is an error that names it."""
    with pytest.raises(IncidentUnknown, match="no incident 'I-nothing'"):
        machine_of(database).move("I-nothing", Stage.LEVEL1, Cause.MET)
