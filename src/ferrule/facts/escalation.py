"""Incidents on their way up: stages, what moves them, and what happened to each, as a stream of events (P12)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where an incident stands; the names of levels are those of the one who works on it."""

    OPEN = "open"
    """Met, and nobody has worked on it yet."""
    LEVEL1 = "level1"
    """The engine by itself: two attempts, five minutes."""
    LEVEL2 = "level2"
    """A coordinator: ten minutes."""
    LEVEL3 = "level3"
    """An architect: fifteen minutes."""
    WAITING = "waiting"
    """A question lies before the user; it waits as long as that takes."""
    RESOLVED = "resolved"
    ABANDONED = "abandoned"
    """The user gave it up, or nobody may ask them."""


class Cause(StrEnum):
    """Why an incident moved."""

    MET = "met"
    """The compiler reported it."""
    ATTEMPTS = "attempts"
    """The attempts of the level are used up."""
    TIMEOUT = "timeout"
    """The time of the level is used up."""
    EXHAUSTED = "exhausted"
    """Everything that the level knows was tried, before its time was up."""
    NO_PROGRESS = "no-progress"
    """The same error is there again, in the same text, after work was done on it."""
    TRIGGER = "trigger"
    """A fact that belongs to a higher level at once; the evidence names it (P35-P38)."""
    DEADLINE = "deadline"
    """What is left until the deadline does not hold the level (P45)."""
    ASKED_UP = "asked-up"
    """Who was asked says that it is not theirs to decide (P31)."""
    NO_ANSWER = "no-answer"
    """Nobody who is asked at this level gave an answer that can be used."""
    VERIFIED = "verified"
    """An edit stood: it compiles, the guard admits it, the tests hold."""
    GONE = "gone"
    """The compiler no longer reports it, and no edit of ferrule is the reason."""
    QUESTION = "question"
    """There are options for the user."""
    ANSWER = "answer"
    """The user chose an option, or wrote what should be done."""
    SOURCE_CHANGED = "source-changed"
    """The text around it is another one: what was known of it may no longer hold."""
    GIVEN_UP = "given-up"
    """The user chose to abort."""
    RESUMED = "resumed"
    """Its owner died; it goes on where it was."""


class EventKind(StrEnum):
    """What an event tells of."""

    MOVED = "moved"
    """From one stage to another."""
    ATTEMPTED = "attempted"
    """One bounded try with its verification, right or not."""
    ASKED = "asked"
    """A packet went to a responder."""
    ANSWERED = "answered"
    """A responder's answer came, or what came in its place."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """An error as one run met it."""

    fingerprint: str
    code: str | None
    kind: str
    """Class of the error: borrow, lifetime, type, trait, move, unsafe, test, performance, lint or other."""
    path: str
    line: int | None
    message: str
    source_sha256: str
    """Hash of the file that holds it: another text is another chance."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """One incident as the machine knows it; one for each fingerprint."""

    id: str
    sighting: Sighting
    stage: Stage
    level: int
    """Of the stage; of a resolved one, the level that did it."""
    attempts: tuple[int, int, int] = (0, 0, 0)
    """Used at levels 1, 2 and 3, since it was opened or reopened."""
    seconds: tuple[float, float, float] = (0.0, 0.0, 0.0)
    """Used at levels 1, 2 and 3."""
    trigger: str = ""
    """The fact for which it skipped a level; empty for none."""
    opened: datetime | None = None
    changed: datetime | None = None
    episode: int = 1
    """How often it was opened: one that was resolved and comes back is opened anew, and counted anew."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an incident. Everything that is counted is counted from these alone."""

    incident: str
    """Its id."""
    episode: int
    time: datetime
    kind: EventKind
    before: Stage
    after: Stage
    """The same as `before` unless the kind is `moved`."""
    cause: str = ""
    """A `Cause` for moves; a few words for others."""
    evidence: str = ""
    level: int = 1
    responder: str = ""
    """Who was asked: `engine`, or the name in the settings."""
    move: str = ""
    seconds: float = 0.0
    right: bool | None = None
    """Whether an attempt stood; None for other events."""
    run_id: str = ""
    code: str = ""
    """The error's code, `syntax` without one."""
    incident_kind: str = ""
    """The error's class."""
    age_s: float = 0.0
    """Seconds since the incident was first seen, in this episode."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What worked, or did not, for an incident: kept to be offered first the next time (P46)."""

    fingerprint: str
    kind: str
    code: str
    level: int
    responder: str
    move: str
    message: str
    """What was done, in one line."""
    tried: int
    right: int
    edits: tuple["KeptEdit", ...] = ()
    """As exact replacements, for the same incident in the same words."""
    id: str = ""
    """Names one that is kept; empty for one that is not, and for a sum over several."""


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """One replacement by text, without places: it fits wherever its old text stands once."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Lease:
    """Who works on an incident: a process, and when that one was started."""

    pid: int
    born: str
    """Of the process, as the system tells it: numbers of processes come back."""
    until: datetime | None = field(default=None)
    """Until when it counts where the process cannot be seen."""
    container: str = ""
    """In which numbers of processes mean the same; empty where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A fact about an error that belongs to a level at once, without the tries below it (P35-P38, P43)."""

    name: str
    """ownership, concurrency, performance, types or security."""
    level: int
    """The level to which it belongs."""
    row: str
    """Of the requirement, such as `P35`."""
    evidence: str
    """One line that names the places and the words on which it stands."""


@dataclass(frozen=True, slots=True)
class MissedTarget:
    """A figure that was asked for, and what a benchmark measured in its place (P37)."""

    name: str
    """Of the benchmark."""
    wanted: float
    """At most so much; at least, where `more_is_better`."""
    measured: float
    unit: str
    """Such as `ms` or `MB/s`."""
    more_is_better: bool = False
    after: str = ""
    """What was tried for it before; empty where nothing was."""
