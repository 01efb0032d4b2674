"""What a skill, an agent or a command says of itself, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from ferrule.facts.finding import Level

Value: TypeAlias = "str | bool | int | float | tuple[Value, ...] | Mapping[str, Value] | None"
"""What may stand behind a key of a front matter."""


class Kind(StrEnum):
    """What a Markdown file defines."""

    SKILL = "skill"
    AGENT = "agent"
    COMMAND = "command"


class Invocation(StrEnum):
    """Who may start a definition without being asked for it (M02)."""

    IMPLICIT = "implicit"
    """A router or a model may choose it."""
    EXPLICIT = "explicit"
    """Only the user, by its name."""


class Scope(StrEnum):
    """Where a definition comes from, the strongest first: of two with one name the first counts."""

    PROJECT = "project"
    USER = "user"
    BUNDLED = "bundled"


class Host(StrEnum):
    """Whose folder a definition lies in."""

    AGENT_SKILLS = "agent-skills"
    CLAUDE = "claude"
    CODEX = "codex"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that is wrong with a definition."""

    rule: str
    """In kebab case, such as `dangling-agent`."""
    level: Level
    message: str
    line: int | None = None
    """From 1, in the file of the definition; None for a fault of the whole file."""
    path: str = ""
    """Of the file where the fault stands, when that is another one."""
    remedy: str = ""
    """What to do about it, in one sentence; empty when the message says it."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One skill, agent or command as it was read; it is never run by reading it (C7)."""

    kind: Kind
    name: str
    description: str
    body: str
    """Without the front matter."""
    invocation: Invocation
    scope: Scope
    path: str
    """Of the Markdown file, absolute; for a bundled one inside the installed package."""
    sha256: str
    """Of the bytes of the file."""
    host: Host = Host.AGENT_SKILLS
    body_line: int = 1
    """On which line of the file the body begins."""
    license: str = ""
    model: str = ""
    """The alias or id as it was written; empty for none."""
    tools: tuple[str, ...] = ()
    denied_tools: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    """Which an agent wants to have read in full."""
    user_invocable: bool = True
    """False for one that only a model may start."""
    keys: Mapping[str, Value] = field(default_factory=dict)
    """The front matter, all of it, also what is not understood."""
    files: tuple[str, ...] = ()
    """What lies beside SKILL.md, by the paths in the folder; not read."""
    plugin: str = ""
    """The plugin that brings it; empty for none."""
    shadowed_by: str = ""
    """The path of the one with the same name that counts instead; empty where this one counts."""
    diagnostics: tuple[Remark, ...] = ()

    @property
    def label(self) -> str:
        """The name by which it is called: `plugin:name` for what a plugin brings."""
        return f"{self.plugin}:{self.name}" if self.plugin else self.name


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that should have been a definition and is none; it is told, never left out in silence."""

    path: str
    scope: Scope
    diagnostics: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Instructions:
    """An AGENTS.md: plain text for every agent that works below its folder; the nearest one counts."""

    path: str
    scope: Scope
    body: str
    diagnostics: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that was found, in the order kind, name, scope."""

    known: tuple[Definition, ...] = ()
    unread: tuple[Unread, ...] = ()
    instructions: tuple[Instructions, ...] = ()
    notes: tuple[str, ...] = ()
    """Such as a folder that could not be read, or one that links to itself."""

    @property
    def active(self) -> tuple[Definition, ...]:
        """Those that count: none of them is shadowed."""
        return tuple(one for one in self.known if not one.shadowed_by)
