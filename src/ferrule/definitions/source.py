"""One Markdown file of a definition as it was read, and what every kind of definition takes from it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ferrule.definitions.decode import Text, read_text
from ferrule.definitions.front import Front, read_front
from ferrule.definitions.invocation import Access
from ferrule.definitions.places import Place
from ferrule.definitions.values import Reader
from ferrule.facts.definition import Definition, Kind, Remark, Unread


@dataclass(frozen=True, slots=True)
class Source:
    """A file with its front matter."""

    path: Path
    place: Place
    text: Text
    front: Front
    reader: Reader

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is wrong with the file, its front matter and the values that were read so far."""
        return (*self.text.remarks, *self.front.remarks, *self.reader.remarks)

    def unread(self, fault: Remark) -> Unread:
        """Give the file as one that defines nothing, and why."""
        return Unread(str(self.path), self.place.scope, (*self.remarks, fault))

    def definition(self, kind: Kind, who: Access, remarks: tuple[Remark, ...] = (), **own: Any) -> Definition:
        """Give the definition; `own` holds the fields that are this kind's own, `remarks` what else is wrong."""
        return Definition(
            kind=kind,
            body=self.front.body,
            invocation=who.invocation,
            scope=self.place.scope,
            path=str(self.path),
            sha256=self.text.sha256,
            host=self.place.host,
            body_line=self.front.body_line,
            user_invocable=who.user_invocable,
            keys=self.front.keys,
            plugin=self.place.plugin,
            diagnostics=(*self.remarks, *remarks),
            **own,
        )


def source_of(path: Path, place: Place) -> Source | Unread:
    """Read a file; unread where it holds no text."""
    read = read_text(path)
    if isinstance(read, Remark):
        return Unread(str(path), place.scope, (read,))
    front = read_front(read.text)
    return Source(path, place, read, front, Reader(front.keys))
