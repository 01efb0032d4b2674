"""The lines of one entry as another section wants them: its box, its date, its mark, its place on the page."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from ferrule.tasks.plan_entry import BOX, DONE, MARK, as_text
from ferrule.tasks.plan_parts import Item, Section

_HEAD: Final = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+]|\d+[.)])(?P<gap>[ \t]+)(?P<box>\[[^\]]\](?=\s))?")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NEAR: Final = 1000
"""How far from the end a date is looked for."""
_TAB: Final = 4
_STEP: Final = 2


@dataclass(frozen=True, slots=True)
class Dress:
    """What an entry wears in a section."""

    section: Section
    mark: str
    """The comment that names its task."""
    date: str = ""
    """With brackets and a space before it; empty for none."""

    def put_on(self, block: list[str], said: int) -> list[str]:
        """Give the lines of an entry so; `said` is how many of them are its own words.

        An entry that wears its mark keeps its words as they are, and a date that stands there is not written anew.
        """
        words = "".join(block[:said])
        body = words.rstrip()
        bare = MARK.sub("", body).rstrip()
        was_done = DONE.search(bare, max(0, len(bare) - _NEAR))
        if self.section is Section.COMPLETED:
            bare = bare if was_done else f"{bare}{self.date}"
        elif was_done:
            bare = bare[: was_done.start()]
        elif self.mark in body:
            return block
        made = _ticked(f"{bare} {self.mark}{words[len(body) :]}", self.section)
        return [*_LINE.findall(made), *block[said:]]


def dated(day: date, note: str) -> str:
    """Give the date of a completed entry with a note in anybody's words, which may be empty."""
    words = re.sub(r"[()]", "", as_text(note))
    return f" ({day.isoformat()}{': ' if words else ''}{words})"


def moved(block: list[str], indent: int, mark: str) -> list[str]:
    """Give the lines of an entry at the left edge, with the mark that its new neighbours have where it fits."""
    block = [shifted(line, -indent) for line in block]
    head = _HEAD.match(block[0])
    fits = head and (len(mark) <= len(head["mark"]) or len(block) == 1)
    return [f"{mark}{block[0][head.end('mark') :]}", *block[1:]] if head and fits else block


def joined(block: list[str], other: Item, kept: Item, indent: int) -> list[str]:
    """Give what an entry of the same task adds to the one that is kept: what hangs on it, and words that differ."""
    said = other.said - other.first + 1
    below = [shifted(line, indent - other.indent) for line in block[said:]]
    end = "\r\n" if block[0].endswith("\r\n") else block[0][-1]
    extra = _bare(other.text)
    return below if extra == _bare(kept.text) else [f"{' ' * (indent + _STEP)}- {extra}{end}", *below]


def shifted(line: str, columns: int) -> str:
    """Give a line further to the right, or to the left as far as there are blanks."""
    if columns >= 0:
        return " " * columns + line if line.strip() else line
    column, at = 0, 0
    while at < len(line) and line[at] in " \t" and column < -columns:
        column += _TAB - column % _TAB if line[at] == "\t" else 1
        at += 1
    return " " * (column + columns) + line[at:] if line.strip() else line


def _bare(text: str) -> str:
    return " ".join(MARK.sub("", BOX.sub("", text, count=1)).split())


def _ticked(words: str, section: Section) -> str:
    """Tick the box of an entry that is completed, and take the tick away from one that is not."""
    head = _HEAD.match(words)
    if not head or not head["box"]:
        return words
    if section is Section.IN_PROGRESS and head["box"] not in {"[x]", "[X]"}:
        return words
    box = "[x]" if section is Section.COMPLETED else "[ ]"
    return f"{words[: head.start('box')]}{box}{words[head.end('box') :]}"
