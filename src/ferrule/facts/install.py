"""What is to be put into a host's folders, what lies there already, and what became of it."""

from dataclasses import dataclass
from enum import StrEnum

from ferrule.facts.definition import Remark


class InstallTarget(StrEnum):
    """Whose folders below a root definitions are put into."""

    CLAUDE = "claude"
    """`.claude/skills`, `.claude/agents`, `.claude/commands`."""
    CLAUDE_PLUGIN = "claude-plugin"
    """The root is a plugin: `.claude-plugin/plugin.json` beside `skills`, `agents`, `commands`."""
    CODEX = "codex"
    """`.agents/skills` and `.codex/agents`."""
    AGENTS_DIR = "agents-dir"
    """`.agents/skills`, which any host may read: skills alone."""


class Presence(StrEnum):
    """What lies where a file is to be written."""

    NEW = "new"
    """Nothing."""
    SAME = "same"
    """What is to be written."""
    OURS = "ours"
    """What ferrule wrote earlier, and nobody changed it since."""
    CHANGED = "changed"
    """What ferrule wrote, and somebody changed it."""
    FOREIGN = "foreign"
    """What ferrule never wrote."""
    CLOSED = "closed"
    """Nothing can be written there: a link leads out of the root, or there is a file where a folder has to be."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One file, and what lies in its place."""

    path: str
    """From the root on, with slashes."""
    content: bytes
    presence: Presence
    why: str = ""
    """What exactly is in the way; empty where `presence` says all."""
    is_executable: bool = False


@dataclass(frozen=True, slots=True)
class Obsolete:
    """A file that an earlier ferrule put beside a skill, and this one does not."""

    path: str
    presence: Presence
    """`ours`: it will be removed. Anything else: it stays."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that an installation would do; nothing is written by it."""

    target: InstallTarget
    root: str
    """Absolute."""
    files: tuple[PlannedFile, ...]
    obsolete: tuple[Obsolete, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What was joined, moved or left out for this host, with the name of the definition in front."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was left as it is."""

    path: str
    why: str
    is_shared: bool = False
    """It belongs to another target too, and goes with that one."""


@dataclass(frozen=True, slots=True)
class Done:
    """What an installation, or its removal, did; paths from the root on."""

    target: InstallTarget
    root: str
    written: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    """These were there as they should be, and were not written."""
    removed: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
