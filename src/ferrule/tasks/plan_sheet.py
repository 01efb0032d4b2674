"""The lines of a plan file while they are changed: sections made, entries taken out and put in; all else stays."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from ferrule.tasks.lines import LineKind, classified
from ferrule.tasks.plan_entry import READ
from ferrule.tasks.plan_order import ordered
from ferrule.tasks.plan_parts import Item, Part, Plan, Section, planned

_BOM: Final = "\ufeff"
_TITLE: Final = "# TODO"
_LEVEL: Final = 2
_DEEPEST: Final = 6
_NUMBER: Final = re.compile(r"(\d+)([.)])")
_DATE: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")


class Sheet:
    """A plan file's text as lines, each with its end."""

    def __init__(self, text: str) -> None:
        self._mark = _BOM if text.startswith(_BOM) else ""
        found = classified(text.removeprefix(_BOM))
        self.unclosed = found.unclosed
        """The line of a block of code or a comment that is never closed; 0 for none."""
        self.end = next((line.end for line in found.all if line.end), "\n")
        """How lines end here."""
        self._is_open = bool(found.all) and not found.all[-1].end
        self.lines = [line.whole for line in found.all]
        if self._is_open:
            self.lines[-1] += self.end
        self._plan: Plan | None = planned(found.all)
        firsts = {one.first for one in self._plan.items}
        self._is_tight = any(self._below_heading(part) in firsts for part in self._plan.parts)

    @property
    def text(self) -> str:
        """The whole file; a last line without an end stays without one."""
        text = "".join(self.lines)
        return self._mark + (text.removesuffix(self.end) if self._is_open else text)

    @property
    def plan(self) -> Plan:
        """What stands in it now."""
        if self._plan is None:
            self._plan = planned(classified("".join(self.lines)).all)
        return self._plan

    def complete(self) -> None:
        """Make the sections that are missing, each in its place among the others."""
        if not any(line.strip() for line in self.lines):
            self._replace(0, len(self.lines), [_TITLE + self.end])
        for section in Section:
            if self.plan.part(section) is None:
                self._make(section)

    def take(self, items: Iterable[Item]) -> None:
        """Take items out with all that hangs on them, and with one of two gaps that meet then."""
        for item in sorted(items, key=lambda one: one.first, reverse=True):
            first, after = item.first, item.after
            if first == 0 or self._is_blank(first - 1):
                while after < len(self.lines) and self._is_blank(after):
                    after += 1
            while after == len(self.lines) and first and self._is_blank(first - 1):
                first -= 1
            is_near = first > 0 and self.plan.lines[first - 1].kind in {LineKind.TEXT, LineKind.ITEM}
            self._replace(first, after, self._parting(after) if is_near else [])

    def put(self, section: Section, block: list[str], text: str) -> None:
        """Put an entry into a section, whose list is put in order then; `text` is what the entry says.

        Completed entries are a history: they stand by their dates, and nothing is put in order.
        """
        part = self.plan.part(section)
        if part is None:
            raise ValueError(f"no section {section.value}")
        run = self._first_run(part)
        if not run:
            self._put_alone(part, block)
            return
        blocks = [self.lines[item.first : item.after] for item in run]
        gaps = [self.lines[one.after : other.first] for one, other in pairwise(run)]
        texts = [item.text[:READ] for item in run]
        at = _place(section, texts)
        blocks.insert(at, block)
        texts.insert(at, text[:READ])
        gaps.insert(min(at, len(gaps)), gaps[0] if gaps else [])
        places = range(len(blocks)) if section is Section.COMPLETED else ordered(texts)
        made = [line for place, gap in zip(places, (*gaps, []), strict=True) for line in (*blocks[place], *gap)]
        self._replace(run[0].first, run[-1].after, [*made, *self._parting(run[-1].after)])

    def change(self, item: Item, block: list[str]) -> None:
        """Put other lines in the place of an item's own."""
        self._replace(item.first, item.after, block)

    def mark(self, section: Section) -> str:
        """Give what stands before an entry of a section: as before its neighbour there, else before any entry."""
        part = self.plan.part(section)
        run = self._first_run(part) if part else []
        tops = run or [one for one in self.plan.items if not one.depth]
        if not tops:
            return "-"
        place = _place(section, [one.text[:READ] for one in tops])
        mark = self.lines[tops[max(0, place - 1)].first].split()[0]
        number = _NUMBER.fullmatch(mark)
        if not number:
            return mark
        return f"{int(number[1]) + bool(place)}{number[2]}" if run else "-"

    @property
    def has_boxes(self) -> bool:
        """Whether its entries have boxes to be ticked."""
        return any(one.has_box for one in self.plan.items if not one.depth)

    def _first_run(self, part: Part) -> list[Item]:
        """Give the first list of a section, unless a heading of its own stands above it."""
        items = [one for one in self.plan.items if part.first < one.first < part.inner and not one.depth]
        return [one for one in items if one.run == items[0].run]

    def _put_alone(self, part: Part, block: list[str]) -> None:
        """Put an entry where a section has none: behind its words, before a line that is drawn below them."""
        lines, at, top = self.plan.lines, part.inner, self._below_heading(part)
        while at > top and lines[at - 1].kind in {LineKind.BLANK, LineKind.RULE}:
            at -= 1
        self._replace(at, at, self._spaced(at, block, is_tight=self._is_tight and at == top))

    def _below_heading(self, part: Part) -> int:
        lines, at = self.plan.lines, part.first + 1
        return at + (at < len(lines) and lines[at].kind is LineKind.RULE and "#" not in lines[part.first].text)

    def _make(self, section: Section) -> None:
        order = list(Section)
        place = order.index(section)
        before = next((part for one in reversed(order[:place]) if (part := self.plan.part(one))), None)
        behind = self.plan.parts[0] if self.plan.parts else None
        near = before or behind
        at = before.after if before else behind.first if behind else len(self.lines)
        while at and self._is_blank(at - 1) and not (behind and not before):
            at -= 1
        level = near.level if near and near.level <= _DEEPEST else _LEVEL
        self._replace(at, at, self._spaced(at, [f"{'#' * level} {section.value}{self.end}"]))

    def _parting(self, at: int) -> list[str]:
        """Give the blank line without which words would become a part of the entry above them."""
        is_loose = at < len(self.lines) and self.plan.lines[at].kind is LineKind.TEXT
        return [self.end] if is_loose else []

    def _spaced(self, at: int, block: list[str], *, is_tight: bool = False) -> list[str]:
        """Give lines with a blank one on each side where one is missing."""
        above = [self.end] if at and not is_tight and not self._is_blank(at - 1) else []
        below = [self.end] if at < len(self.lines) and not self._is_blank(at) else []
        return [*above, *block, *below]

    def _is_blank(self, at: int) -> bool:
        return not self.lines[at].strip()

    def _replace(self, first: int, after: int, lines: list[str]) -> None:
        self.lines[first:after] = lines
        self._plan = None


def _place(section: Section, texts: list[str]) -> int:
    """Give where an entry goes before the list is put in order: what begins now is nearest to the work."""
    if section is Section.IN_PROGRESS:
        return 0
    dates = [date.group() for text in texts if (date := _DATE.search(text))]
    is_newest_first = len(dates) > 1 and dates[0] > dates[-1]
    return 0 if section is Section.COMPLETED and is_newest_first else len(texts)
