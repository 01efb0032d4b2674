"""What a check of the whole workspace says of one unit: asked for what the search is likely to end with."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from ferrule.diagnostics.phase import ICE
from ferrule.errors import NotWritable
from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import distinct
from ferrule.facts.repair import Changes
from ferrule.flow.guess import Guess
from ferrule.repair.compile.namespace import namespace_refusal
from ferrule.repair.compile.unit import Rechecked, Replayed, Unit
from ferrule.repair.search.score import errors_of

Check: TypeAlias = Callable[[Changes, Path, threading.Event, float], Rechecked]
"""Checks the tree with these changes, in a folder of its own, until it is cancelled, for so many seconds at most."""

_LEAST_S: Final = 60.0
"""As long as one unit may take alone."""
_SLOWER: Final = 3.0
"""How much longer a check may take than the one that found the errors: that one stopped at them."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Judges a candidate by a check of everything, which the guess keeps: the repair needs it when it is right."""

    guess: Guess
    check: Check
    usual_s: float
    """What a check took at the start."""
    until: float
    """End of the search, on the monotonic clock."""

    def __call__(self, unit: Unit, changes: Changes, cancel: threading.Event) -> Replayed | None:
        """Give what Cargo says of a unit with these changes; None where that is not certain."""
        limit = min(self.until - time.monotonic(), max(_LEAST_S, _SLOWER * self.usual_s))
        if limit <= 0:
            return None
        if namespace_refusal():  # a check in a copy tells no units apart: it goes on beside the search
            self.guess.start(changes)
            return None
        try:
            checked = self.guess.made(changes, lambda folder: self.check(changes, folder, cancel, limit))
        except NotWritable:  # a unit alone needs less room; the last check says it again where it matters
            return None
        if checked.note and checked.seconds >= limit:
            self.guess.drop()
            return Replayed(how=checked.how, seconds=checked.seconds, note=checked.note)
        return None if checked.note else _said_of(unit, changes, checked)


def _said_of(unit: Unit, changes: Changes, checked: Rechecked) -> Replayed | None:
    report = next((one for one in checked.reports if one.unit.key == unit.key), None)
    if report is None or any(finding.rule == ICE for finding in report.findings):
        return None
    has_errors = bool(errors_of(report.findings))
    if report.compiled == has_errors or not (report.sure or report.compiled):
        return None
    findings = distinct([*report.findings, *_warned(unit, changes, checked)])
    return Replayed(findings, report.compiled, checked.seconds, how=checked.how)


def _warned(unit: Unit, changes: Changes, checked: Rechecked) -> Iterator[Finding]:
    """Yield the warnings of each copy of the unit's target, and of whatever else was changed.

    Of a warning that only one copy has it is not known which one that is; too many of them are on the safe side.
    """
    for one in checked.reports:
        for finding in one.findings:
            if finding.level is Level.WARNING and (
                one.unit.place == unit.place or unit.root / (finding.path or "") in changes
            ):
                yield finding
