"""Counters of the compiler's work, added up from many threads."""

import threading
from dataclasses import dataclass, replace

from ferrule.repair.compile.unit import Replayed


@dataclass(frozen=True, slots=True)
class Counts:
    """How often the compiler was replayed, and what that took."""

    runs: int = 0
    seconds: float = 0.0
    """Added up over all runs, parallel ones too."""
    warm: int = 0
    cold: int = 0
    unjudged: int = 0
    """Runs that ended without a verdict: cancelled, timed out, crashed."""


class Tally:
    """Adds up replays; safe to be used from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = Counts()

    @property
    def counts(self) -> Counts:
        """What was counted so far."""
        return self._counts

    def add(self, replayed: Replayed) -> None:
        """Count one replay."""
        with self._lock:
            now = self._counts
            self._counts = replace(
                now,
                runs=now.runs + 1,
                seconds=now.seconds + replayed.seconds,
                warm=now.warm + replayed.warm,
                cold=now.cold + (not replayed.warm),
                unjudged=now.unjudged + (not replayed.judged),
            )
