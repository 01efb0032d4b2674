"""A plan file brought up to date: a task begins, ends or is put back; nothing else in the file changes (E07)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from ferrule.errors import FerruleError
from ferrule.tasks.plan_dress import Dress, dated, joined, moved
from ferrule.tasks.plan_entry import READ, Entry, plain
from ferrule.tasks.plan_parts import Item, Plan, Section
from ferrule.tasks.plan_sheet import Sheet

LARGEST: Final = 1 << 20
"""How many characters a plan file may have."""
_MOST_LINES: Final = 10_000
_CONFLICT: Final = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


class BadPlanFile(FerruleError):
    """A plan file that cannot be kept without harm to what stands in it."""

    hint = "Mend the plan file, or name another one in AGENTS.md."


def with_begun(text: str, entry: Entry) -> str:
    """Give the file with the task under In Progress; unchanged when it stands there.

    An entry of the same task in another section is moved, several are joined. All five sections are there then.

    Raises:
        BadPlanFile: for what is no text, is too long, or has a conflict or an open end in it.
    """
    return _moved(text, entry, Dress(Section.IN_PROGRESS, entry.mark))


def with_completed(text: str, entry: Entry, day: date, note: str = "") -> str:
    """Give the file with the task under Completed, with the date and a note; unchanged when it stands there.

    Raises:
        BadPlanFile: as `with_begun` does.
    """
    return _moved(text, entry, Dress(Section.COMPLETED, entry.mark, dated(day, note)))


def with_planned(text: str, entry: Entry) -> str:
    """Give the file with the task under Planned; unchanged when it stands there. A later task in its words takes it up.

    Raises:
        BadPlanFile: as `with_begun` does.
    """
    return _moved(text, entry, Dress(Section.PLANNED, entry.mark))


def is_in_progress(text: str, entry: Entry) -> bool:
    """Say whether the task stands under In Progress, by its mark or in its own words."""
    return stands(text, entry, Section.IN_PROGRESS)


def stands(text: str, entry: Entry, section: Section) -> bool:
    """Say whether the task stands in a section, by its mark or in its own words."""
    return any(one.section is section and _is_of(one, entry) for one in _sheet(text).plan.items)


def counts(text: str) -> Mapping[Section, int]:
    """Give the number of entries in each of the five sections; what hangs on an entry is not counted."""
    items = _sheet(text).plan.items
    return {section: sum(one.section is section and not one.depth for one in items) for section in Section}


def _sheet(text: str) -> Sheet:
    if "\0" in text:
        raise BadPlanFile("it is no text: it holds a NUL byte")
    if len(text) > LARGEST:
        raise BadPlanFile(f"it has {len(text)} characters, more than {LARGEST}")
    if max(text.count("\n"), text.count("\r")) > _MOST_LINES:
        raise BadPlanFile(f"it has more than {_MOST_LINES} lines")
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise BadPlanFile(f"line {line}: an unresolved merge conflict ({conflict.group()!r})")
    sheet = Sheet(text)
    if sheet.unclosed:
        raise BadPlanFile(f"line {sheet.unclosed}: a block of code or a comment that is never closed")
    return sheet


def _is_of(item: Item, entry: Entry) -> bool:
    """Say whether an item is the task's: by its mark, else by its words; a mark on a plan is of a task given up."""
    if item.id == entry.id:
        return True
    is_taken = item.id and item.section in {Section.IN_PROGRESS, Section.COMPLETED}
    return bool(entry.key) and not is_taken and len(item.text) <= READ and plain(item.text) == entry.key


def _mates(plan: Plan, entry: Entry) -> list[Item]:
    """Give the items that are this task's, none of which hangs on another one of them.

    What is completed without its mark was another task, and what hangs on a plan is a part of that plan.
    """
    found: list[Item] = []
    for one in plan.items:
        is_plan = one.section is not Section.COMPLETED and not one.depth
        is_near = is_plan or one.section is Section.IN_PROGRESS or one.id == entry.id
        if is_near and _is_of(one, entry) and not (found and one.first < found[-1].after):
            found.append(one)
    return found


def _moved(text: str, entry: Entry, dress: Dress) -> str:
    """Give the file with the task in a section, whatever it was before."""
    sheet = _sheet(text)
    sheet.complete()
    mates, section = _mates(sheet.plan, entry), dress.section
    if not mates:
        box = "[ ] " if sheet.has_boxes else ""
        line = f"{sheet.mark(section)} {box}{entry.line}{sheet.end}"
        sheet.put(section, dress.put_on([line], 1), entry.line)
        return sheet.text
    there = [one for one in mates if one.section is section]
    kept = (there or [one for one in mates if one.id] or mates)[0]
    others = [one for one in mates if one is not kept]
    block = sheet.lines[kept.first : kept.after]
    said = kept.said - kept.first + 1
    if not there:
        block = moved(block, kept.indent, sheet.mark(section))
    block = dress.put_on(block, said)
    indent = kept.indent if there else 0
    block += [line for one in others for line in joined(sheet.lines[one.first : one.after], one, kept, indent)]
    if there:
        sheet.take(one for one in others if one.first > kept.first)
        sheet.change(kept, block)
        sheet.take(one for one in others if one.first < kept.first)
    else:
        sheet.take(mates)
        sheet.put(section, block, kept.text)
    return sheet.text
