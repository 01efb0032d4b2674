"""A command: one Markdown file, called by the file's name; a front matter is welcome and not needed (C2)."""

from pathlib import Path
from typing import Final

from ferrule.definitions.front import Front
from ferrule.definitions.invocation import access
from ferrule.definitions.places import Place
from ferrule.definitions.source import source_of
from ferrule.facts.definition import Definition, Kind, Unread

_LONGEST: Final = 1024


def read_command(path: Path, place: Place) -> Definition | Unread:
    """Give the command of a file; unread only where the file cannot be read as text."""
    source = source_of(path, place)
    if isinstance(source, Unread):
        return source
    reader, who = source.reader, access(source.front)
    description = reader.text("description") or _first_line(source.front)
    own = {"license": reader.text("license"), "model": reader.text("model")}
    tools, denied = (reader.words(key) for key in ("allowed-tools", "disallowed-tools"))
    return source.definition(
        Kind.COMMAND, who, who.remarks, name=path.stem, description=description, **own, tools=tools, denied_tools=denied
    )


def _first_line(front: Front) -> str:
    """Give what hosts show where no description stands: the first line of the text."""
    lines = (line.strip().lstrip("#").strip() for line in front.body.split("\n"))
    return next((line for line in lines if line), "")[:_LONGEST]
