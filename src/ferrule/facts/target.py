"""Times that are to be reached, and what was measured for them (P37)."""

import re
import shlex
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MISSED: Final = "missed-target"
"""The code of an incident whose target is missed."""
_SECONDS: Final = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
_WORDS: Final = re.compile(r"(\d{1,12}(?:\.\d{1,9})?)\s*(ns|us|µs|μs|ms|s)\s+(\S.*)", re.ASCII | re.DOTALL)
_CLAIM: Final = re.compile(r"`(.+)` takes more than (\S+) (ns|us|ms|s)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Target:
    """A command that measures, and the time that it is to show at most."""

    limit: float
    unit: str
    """ns, us, ms or s."""
    argv: tuple[str, ...]

    @property
    def limit_s(self) -> float:
        """The limit in seconds."""
        return self.limit * _SECONDS[self.unit]

    @property
    def command(self) -> str:
        """The command as a shell takes it."""
        return shlex.join(self.argv)

    @property
    def most(self) -> str:
        """The limit as people write it."""
        return f"{self.limit:.12g} {self.unit}"

    @property
    def claim(self) -> str:
        """What is wrong when it is missed: the same words whatever was measured."""
        return f"`{self.command}` takes more than {self.most}"

    def shown(self, seconds: float) -> str:
        """Give a time in the unit of the limit."""
        return f"{self.in_unit(seconds):.4g} {self.unit}"

    def in_unit(self, seconds: float) -> float:
        """Give a time as a number in the unit of the limit."""
        return seconds / _SECONDS[self.unit]


class Timer(StrEnum):
    """Who took a time."""

    CRITERION = "criterion"
    LIBTEST = "libtest"
    WALL = "wall"
    """ferrule itself, from the start of the command to its end."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A time that was measured."""

    name: str
    """Of the benchmark; empty where a whole command was timed."""
    high_s: float
    """The upper end of the interval; of whole commands the shortest time."""
    timer: Timer


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of measuring for one target."""

    target: Target
    figure: Figure | None
    """The slowest benchmark of the command; None where nothing was measured."""
    said: str = ""
    """What was measured, line by line, as the command told it."""
    why: str = ""
    """Why nothing was measured."""

    @property
    def is_missed(self) -> bool:
        """Whether it takes longer than it should."""
        return self.figure is not None and self.figure.high_s > self.target.limit_s

    @property
    def words(self) -> str:
        """What came of it, in one line."""
        if self.figure is None:
            return f"target not measured: `{self.target.command}`: {self.why}"
        by = (
            f"{self.figure.timer.value} `{self.figure.name}`"
            if self.figure.name
            else "the best wall time of three runs"
        )
        how = "missed" if self.is_missed else "reached"
        shown = self.target.shown(self.figure.high_s)
        return f"target {how}: `{self.target.command}` takes {shown}, of {self.target.most} at most ({by})"


def target_of(words: str) -> Target:
    """Give the target that is meant by `120us cargo bench --bench parse`.

    Raises:
        ValueError: for other words.
    """
    found = _WORDS.fullmatch(words.strip())
    argv = tuple(shlex.split(found[3])) if found else ()
    if found is None or not argv or not float(found[1]):
        raise ValueError(f"{words!r} is no time with a command behind it")
    unit = found[2] if found[2] in _SECONDS else "us"
    return Target(float(found[1]), unit, argv)


def claimed(message: str) -> Target | None:
    """Give the target whose claim this is; None where it is no claim."""
    found = _CLAIM.fullmatch(message)
    try:
        return target_of(f"{found[2]}{found[3]} {found[1]}") if found else None
    except ValueError:
        return None
