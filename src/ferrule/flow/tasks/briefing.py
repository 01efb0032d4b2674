"""What whoever begins a task should know: open incidents, what worked before, the last ladder, fitting skills (E07)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.errors import FerruleError
from ferrule.facts.run import Kind, Run
from ferrule.store.place import DATABASE, existing_folder

_MOST: Final = 5
_RUNS: Final = 20


def briefing(root: Path, text: str) -> tuple[str, ...]:
    """Give it in one line each; what cannot be read is a line as well. Starts no program."""
    return (*_routed(root, text), *_remembered(root))


def _routed(root: Path, text: str) -> Iterator[str]:
    from ferrule.facts.routing import Author, Turn
    from ferrule.flow.definitions import route

    try:
        found = route(root, (Turn(Author.USER, text),))
    except FerruleError as fault:
        yield f"skills: not looked at: {fault}"
        return
    if found.primary:
        beside = f", beside it {', '.join(found.supporting)}" if found.supporting else ""
        yield f"skill: {found.primary}{beside}"
    if found.asks:
        yield f"skill: {found.asks}"


def _remembered(root: Path) -> Iterator[str]:
    folder = existing_folder(root)
    if folder is None or not (folder / DATABASE).exists():
        yield "history: nothing was ever run here"
        return
    try:
        yield from _from_database(folder)
    except FerruleError as fault:
        yield f"history: not read: {fault}"


def _from_database(folder: Path) -> Iterator[str]:
    from ferrule.escalation.machine import Machine
    from ferrule.escalation.memory import lessons
    from ferrule.flow.incidents import OPEN
    from ferrule.store.database import open_database
    from ferrule.store.runs import recent

    with open_database(folder) as database:
        last = next((run for run in recent(database, _RUNS) if run.kind is Kind.CHECK), None)
        yield _ladder(last)
        waiting = Machine(database, "").incidents(OPEN)
        for one in waiting[:_MOST]:
            place = f"{one.sighting.path}:{one.sighting.line or 0}"
            yield f"incident {one.id}: {one.sighting.code or 'syntax'} at {place}, level {one.level}"
        if len(waiting) > _MOST:
            yield f"incidents: {len(waiting) - _MOST} more, `ferrule incidents list`"
        for lesson in lessons(database)[:_MOST]:
            if lesson.right:
                yield f"worked before: {lesson.move or lesson.responder} for {lesson.code or lesson.kind}" + (
                    f" ({lesson.right} of {lesson.tried})"
                )


def _ladder(last: Run | None) -> str:
    if last is None:
        return "last ladder: none"
    return f"last ladder: {last.verdict.value}, profile {last.profile}, {last.started:%Y-%m-%d %H:%M} UTC"
