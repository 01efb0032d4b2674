"""Where hosts keep definitions, in the order in which they count."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.definition import Host, Kind, Scope

BUNDLED: Final = Path(__file__).parent / "bundled"


@dataclass(frozen=True, slots=True)
class Place:
    """One folder with definitions of one kind."""

    folder: Path
    kind: Kind
    scope: Scope
    host: Host
    boundary: Path
    """Links that lead out of this folder are told; those of a project are not followed."""
    plugin: str = ""
    """The name of the plugin that it belongs to; empty for none."""


def places(project: Path | None, home: Path | None, *, bundled: bool) -> Iterator[Place]:
    """Yield the folders of a project, of a user and of ferrule itself, whether they exist or not; plugins are apart."""
    if project is not None:
        yield from _hosts(project, Scope.PROJECT)
    if home is not None and home != project:
        yield from _hosts(home, Scope.USER)
        yield Place(home / ".codex/skills", Kind.SKILL, Scope.USER, Host.CODEX, home)
    if bundled:
        yield Place(BUNDLED / "skills", Kind.SKILL, Scope.BUNDLED, Host.AGENT_SKILLS, BUNDLED)
        yield Place(BUNDLED / "agents", Kind.AGENT, Scope.BUNDLED, Host.CLAUDE, BUNDLED)
        yield Place(BUNDLED / "commands", Kind.COMMAND, Scope.BUNDLED, Host.CLAUDE, BUNDLED)


def _hosts(root: Path, scope: Scope) -> Iterator[Place]:
    yield Place(root / ".agents/skills", Kind.SKILL, scope, Host.AGENT_SKILLS, root)
    yield Place(root / ".claude/skills", Kind.SKILL, scope, Host.CLAUDE, root)
    yield Place(root / ".claude/agents", Kind.AGENT, scope, Host.CLAUDE, root)
    yield Place(root / ".claude/commands", Kind.COMMAND, scope, Host.CLAUDE, root)
