"""Findings once, with all rows that made them, the gravest first."""

from collections.abc import Iterable
from typing import Final

from ferrule.facts.finding import Finding, Level
from ferrule.facts.sheet import Problem
from ferrule.report.sheets.tested import FAILED_TESTS

GRAVITY: Final = {level: at for at, level in enumerate(Level)}
"""Errors come first."""
RESOLVED: Final = "resolved"
"""The one status of a problem that is no longer there."""


def once(rows: Iterable[tuple[str, Iterable[Finding]]]) -> tuple[Problem, ...]:
    """Give each finding once, in order: a compile error shows in five gates.

    What one gate calls a warning and another an error is an error, made by the other alone.
    """
    found: dict[tuple[object, ...], Finding] = {}
    made: dict[tuple[object, ...], list[str]] = {}
    for row, findings in rows:
        for finding in findings:
            key = finding.key
            first = found.setdefault(key, finding)
            if GRAVITY[finding.level] < GRAVITY[first.level]:
                found[key], made[key] = finding, []
            names = made.setdefault(key, [])
            if row not in names and finding.level is found[key].level:
                names.append(row)
    return ordered(Problem(finding, tuple(made[key])) for key, finding in found.items())


def ordered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give problems by level, file and line, what has no file first; what is resolved comes after all others.

    Failed tests keep the order in which they ran, behind what else is as grave: their rows list them in that order.
    """
    return tuple(sorted(problems, key=_place))


def _place(one: Problem) -> tuple[bool, int, bool, str, int, int]:
    finding = one.finding
    rank = (one.status == RESOLVED, GRAVITY[finding.level])
    if finding.rule in FAILED_TESTS:
        return (*rank, True, "", 0, 0)
    return (*rank, False, finding.path or "", finding.line or 0, finding.column or 0)


def left(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems that are still in the tree."""
    return tuple(one for one in problems if one.status != RESOLVED)


def counted(count: int, one: str) -> str:
    """Give a count with its noun: `1 finding`, `2 findings`."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"
