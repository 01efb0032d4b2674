"""An agent of Claude Code: one Markdown file with a name and a description (C3)."""

from pathlib import Path

from ferrule.definitions.front import Front
from ferrule.definitions.invocation import access
from ferrule.definitions.names import is_closed_to_agents
from ferrule.definitions.places import Place
from ferrule.definitions.source import source_of
from ferrule.facts.definition import Definition, Kind, Remark, Unread
from ferrule.facts.finding import Level


def read_agent(path: Path, place: Place) -> Definition | Unread:
    """Give the agent of a file; unread where hosts pass over it in silence."""
    source = source_of(path, place)
    if isinstance(source, Unread):
        return source
    reader = source.reader
    own = {"name": reader.text("name"), "description": reader.text("description"), "model": reader.text("model")}
    fault = _fault(path, source.front, own["name"], own["description"])
    if fault is not None:
        return source.unread(fault)
    tools, denied, skills = (reader.words(key) for key in ("tools", "disallowedTools", "skills"))
    who = access(source.front)
    return source.definition(Kind.AGENT, who, who.remarks, **own, tools=tools, denied_tools=denied, skills=skills)


def _fault(path: Path, front: Front, name: str, description: str) -> Remark | None:
    """Give why hosts do not see an agent; None when they do."""
    silent = "Hosts pass over it in silence."
    if not front.is_there:
        level = Level.NOTE if path.name.lower() == "readme.md" else Level.ERROR
        return Remark("no-front-matter", level, "has no front matter: it defines no agent", line=1, remedy=silent)
    if not name:
        line = front.keys.line("name") or 1
        return Remark("no-name", Level.ERROR, "has no name: it defines no agent", line=line, remedy=silent)
    if is_closed_to_agents(name):
        words = f"{name!r} is no name: it begins with a hyphen, or holds a colon, a slash or what cannot be printed"
        return Remark("bad-name", Level.ERROR, words, line=front.keys.line("name"), remedy=silent)
    if not description:
        line = front.keys.line("description") or 1
        return Remark("no-description", Level.ERROR, "has no description", line=line, remedy=silent)
    return None
