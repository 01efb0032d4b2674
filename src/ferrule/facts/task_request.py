"""What a user asks of a task, and what they are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ferrule.facts.task import Mode, Task


@dataclass(frozen=True, slots=True)
class BeginRequest:
    """One call of `ferrule task begin`."""

    start: Path
    text: str
    mode: Mode = Mode.DEVELOP
    agent: str = ""
    """Whose rules count; empty: nobody's."""
    target: str = ""
    """A time and a command."""
    profile: str | None = None
    """None leaves it to the settings."""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class FinishRequest:
    """One call of `ferrule task finish`."""

    start: Path
    wanted: str | None = None
    """The id of a task, or its beginning; None: the open one."""
    message: str = ""
    """Of the commit; empty: ferrule writes it from the task's text."""
    findings: Path | None = None
    """Of a review."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What is said this time, kept in the task from now on."""
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One call of `ferrule task run`."""

    begin: BeginRequest
    """Of the new task; its agent must be named. Where one is resumed, only `start` and `trusted` count."""
    responder: str = ""
    """Who does the work, as the user's settings call it; empty: whom the definition or its model's alias names."""
    resume: str = ""
    """The id of a task that an agent has begun, or a beginning of it; empty: a new one."""
    rounds: int = 3
    """How often the agent may set to work in this call."""
    budget_s: float = 3600.0
    """For all rounds of this call together; the judging between them does not count."""


@dataclass(frozen=True, slots=True)
class TaskReport:
    """A task after a command, and what whoever works on it should know."""

    task: Task
    exit_code: int = 0
    notes: tuple[str, ...] = ()
    instructions: str = ""
    """The repository's own words for the step that begins now; empty where it has none."""
    briefing: tuple[str, ...] = ()
    """Open incidents, what worked before, the last ladder, fitting skills."""
