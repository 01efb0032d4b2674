"""What it means when a setting changes: which way it becomes looser."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from ferrule.tasks.tables import Keys, Table, leaves, words


class Sense(Enum):
    """Which way a setting becomes looser."""

    EXCUSES = "excuses"
    """A list of what is left alone: each new element."""
    DEMANDS = "demands"
    """A list of what is asked for: each element that goes."""
    MORE = "more"
    """A number that is looser when it is larger."""
    LESS = "less"
    LEVEL = "level"
    """A level such as `deny`; looser when it is lower, or gone."""
    ON = "on"
    """A switch that is looser when it is on."""
    OFF = "off"
    FIXED = "fixed"
    """Any other value may be looser."""
    FREE = "free"
    """Nothing becomes looser by it."""


LEVELS: Final = {
    "allow": 0, "none": 0, "off": 0, "never": 0, "workspace": 1, "warn": 1, "transitive": 2, "deny": 2, "all": 3,
    "forbid": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Senses:
    """The settings of one kind of file; the first pattern that a key matches counts."""

    keys: tuple[tuple[str, Sense], ...]
    """Regular expressions over keys with dots."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """What holds where a key is not there."""
    other: bool = True
    """A change of any other key is told."""


@dataclass(frozen=True, slots=True)
class Loosened:
    """One setting that changed."""

    line: int
    """Of the new file; 0 when the key is gone."""
    words: str
    is_note: bool


def loosened(before: Table, after: Table, senses: Senses) -> Iterator[Loosened]:
    """Give the settings that became looser, and as notes those of which nobody can tell."""
    old = {keys: value for keys, _, value in leaves(before.values)}
    new = {keys: value for keys, _, value in leaves(after.values)}
    places = {keys: path for keys, path, _ in leaves(after.values)}
    for keys in dict.fromkeys((*old, *new)):
        name = ".".join(keys)
        was, now = (side.get(keys, senses.defaults.get(name)) for side in (old, new))
        if was == now:
            continue
        sense = next((sense for pattern, sense in senses.keys if re.fullmatch(pattern, name)), None)
        line = after.line(places[keys]) if keys in places else 0
        if _is_shown_above(keys, old, new):
            continue
        if sense is None:
            if senses.other:
                yield Loosened(line, f"`{name}` was {_shown(was)} and is {_shown(now)}", is_note=True)
        elif said := _looser(sense, was, now):
            yield Loosened(line, f"`{name}` {said}", is_note=False)


def _is_shown_above(keys: Keys, *sides: Mapping[Keys, Any]) -> bool:
    """Say whether a value is part of an element that is new in a list or gone from it: the list tells of it."""
    above = [keys[:at] for at in range(1, len(keys)) if any(keys[:at] in side for side in sides)]
    return any(keys[len(one)] not in words(side.get(one)) for one in above for side in sides)


def _looser(sense: Sense, was: Any, now: Any) -> str:
    """Give in which way a value is looser; empty when it is not."""
    if sense is Sense.EXCUSES:
        gained = Counter(words(now)) - Counter(words(was))
        return f"leaves out {', '.join(sorted(gained))}" if gained else ""
    if sense is Sense.DEMANDS:
        lost = Counter(words(was)) - Counter(words(now))
        return f"no longer has {', '.join(sorted(lost))}" if lost else ""
    if sense is Sense.LEVEL:
        return f"was {_shown(was)} and is {_shown(now)}" if _level(now) < _level(was) else ""
    if sense in {Sense.ON, Sense.OFF}:
        return f"is {_shown(now)} now" if now is (sense is Sense.ON) else ""
    if sense is Sense.FIXED:
        return f"was {_shown(was)} and is {_shown(now)}"
    return _looser_number(sense, was, now)


def _looser_number(sense: Sense, was: Any, now: Any) -> str:
    if sense is Sense.FREE or not isinstance(now, int | float):
        return ""
    if not isinstance(was, int | float):
        return f"is {now} now" if sense is Sense.MORE and now > 0 else ""
    is_looser = now > was if sense is Sense.MORE else now < was
    return f"was {was} and is {now}" if is_looser else ""


def _level(value: Any) -> int:
    return LEVELS.get(value, 1) if isinstance(value, str) else 0


def _shown(value: Any) -> str:
    text = "not set" if value is None else str(value).lower() if isinstance(value, bool) else f"{value!r}"
    return text if len(text) <= 60 else f"{text[:57]}..."
