"""Incidents with all that belongs to them, within one transaction: the store as the state machine sees it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from ferrule.facts.escalation import Event, EventKind, Stage, Tracked
from ferrule.facts.kept_incident import Kept
from ferrule.facts.packet import Answer, Escalation, Question
from ferrule.store import events, incidents, questions
from ferrule.store.database import Database
from ferrule.telemetry.span import Value, past


@dataclass(frozen=True, slots=True)
class Page:
    """One transaction. What is read may raise ValueError for rows that ferrule never wrote."""

    connection: Connection
    told: list[Event] = field(default_factory=list)
    """What was written of events: told of once all of it is kept."""

    def by_id(self, incident: str) -> Kept | None:
        """Give the incident with this id; None where there is none."""
        return incidents.by_id(self.connection, incident)

    def by_fingerprint(self, fingerprint: str) -> Kept | None:
        """Give the incident with this fingerprint; None where there is none."""
        return incidents.by_fingerprint(self.connection, fingerprint)

    def of_stages(self, stages: Collection[Stage]) -> tuple[Kept, ...]:
        """Give the incidents in these stages, those first that were opened first."""
        return incidents.of_stages(self.connection, stages)

    def add(self, kept: Kept, event: Event) -> None:
        """Write a new incident with its first event."""
        incidents.add(self.connection, replace(kept, last_event=events.append(self.connection, (event,))))
        self.told.append(event)

    def save(self, kept: Kept, told: tuple[Event, ...]) -> None:
        """Write what became of an incident, and the events that tell of it."""
        last = events.append(self.connection, told) if told else kept.last_event
        incidents.save(self.connection, replace(kept, last_event=last))
        self.told.extend(told)

    def events(self, incident: str) -> tuple[Event, ...]:
        """Give the events of an incident, in order."""
        return events.of_incident(self.connection, incident)

    def broken_chain(self) -> str:
        """Give what is wrong with the stream of events; empty when it is whole."""
        return events.broken(self.connection)

    def keep_packet(self, kept: Kept, packet: Escalation, to: str, run_id: str, now: datetime) -> None:
        """Write a packet that goes to a responder."""
        questions.keep_packet(self.connection, kept.tracked, packet, to, run_id, now)

    def packets(self, incident: str) -> tuple[Escalation, ...]:
        """Give the packets of an incident, in order."""
        return questions.packets_of(self.connection, incident)

    def keep_question(self, kept: Kept, question: Question, run_id: str, now: datetime) -> None:
        """Write a question; one that is open is withdrawn for it."""
        questions.keep_question(self.connection, kept.tracked, question, run_id, now)

    def open_question(self, incident: str) -> Question | None:
        """Give the question that waits for its answer; None where none does."""
        return questions.open_question(self.connection, incident)

    def withdraw(self, incident: str, now: datetime) -> None:
        """Close the open question of an incident, if there is one."""
        questions.withdraw(self.connection, incident, now)

    def keep_answer(self, incident: str, answer: Answer, now: datetime) -> bool:
        """Write the answer to the open question; False where none is open."""
        return questions.keep_answer(self.connection, incident, answer, now)

    def answers(self, tracked: Tracked) -> tuple[tuple[Question, Answer], ...]:
        """Give the answered questions of the incident's present episode, with their answers."""
        return questions.answers_of(self.connection, tracked)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Opens transactions over an open database."""

    database: Database

    @contextmanager
    def reading(self) -> Iterator[Page]:
        """Give one unchanging state; raises StoreBroken as the database does."""
        with self.database.reading() as connection:
            yield Page(connection)

    @contextmanager
    def writing(self) -> Iterator[Page]:
        """Give a page that is the only one to write; all of it is kept, or nothing.

        Raises:
            StoreBroken: as the database does, and for values that ferrule never wrote.
        """
        with self.database.writing() as connection:
            page = Page(connection)
            yield page
        for event in page.told:
            past("escalation", event.seconds, **_values(event))


def _values(event: Event) -> dict[str, Value]:
    """Give what is told of a step while ferrule is watched; evidence may quote the sources, so it stays here."""
    return {
        "incident": event.incident,
        "kind": event.kind.value,
        "before": event.before.value,
        "stage": event.after.value,
        "escalation_level": event.level,
        "cause": event.cause if event.kind is EventKind.MOVED else None,
        "responder": event.responder or None,
        "right": event.right,
        "code": event.code,
    }
