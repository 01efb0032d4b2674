"""The two things that sources hand on: a step, which is one command, and a task, which is a name for several."""

from dataclasses import dataclass, field

from ferrule.facts.discovery import Source
from ferrule.syntax.shell.words import MANY, UNKNOWN


@dataclass(frozen=True, slots=True)
class Step:
    """One command with what stands around it."""

    text: str
    """As it is written, on one line."""
    words: tuple[str, ...]
    """The program first, without what it is started by; parts that only the running shell knows are holes."""
    line: int
    variables: tuple[tuple[str, str], ...] = ()
    """What is set for it: on its own line, by its step, or around it, and matters to Cargo."""
    folder: str = ""
    """Where it runs, empty: at the root; a hole where nobody knows. Sources give it relative to the repository's root,
    the survey makes it relative to the workspace's."""
    hindrance: str = ""
    """Why it does not stand by itself, such as `part of a pipe`; empty when it does."""
    toolchain: str = ""
    """What an earlier step chose for all; empty: the default one."""

    @property
    def is_known(self) -> bool:
        """Tell whether every word is known."""
        return not any(sign in word for word in self.words for sign in (UNKNOWN, MANY))


@dataclass(frozen=True, slots=True)
class Task:
    """A name for commands: an alias, a recipe, a target, a task."""

    source: Source
    name: str
    start: tuple[str, ...]
    """What one types to run it."""
    path: str
    line: int
    steps: tuple[Step, ...] = ()
    needs: tuple[str, ...] = ()
    """Names of tasks of the same source that run with it."""
    hindrance: str = ""
    """Why nobody can run it by its name alone; empty when one can."""
    is_dead: str = ""
    """Why it never runs at all; empty when it does."""
    also: tuple[str, ...] = ()
    """Other names of it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A command that stands in a workflow."""

    source: Source
    path: str
    step: Step
    within: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(slots=True)
class Sights:
    """All that the sources hand on."""

    tasks: list[Task] = field(default_factory=list)
    lines: list[Sight] = field(default_factory=list)
