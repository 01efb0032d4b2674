"""What was asked about incidents: packets to responders, questions to the user and their answers, as rows and back."""

from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, Table, and_, func, insert, select, update

from ferrule.facts.escalation import Tracked
from ferrule.facts.packet import Answer, Escalation, Question
from ferrule.store.incident_schema import PACKETS, QUESTIONS
from ferrule.store.rows import plain

_OPEN: Final = (QUESTIONS.c.answered.is_(None), QUESTIONS.c.withdrawn.is_(None))


def keep_packet(
    connection: Connection, tracked: Tracked, packet: Escalation, responder: str, run_id: str, now: datetime
) -> None:
    """Write a packet that goes to a responder. The caller has masked all secrets: what comes here is kept."""
    place = _place(connection, PACKETS, tracked, run_id, now)
    connection.execute(
        insert(PACKETS), {**place, "level": tracked.level, "responder": responder, "packet": plain(packet)}
    )


def packets_of(connection: Connection, incident: str) -> tuple[Escalation, ...]:
    """Give the packets of an incident in their order. Raises ValueError for rows that ferrule never wrote."""
    found = connection.scalars(select(PACKETS.c.packet).where(PACKETS.c.incident == incident).order_by(PACKETS.c.n))
    return tuple(msgspec.convert(packet, Escalation) for packet in found)


def keep_question(connection: Connection, tracked: Tracked, question: Question, run_id: str, now: datetime) -> None:
    """Write a question, with its secrets masked; one that is open is withdrawn for it."""
    withdraw(connection, tracked.id, now)
    place = _place(connection, QUESTIONS, tracked, run_id, now)
    connection.execute(insert(QUESTIONS), {**place, "question": plain(question)})


def withdraw(connection: Connection, incident: str, now: datetime) -> None:
    """Close the open question of an incident, if there is one: what it asks about is no longer so."""
    connection.execute(update(QUESTIONS).where(QUESTIONS.c.incident == incident, *_OPEN).values(withdrawn=now))


def open_question(connection: Connection, incident: str) -> Question | None:
    """Give the question of an incident that waits for its answer; None where none does.

    Raises ValueError for rows that ferrule never wrote.
    """
    found = connection.scalars(select(QUESTIONS.c.question).where(QUESTIONS.c.incident == incident, *_OPEN)).first()
    return None if found is None else msgspec.convert(found, Question)


def keep_answer(connection: Connection, incident: str, answer: Answer, now: datetime) -> bool:
    """Write the answer to the open question of an incident; False, and nothing written, where none is open."""
    said = {"answer_key": answer.key, "answer_text": answer.text, "answered_by": answer.by, "answered": now}
    return connection.execute(update(QUESTIONS).where(QUESTIONS.c.incident == incident, *_OPEN), said).rowcount == 1


def answers_of(connection: Connection, tracked: Tracked) -> tuple[tuple[Question, Answer], ...]:
    """Give the questions of the incident's present episode that were answered, each with its answer."""
    columns = (QUESTIONS.c.question, QUESTIONS.c.answer_key, QUESTIONS.c.answer_text, QUESTIONS.c.answered_by)
    query = select(*columns, QUESTIONS.c.answered).where(
        and_(QUESTIONS.c.incident == tracked.id, QUESTIONS.c.episode == tracked.episode),
        QUESTIONS.c.answered.is_not(None),
    )
    found = connection.execute(query.order_by(QUESTIONS.c.n))
    return tuple((msgspec.convert(question, Question), Answer(*said)) for question, *said in found)


def _place(
    connection: Connection, table: Table, tracked: Tracked, run_id: str, now: datetime
) -> dict[str, str | int | datetime]:
    last = connection.scalar(select(func.max(table.c.n)).where(table.c.incident == tracked.id)) or 0
    return {"incident": tracked.id, "n": last + 1, "episode": tracked.episode, "run_id": run_id, "time": now}
