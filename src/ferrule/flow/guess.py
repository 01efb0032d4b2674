"""The whole check of what a search is likely to end with, begun before the search has ended."""

import contextvars
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self, TypeAlias

from ferrule.facts.repair import Changes
from ferrule.repair.compile.unit import Rechecked

Check: TypeAlias = Callable[[Changes, Path, threading.Event], Rechecked]
"""Checks the tree with these changes, in a folder of its own, until it is cancelled."""


@dataclass(slots=True)
class _Running:
    """One check that was begun."""

    changes: Changes
    cancel: threading.Event
    answer: Future[Rechecked]
    held_s: float = 0.0
    """For which the search waited for it."""


@dataclass(slots=True)
class Guess:
    """At most one check at a time, beside the search: it waits for the compiler as well, and two cores are enough.

    As a context manager it leaves no process behind.
    """

    check: Check
    scratch: Path
    held_s: float = 0.0
    """For which the search had waited, before it ended, for the answer that was given last."""
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1), repr=False)
    _running: _Running | None = None
    _number: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.drop()
        self._pool.shutdown()

    def start(self, changes: Changes) -> None:
        """Begin to check the tree with these changes; one that was begun for others is given up."""
        if self._running is not None and self._running.changes == changes:
            return
        self.drop()
        self._number += 1
        cancel, folder = threading.Event(), self.scratch / f"guess{self._number}"
        around = contextvars.copy_context()  # files count as what they held when the run first read them
        answer = self._pool.submit(around.run, self.check, changes, folder, cancel)
        self._running = _Running(changes, cancel, answer)

    def made(self, changes: Changes, check: Callable[[Path], Rechecked]) -> Rechecked:
        """Check the tree with these changes now, in the folder that is handed over; `answer` gives the same again."""
        self.drop()
        self._number += 1
        began, answer = time.monotonic(), Future[Rechecked]()
        answer.set_result(check(self.scratch / f"guess{self._number}"))
        self._running = _Running(changes, threading.Event(), answer, time.monotonic() - began)
        return answer.result()

    def drop(self) -> None:
        """Give up what was begun; its processes are ended."""
        if self._running is not None:
            self._running.cancel.set()
            self._running.answer.cancel()
            self._running = None

    def answer(self, changes: Changes) -> Rechecked | None:
        """Wait for what the check of these changes says; None when another tree was guessed, which is given up then.

        Raises:
            FerruleError: what the check raised.
        """
        self.held_s = 0.0
        if self._running is None or self._running.changes != changes:
            self.drop()
            return None
        running, self._running = self._running, None
        self.held_s = running.held_s
        return running.answer.result()
