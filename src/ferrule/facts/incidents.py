"""One incident with all that is known of it, and what became of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from ferrule.facts.escalation import Event, Tracked
from ferrule.facts.fix import EditedFile
from ferrule.facts.packet import Question


@dataclass(frozen=True, slots=True)
class Told:
    """An incident, what happened to it, what was asked and what waits."""

    incident: Tracked
    events: tuple[Event, ...]
    packets: tuple[Mapping[str, object], ...]
    """As `escalation.v1`, oldest first."""
    question: Question | None
    markdown: str = ""
    """The newest packet, to be pasted into a chat or an issue; empty where none was made."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What became of a user's answer."""

    incident: str
    key: str
    """The letter, `abort`, or `text`."""
    status: str
    """resolved, abandoned, waiting or open."""
    applied: bool
    words: str
    """What was done, or why not, in one line."""
    edits: tuple[EditedFile, ...] = ()
    run_id: str | None = None
    question: Question | None = None
    """A new one, where words led to other options."""
