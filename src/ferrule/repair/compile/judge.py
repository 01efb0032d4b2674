"""Many candidates for one unit, compiled side by side."""

import contextvars
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from ferrule.edits.travel import refusals_explained
from ferrule.facts.repair import Changes
from ferrule.repair.compile.chain import replay_after
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.unit import How, Links, Replayed, Unit

First: TypeAlias = Callable[[Changes, threading.Event], Replayed | None]
"""Judges a candidate in a way of its own, until it is cancelled; None: it is to be judged as the others are."""


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """What spares compiles in a batch."""

    until: Callable[[int, Replayed], bool] | None = None
    """Hears the candidates' numbers and verdicts in their order. The first one of which it holds is the last that is
    given: compilers of those after it are ended."""
    first: First | None = None
    """Judges the first candidate, in the place of a replay."""


def judge_all(
    unit: Unit,
    candidates: Sequence[Changes],
    slots: Sequence[Path],
    terms: Terms | None = None,
    links: Sequence[Links] = (),
    shortcuts: Shortcuts | None = None,
) -> list[Replayed]:
    """Give what rustc says of each candidate, in their order.

    Args:
        unit: as it was recorded.
        candidates: each a set of changes to the files on disk.
        slots: a folder for each compiler that may run at a time, as `replay` needs it.
        terms: once its `cancel` is set, compilers are ended and the rest are not started.
        links: for each candidate the libraries that are compiled before it; none needs any where this is left out.
        shortcuts: none where this is left out; one may end the batch before the last candidate.

    Raises:
        NotWritable: when a slot cannot be written, as on a full disk.
    """
    terms, shortcuts = terms or Terms(), shortcuts or Shortcuts()
    cancel, first = _Cancel(terms.cancel), shortcuts.first
    terms, verdicts = replace(terms, cancel=cancel), _Verdicts(shortcuts.until, cancel)
    ended = Replayed(how=terms.how or How.NAMESPACE, note="cancelled before it began")
    free: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for slot in slots:
        free.put(slot)
    # Each in a context of its own: files count as what they held when the run first read them.
    around = [contextvars.copy_context() for _ in candidates]

    def replayed(number: int, changes: Changes) -> Replayed:
        said = first(changes, cancel) if first is not None and number == 0 else None
        if said is not None or cancel.is_set():
            return said or ended
        slot = free.get()
        try:
            with refusals_explained(slot):
                return replay_after(links[number] if links else Links(), unit, changes, slot, terms)
        finally:
            free.put(slot)

    def judge(numbered: tuple[int, Changes]) -> None:
        verdicts.hear(numbered[0], ended if cancel.is_set() else replayed(*numbered))

    with ThreadPoolExecutor(len(slots), "judge") as pool:
        try:
            list(pool.map(lambda numbered: around[numbered[0]].run(judge, numbered), enumerate(candidates)))
        except BaseException:  # Ctrl-C comes to this thread only: the others would wait for their compilers to end
            cancel.set()
            raise
    return verdicts.given


class _Cancel(threading.Event):
    """Ends this batch; it is set, too, once the one outside of it is."""

    def __init__(self, outer: threading.Event | None) -> None:
        super().__init__()
        self._outer = outer

    def is_set(self) -> bool:
        return super().is_set() or (self._outer is not None and self._outer.is_set())


@dataclass(slots=True)
class _Verdicts:
    """What was said so far, as it comes in."""

    until: Callable[[int, Replayed], bool] | None
    cancel: threading.Event
    given: list[Replayed] = field(default_factory=list)
    """In the order of the candidates, up to the one that ends the batch."""
    _early: dict[int, Replayed] = field(default_factory=dict)
    _is_over: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hear(self, number: int, said: Replayed) -> None:
        """Take a verdict, and end the batch where all that is worth knowing is known."""
        with self._lock:
            self._early[number] = said
            while not self._is_over and (following := self._early.pop(len(self.given), None)) is not None:
                self.given.append(following)
                self._is_over = self.until is not None and self.until(len(self.given) - 1, following)
            if self._is_over:
                self.cancel.set()
