"""The parts of a plan file: its five sections, the list items in them, and the lists that may be put in order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ferrule.tasks.lines import Line, LineKind
from ferrule.tasks.plan_entry import BOX, MARK


class Section(StrEnum):
    """The sections of a plan file, in their order; the values are their headings."""

    IN_PROGRESS = "In Progress"
    PLANNED = "Planned"
    COMPLETED = "Completed"
    TRIAGE = "Triage"
    WONT_FIX = "Won't Fix"


_NAMES: Final = {
    **dict.fromkeys(("in progress", "inprogress", "work in progress", "wip", "doing"), Section.IN_PROGRESS),
    "planned": Section.PLANNED,
    **dict.fromkeys(("completed", "complete", "done"), Section.COMPLETED),
    **dict.fromkeys(("triage", "to triage", "needs triage"), Section.TRIAGE),
    **dict.fromkeys(("wont fix", "wontfix", "will not fix", "wont do"), Section.WONT_FIX),
}
_BESIDE: Final = re.compile(r"\{[^}]*\}|<[^>]*>|[(\[][^)\]]*[)\]]\s*$|:\s*$|^\s*\d+[.)]\s")
"""What may stand beside the name in a heading: anchors, a count behind it, a number before it."""
_LINK: Final = re.compile(r"\[([^\]]*)\](?:\([^)]*\))?")
_KIND: Final = re.compile(r" (?:tasks?|items?|work|entries|issues)$")
_BOLD: Final = re.compile(r" {0,3}(\*\*|__)(.+?):?\1:?[ \t]*")
_LONGEST_TITLE: Final = 100
_BOLD_LEVEL: Final = 7
_CODE_INDENT: Final = 4
_NESTED: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One section as it stands in the file; there may be two of one name."""

    section: Section
    first: int
    """The index of its heading's line."""
    after: int
    """The index behind its last line."""
    level: int
    """Of its heading; beyond 6 for a name in bold."""
    inner: int
    """The index of the first heading within it; `after` when there is none."""


@dataclass(frozen=True, slots=True)
class Item:
    """One list item of a section with all that hangs on it."""

    section: Section
    first: int
    after: int
    """The index behind its last line that is not blank."""
    said: int
    """The index of the last line of its first paragraph."""
    indent: int
    run: int
    """Items with the same number are one list; blank lines only stand between them."""
    depth: int
    """0 for an item that hangs on no other."""
    text: str
    """Its words, joined where they go over several lines, with box and mark."""

    @property
    def id(self) -> str:
        """The task that its mark names; empty for none."""
        marks = MARK.findall(self.text)
        return str(marks[-1]) if marks else ""

    @property
    def has_box(self) -> bool:
        """Whether it has a box to be ticked."""
        return BOX.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan file that was read."""

    lines: tuple[Line, ...]
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    """In the order of the file, each before those that hang on it."""

    def part(self, section: Section) -> Part | None:
        """Give the first section of a name; None when there is none."""
        return next((part for part in self.parts if part.section is section), None)


def planned(lines: Sequence[Line]) -> Plan:
    """Give the plan that stands in the lines of a file."""
    parts = _parts(lines)
    runs = iter(range(len(lines) * 2))
    items = tuple(item for part in parts for item in _Items(lines, part, runs).found())
    return Plan(tuple(lines), tuple(parts), items)


def section_named(title: str) -> Section | None:
    """Give the section that a heading names, however it is spelled or adorned; None for any other heading."""
    if len(title) > _LONGEST_TITLE:
        return None
    title = re.sub(r"[\u2018\u2019'`]", "", _LINK.sub(r"\1", title) if title.startswith("[") else title)
    for _ in range(2):
        title = _BESIDE.sub("", title)
    name = " ".join(re.sub(r"[^a-z]+", " ", title.casefold()).split())
    return _NAMES.get(_KIND.sub("", name))


def _parts(lines: Sequence[Line]) -> list[Part]:
    """Give the sections in the order of the file: each ends where a heading of its rank or another section begins."""
    heads = [(at, *head) for at in range(len(lines)) if (head := _head(lines, at))]
    found: list[Part] = []
    nearest: dict[int, int] = {}
    named = inner = len(lines)
    for at, level, section in reversed(heads):
        if section is not None:
            after = min((named, *(place for deep, place in nearest.items() if deep <= level)))
            found.append(Part(section, at, after, level, min(inner, after)))
            named = at
        nearest[level] = inner = at
    return found[::-1]


def _head(lines: Sequence[Line], at: int) -> tuple[int, Section | None] | None:
    """Give level and section of a heading; a name in bold on a line of its own is one as well."""
    line = lines[at]
    if line.kind is LineKind.HEADING:
        return line.level, section_named(line.words)
    if line.kind is not LineKind.TEXT or len(line.text) > _LONGEST_TITLE:
        return None
    if (bold := _BOLD.fullmatch(line.text)) and (named := section_named(bold[2])):
        begins = not at or lines[at - 1].kind not in {LineKind.TEXT, LineKind.ITEM}
        return (_BOLD_LEVEL, named) if begins else None
    return None


@dataclass(slots=True)
class _Growing:
    """An item whose end is not reached."""

    line: Line
    at: int
    run: int
    depth: int
    edge: int
    """The column from which on a line hangs on it."""
    words: list[str]
    is_begun: bool = True
    """Its first paragraph goes on."""
    said: int = 0
    after: int = 0


class _Items:
    """The items of one section, found line by line."""

    def __init__(self, lines: Sequence[Line], part: Part, runs: Iterator[int]) -> None:
        self.lines, self.part, self.runs = lines, part, runs
        self.run = next(runs)
        self.open: list[_Growing] = []
        self.made: list[_Growing] = []
        self.last = part.first
        """The index of the last line that hangs on an item."""

    def found(self) -> Iterator[Item]:
        """Yield them in the order of the file."""
        for at in range(self.part.first + 1, self.part.after):
            line = self.lines[at]
            if line.kind is LineKind.BLANK:
                self._end_paragraph()
            elif line.kind is LineKind.ITEM and (self.open or line.indent < _CODE_INDENT):
                self._begin(at, line)
            elif self._belongs(at, line):
                self._lengthen(at, line)
            else:
                self._close(0)
                self.run = next(self.runs)
        self._close(0)
        for one in self.made:
            text = " ".join(one.words)
            yield Item(self.part.section, one.at, one.after, one.said, one.line.indent, one.run, one.depth, text)

    def _begin(self, at: int, line: Line) -> None:
        self._close_beyond(line.indent)
        self._end_paragraph()
        edge = min(line.inner, line.indent + _NESTED)
        self.open.append(_Growing(line, at, self.run, len(self.open), edge, [line.words], said=at))
        self.made.append(self.open[-1])
        self.last = at

    def _belongs(self, at: int, line: Line) -> bool:
        """Say whether a line hangs on an open item; closes those that it does not hang on."""
        before = self.lines[at - 1].kind
        goes_on = {LineKind.TEXT: before in {LineKind.TEXT, LineKind.ITEM}, LineKind.CODE: True}
        if goes_on.get(line.kind, line.kind is LineKind.COMMENT and before is LineKind.COMMENT):
            return bool(self.open)
        self._close_beyond(0 if line.kind is LineKind.HEADING else line.indent)
        return bool(self.open)

    def _lengthen(self, at: int, line: Line) -> None:
        self.last = at
        if line.kind is LineKind.TEXT and self.open[-1].is_begun:
            self.open[-1].words.append(line.words)
            self.open[-1].said = at
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        if self.open:
            self.open[-1].is_begun = False

    def _close_beyond(self, indent: int) -> None:
        while self.open and indent < self.open[-1].edge:
            self._close(len(self.open) - 1)

    def _close(self, depth: int) -> None:
        while len(self.open) > depth:
            self.open.pop().after = self.last + 1
