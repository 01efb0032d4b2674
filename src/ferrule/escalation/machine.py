"""The state machine of incidents: each step is checked, counted and written in one transaction (P12, P14, P24, P33)."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from ferrule.errors import IllegalMove
from ferrule.escalation import deeds
from ferrule.escalation.covered import covered
from ferrule.escalation.deeds import Deed
from ferrule.escalation.limits import ENGINE
from ferrule.escalation.looking_up import free_name, is_taken, known, was_given_up
from ferrule.escalation.meeting import first_met, met_again, resumed
from ferrule.escalation.packets.masked import masked
from ferrule.facts.escalation import Cause, Event, EventKind, Sighting, Stage, Tracked
from ferrule.facts.kept_incident import Kept
from ferrule.facts.packet import Answer, Escalation, Question
from ferrule.process.redact import mask
from ferrule.store.leases import holds, is_mine, mine

if TYPE_CHECKING:
    from ferrule.store.database import Database
    from ferrule.store.ledger import Page

USER: Final = "user"


def now_utc() -> datetime:
    """Give the present moment."""
    return datetime.now(UTC)


class Machine:
    """The incidents of one store, as one run works on them.

    Every method that changes something does so in one transaction: after `kill -9` a step was taken whole, or not at
    all. All raise `StoreBroken` when the store cannot be read or written; those that name an incident raise
    `IncidentUnknown` when there is none, and those that change it `IllegalMove` while another living process has it.
    """

    def __init__(self, database: "Database", run_id: str, clock: Callable[[], datetime] = now_utc) -> None:
        from ferrule.store.ledger import Ledger

        self._ledger, self._run_id, self._clock = Ledger(database), run_id, clock

    def met(self, sighting: Sighting) -> Tracked:
        """Give the incident of an error that was seen: a new one, or the known one with the same fingerprint.

        One that was over is a new episode. One whose text is another now starts anew. One that an earlier run left with
        its level used up goes one level up (no-progress). One whose owner died goes on where it was (resumed). What
        another living process works on stays as it is, and so does what the user gave up, until its text changes.
        """
        now = self._clock()
        sighting = replace(sighting, message=mask(sighting.message))
        with self._ledger.writing() as page:
            found = page.by_fingerprint(sighting.fingerprint)
            if found is None:
                kept, event = first_met(free_name(page, sighting.fingerprint), sighting, self._run_id, now)
                page.add(kept, event)
                return kept.tracked
            given_up = found.tracked.stage is Stage.ABANDONED and was_given_up(page, found)
            kept, told = met_again(found, sighting, self._run_id, now, given_up=given_up)
            return self._written(page, found, kept, told)

    def move(self, incident: str, after: Stage, cause: Cause, evidence: str = "", responder: str = "") -> Tracked:
        """Take a step; a question that is open is withdrawn when its incident leaves the user.

        Raises:
            IllegalMove: when `stages` has no such step, or attempts are said to be used up that are not.
        """
        with self._held(incident) as (page, kept):
            deed = self._deed(EventKind.MOVED, cause, evidence, responder)
            return self._written(page, kept, *_told(deeds.moved(kept, deed, after)))

    def attempted(
        self, incident: str, *, right: bool, seconds: float, move: str = "", responder: str = ENGINE, evidence: str = ""
    ) -> Tracked:
        """Count one bounded try with its verification.

        Raises:
            IllegalMove: when no level works on it, or the responder's attempts at this level are used up.
        """
        with self._held(incident) as (page, kept):
            deed = self._deed(EventKind.ATTEMPTED, "", evidence, responder)
            deed = replace(deed, right=right, seconds=seconds, move=move)
            return self._written(page, kept, *_told(deeds.attempted(kept, deed)))

    def asked(self, incident: str, packet: Escalation, responder: str) -> Tracked:
        """Keep the packet that goes to a responder, and let the clock of the level run until `answered`.

        Raises:
            IllegalMove: at levels 1 and 4, when the responder was asked twice, or when the level's time is used up.
        """
        with self._held(incident) as (page, kept):
            deed = self._deed(EventKind.ASKED, "", "", responder)
            page.keep_packet(kept, masked(packet), responder, self._run_id, deed.now)
            return self._written(page, kept, *_told(deeds.asked(kept, deed)))

    def answered(self, incident: str, responder: str, words: str, seconds: float) -> Tracked:
        """Count the time of an answer, or of what came in its place, and keep a few words on it.

        Raises:
            IllegalMove: at level 1, where nobody is asked.
        """
        with self._held(incident) as (page, kept):
            deed = replace(self._deed(EventKind.ANSWERED, "", words, responder), seconds=seconds)
            return self._written(page, kept, *_told(deeds.answered(kept, deed)))

    def box_left(self, tracked: Tracked) -> float:
        """Give the seconds left at the incident's level, less what was counted and the time since `asked`."""
        with self._ledger.reading() as page:
            return deeds.box_left(known(page, tracked.id), self._clock())

    def take(self, incident: str) -> bool:
        """Take an incident for this process; False while another living one has it. What a dead one had is resumed."""
        return bool(self.take_all([incident]))

    def take_all(self, incidents: Iterable[str]) -> frozenset[str]:
        """Take all of them that no other living process has, as one step, and give those: two runs never share out."""
        now = self._clock()
        with self._ledger.writing() as page:
            return frozenset(name for name in incidents if self._taken(page, name, now))

    def _taken(self, page: "Page", incident: str, now: datetime) -> bool:
        before = known(page, incident)
        if is_taken(before, now):
            return False
        kept = before
        told: tuple[Event, ...] = ()
        if before.lease is not None and not holds(before.lease, now):
            kept, told = resumed(before, self._run_id, now)
        self._written(page, before, replace(kept, lease=mine(now)), told)
        return True

    def release(self, incident: str) -> None:
        """Let an incident go; nothing happens where this process does not have it."""
        with self._ledger.writing() as page:
            kept = known(page, incident)
            if kept.lease is not None and is_mine(kept.lease):
                page.save(deeds.released(kept, self._clock()), ())

    def question(self, incident: str, question: Question) -> Tracked:
        """Put a question to the user: the incident waits from then on, and an earlier open question is withdrawn.

        Raises:
            IllegalMove: below level 3.
        """
        with self._held(incident) as (page, kept):
            asked = self._deed(EventKind.ASKED, "", question.problem, USER)
            waiting, told = self._waiting(kept, f"{len(question.options)} options")
            page.keep_question(waiting, covered(question), self._run_id, asked.now)
            return self._written(page, kept, waiting, (*told, deeds.event_of(waiting, asked)))

    def open_question(self, incident: str) -> Question | None:
        """Give the question that waits for the user; None where none does."""
        with self._ledger.reading() as page:
            return page.open_question(incident)

    def answer(self, incident: str, answer: Answer) -> Tracked:
        """Keep the user's answer to the open question. The incident goes on waiting: what follows is a step of its own.

        Raises:
            IllegalMove: when no question is open, as after somebody else's answer, or the answer says nothing.
        """
        said = replace(answer, text=mask(answer.text))
        with self._held(incident) as (page, kept):
            if not answer.key and not answer.text.strip():
                raise IllegalMove(f"{incident}: the answer is empty")
            deed = self._deed(EventKind.ANSWERED, "", answer.key or answer.text, USER)
            if not page.keep_answer(incident, said, deed.now):
                raise IllegalMove(f"{incident}: no question is open")
            return self._written(page, kept, *_told(deeds.answered(kept, deed)))

    def answers(self, incident: str) -> tuple[tuple[Question, Answer], ...]:
        """Give what the user was asked and said in the present episode, in order."""
        with self._ledger.reading() as page:
            return page.answers(known(page, incident).tracked)

    def get(self, incident: str) -> Tracked:
        """Give one incident."""
        with self._ledger.reading() as page:
            return known(page, incident).tracked

    def incidents(self, stages: Collection[Stage] = tuple(Stage)) -> tuple[Tracked, ...]:
        """Give the incidents in these stages, those first that were opened first."""
        with self._ledger.reading() as page:
            return tuple(kept.tracked for kept in page.of_stages(stages))

    def events(self, incident: str) -> tuple[Event, ...]:
        """Give all that happened to an incident, in order."""
        with self._ledger.reading() as page:
            return page.events(incident)

    def packets(self, incident: str) -> tuple[Escalation, ...]:
        """Give the packets that went to responders, in order."""
        with self._ledger.reading() as page:
            return page.packets(incident)

    def broken_chain(self) -> str:
        """Give what is wrong with the stream of events, such as `event 7 is missing`; empty when it is whole."""
        with self._ledger.reading() as page:
            return page.broken_chain()

    @contextmanager
    def _held(self, incident: str) -> "Iterator[tuple[Page, Kept]]":
        """Give the incident within a transaction of its own; raises where another living process has taken it."""
        with self._ledger.writing() as page:
            kept = known(page, incident)
            if is_taken(kept, self._clock()):
                pid = kept.lease.pid if kept.lease else 0
                raise IllegalMove(f"{incident}: process {pid} works on it")
            yield page, kept

    def _deed(self, kind: EventKind, cause: str, evidence: str, responder: str = "") -> Deed:
        return Deed(kind, self._clock(), self._run_id, cause, mask(evidence), responder)

    def _waiting(self, kept: Kept, words: str) -> tuple[Kept, tuple[Event, ...]]:
        if kept.tracked.stage is Stage.WAITING:
            return kept, ()
        return _told(deeds.moved(kept, self._deed(EventKind.MOVED, Cause.QUESTION, words), Stage.WAITING))

    def _written(self, page: "Page", before: Kept, kept: Kept, told: tuple[Event, ...]) -> Tracked:
        """Write a step with its events; nothing where nothing changed."""
        if any(event.before is Stage.WAITING is not event.after for event in told):
            page.withdraw(kept.tracked.id, self._clock())
        if told or kept != before:
            page.save(kept, told)
        return kept.tracked


def _told(step: tuple[Kept, Event]) -> tuple[Kept, tuple[Event, ...]]:
    return step[0], (step[1],)
