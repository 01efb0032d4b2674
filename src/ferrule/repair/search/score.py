"""When one state of the sources is better than another: by phase, then by count.

rustc hides later errors behind earlier ones in the same body, so a right edit may raise the number of errors.
Fewer errors of an earlier phase are therefore worth any number of later ones.
"""

from collections.abc import Iterable
from typing import TypeAlias

from ferrule.facts.finding import Finding, Level, Phase

Score: TypeAlias = tuple[int, ...]
"""Errors by phase, earliest first; smaller is better."""

PHASES = tuple(Phase)
CLEAN: Score = (0,) * len(PHASES)
CRASHED: Score = (1_000_000,) * len(PHASES)
"""Of a state on which the compiler gave no answer: worse than every other."""


def errors_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give the findings that keep a unit from compiling."""
    return tuple(finding for finding in findings if finding.level is Level.ERROR)


def score_of(findings: Iterable[Finding]) -> Score:
    """Give the errors by phase; an error without a phase counts as a type error."""
    counts = dict.fromkeys(PHASES, 0)
    for error in errors_of(findings):
        counts[error.phase or Phase.TYPE] += 1
    return tuple(counts.values())
