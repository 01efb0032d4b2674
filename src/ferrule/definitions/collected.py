"""What was found so far: definitions, files that are none, texts for all agents, notes."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ferrule.definitions import lenient
from ferrule.definitions.agents import read_agent
from ferrule.definitions.commands import read_command
from ferrule.definitions.places import Place
from ferrule.definitions.plugins import Plugin
from ferrule.definitions.skills import read_skill
from ferrule.definitions.walk import walk
from ferrule.facts.definition import Definition, Definitions, Instructions, Kind, Unread

_READERS: Final[dict[Kind, Callable[[Path, Place], Definition | Unread]]] = {
    Kind.SKILL: read_skill,
    Kind.AGENT: read_agent,
    Kind.COMMAND: read_command,
}


@dataclass(slots=True)
class Collected:
    """Grows while folders are read."""

    known: list[Definition] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    instructions: list[Instructions] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take_place(self, place: Place) -> None:
        """Take each definition of a folder."""
        seen = walk(place)
        self.notes.extend(seen.notes)
        self.take(read_one(path, place) for path in seen.files)

    def take_plugin(self, plugin: Plugin) -> None:
        """Take each definition of a plugin."""
        self.unread.extend(plugin.unread)
        for place in plugin.places:
            self.take_place(place)
        self.take(read_one(path, place) for path, place in plugin.files)

    def take(self, several: Iterable[Definition | Unread | Instructions]) -> None:
        """Take what was read elsewhere."""
        for one in several:
            if isinstance(one, Definition):
                self.known.append(one)
            elif isinstance(one, Unread):
                self.unread.append(one)
            else:
                self.instructions.append(one)

    def as_definitions(self, known: Iterable[Definition]) -> Definitions:
        """Give it all as a value, with `known` in the place of the definitions."""
        unread = tuple(sorted(self.unread, key=lambda one: one.path))
        texts = tuple(sorted(self.instructions, key=lambda one: (one.path.count(os.sep), one.path)))
        return Definitions(tuple(known), unread, texts, tuple(dict.fromkeys(self.notes)))


def read_one(path: Path, place: Place) -> Definition | Unread:
    """Give the definition of a file of this place, with what hosts would say of it."""
    read = _READERS[place.kind](path, place)
    if isinstance(read, Unread):
        return read
    remarks = tuple(lenient.remarks(read))
    return replace(read, diagnostics=(*read.diagnostics, *remarks)) if remarks else read
