"""What worked before: kept for each incident, offered the next time, deleted on request, shared in a team (P46)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

import msgspec

from ferrule.errors import BadLessons
from ferrule.escalation.wilson import wilson
from ferrule.facts.escalation import KeptEdit, Resolution
from ferrule.process.redact import mask

if TYPE_CHECKING:
    from ferrule.store.database import Database

SCHEMA: Final = "ferrule.lessons/1"


class _Lesson(msgspec.Struct, forbid_unknown_fields=True):
    """A lesson as the file has it."""

    origin: str
    fingerprint: str
    kind: str
    code: str
    level: int
    responder: str
    move: str
    message: str
    tried: int
    right: int
    edits: tuple[KeptEdit, ...] = ()


def remember(database: "Database", lesson: Resolution) -> None:
    """Add to what is known: `tried` and `right` count what was done this time.

    Secrets in the message are masked; edits that hold one are not kept: masked text must not get into a source file.

    Raises:
        StoreBroken: when it cannot be written.
    """
    from ferrule.store.resolutions import add_counts

    edits = () if any(mask(text) != text for edit in lesson.edits for text in (edit.old, edit.new)) else lesson.edits
    add_counts(database, replace(lesson, message=mask(lesson.message), edits=edits))


def recalled(database: "Database", fingerprint: str, kind: str, code: str) -> tuple[Resolution, ...]:
    """Give what is known for an incident, the surest first: lessons of this very incident, then of its class and code.

    The latter are sums over incidents, without edits. Sure is what has the highest lower end of Wilson's interval.

    Raises:
        StoreBroken: when it cannot be read.
    """
    from ferrule.store.resolutions import about

    found = about(database, fingerprint, kind, code)
    same = [one.lesson for one in found if one.lesson.fingerprint == fingerprint]
    like = [_general(one.lesson) for one in found if one.lesson.fingerprint != fingerprint]
    return (*_surest(_summed(same)), *_surest(_summed(like)))


def sureness(lesson: Resolution) -> float:
    """Give the lower end of the interval of its success rate, from 0 to 1; 0 for one that was never tried."""
    interval = wilson(lesson.right, lesson.tried)
    return interval[0] if interval else 0.0


def lessons(database: "Database") -> tuple[Resolution, ...]:
    """Give all that is known, the counts of all stores together, the surest first; raises StoreBroken."""
    from ferrule.store.resolutions import all_counted

    return _surest(_summed(one.lesson for one in all_counted(database)))


def forget(database: "Database", lesson: str | None = None) -> int:
    """Delete one lesson by its id, or all of them; gives how many rows that were, 0 for an id that is not known.

    Raises:
        StoreBroken: when it cannot be written.
    """
    from ferrule.store.resolutions import forget as forget_rows

    return forget_rows(database, lesson)


def exported(database: "Database") -> Mapping[str, object]:
    """Give all that is known as `ferrule.lessons/1`; raises StoreBroken."""
    from ferrule.store.resolutions import all_counted

    rows = [{"origin": one.origin, **msgspec.to_builtins(one.lesson)} for one in all_counted(database)]
    return {"schema": SCHEMA, "lessons": [{name: row[name] for name in row if name != "id"} for row in rows]}


def imported(database: "Database", text: str, name: str) -> int:
    """Take in what another store exported, and give how many lessons were new or had grown; all of it, or nothing.

    To take in the same file twice, or one that holds our own lessons, changes no count. `name` is that of the file.

    Raises:
        BadLessons: naming the file and the place, for text that is no such export or one of another version.
        StoreBroken: when it cannot be written.
    """
    from ferrule.store.resolutions import Counted, take_in

    def counted(one: _Lesson) -> Counted:
        fields = {field: getattr(one, field) for field in one.__struct_fields__ if field != "origin"}
        return Counted(one.origin, Resolution(**fields))

    return take_in(database, [counted(one) for one in _read(text, name)])


def _read(text: str, name: str) -> list[_Lesson]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadLessons(f"{name}:{fault.lineno}:{fault.colno}: {fault.msg}") from fault
    except RecursionError as fault:
        raise BadLessons(f"{name}: nested too deep") from fault
    schema = found.get("schema") if isinstance(found, dict) else None
    if schema != SCHEMA:
        raise BadLessons(f"{name}: its schema is {schema!r}, this ferrule reads {SCHEMA!r}")
    try:
        rows = msgspec.convert(found.get("lessons"), list[_Lesson])
    except msgspec.ValidationError as fault:
        raise BadLessons(f"{name}: in `lessons`: {fault}") from fault
    faults = [f"{name}: lesson {n}: {fault}" for n, row in enumerate(rows, 1) for fault in _faults(row)]
    if faults:
        raise BadLessons("\n".join(faults))
    return rows


def _faults(row: _Lesson) -> Iterable[str]:
    if not 0 <= row.right <= row.tried or not 0 < row.tried < 2**31:
        yield f"{row.right} right of {row.tried} tried"
    if row.level not in (1, 2, 3, 4):
        yield f"level {row.level}"
    if not row.origin:
        yield "no origin"
    yield from (f"the path {edit.path!r} leads out of the workspace" for edit in row.edits if _is_outside(edit.path))


def _is_outside(path: str) -> bool:
    return any(
        kind(path).is_absolute() or bool(kind(path).drive) or not path or ".." in kind(path).parts
        for kind in (PurePosixPath, PureWindowsPath)
    )


def _general(lesson: Resolution) -> Resolution:
    return replace(lesson, fingerprint="", message="", edits=(), id="")


def _summed(found: Iterable[Resolution]) -> list[Resolution]:
    """Give each lesson once, with the counts of all stores."""
    alike: defaultdict[Resolution, list[Resolution]] = defaultdict(list)
    for one in found:
        alike[replace(one, tried=0, right=0)].append(one)
    return [
        replace(key, tried=sum(one.tried for one in ones), right=sum(one.right for one in ones))
        for key, ones in alike.items()
    ]


def _surest(found: Iterable[Resolution]) -> tuple[Resolution, ...]:
    return tuple(sorted(found, key=lambda one: (-sureness(one), -one.right, one.tried, one.level, one.move, one.id)))
