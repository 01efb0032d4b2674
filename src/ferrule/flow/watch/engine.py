"""The watch: hears of changes, cuts short what is outdated, climbs anew; without a screen."""

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from ferrule.errors import FerruleError
from ferrule.facts.watch import Anew, Broke, Happening, Muted, Saved, WatchRequest
from ferrule.flow.admitted import Admitted
from ferrule.flow.watch.climber import Climber
from ferrule.flow.watch.hearing import Hearing
from ferrule.flow.watch.stale import name_of, stale
from ferrule.process import thread
from ferrule.process.redact import mask
from ferrule.workspace.find import find_root, nearest_manifest
from ferrule.workspace.trust import standing

if TYPE_CHECKING:
    from threading import Thread

_MANY: Final = 50
"""So many changes at once are a checkout or a generator, and more will follow."""
_QUIET_S: Final = 0.3
_SHORTLY_S: Final = 0.15
_NAMED: Final = 3
_TICK_S: Final = 1.0
_END_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class _Changed:
    paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Again:
    anew: Anew


@dataclass(frozen=True, slots=True)
class _Choose:
    profile: str


@dataclass(frozen=True, slots=True)
class _Step:
    """A round has got further, or to its end."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """The watch ends."""


_Order: TypeAlias = _Changed | _Again | _Choose | _Step | _Stop


class Engine:
    """One watch, on threads of its own."""

    def __init__(self, request: WatchRequest, tell: Callable[[Happening], None]) -> None:
        """Make a watch that has not begun; `tell` will be called from several threads."""
        # A folder that is made anew is another one under the same name: never relative to where we stand.
        self._request = replace(request.check, start=request.check.start.absolute())
        self._tell = tell
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._hearing = Hearing(request.poll, self._changed, tell, self._broke)
        self._climber = Climber(tell, self._hearing.counting, self._met, self._changed, self._step)
        self._unheard: frozenset[str] = frozenset()
        self._due: float | None = None
        self._heard_at = 0.0
        self._anew = Anew()
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Start the watch: the first round begins at once.

        Raises:
            NoWorkspace: when there is no Cargo.toml from here upwards.
        """
        nearest_manifest(self._request.start)
        self._thread = thread.begin(
            "watch", self._run, lambda fault: self._broke(thread.trace_of(fault)), self._leave_nothing
        )

    def again(self, anew: Anew) -> None:
        """Climb once more, these gates whatever is remembered of them."""
        self._orders.put(_Again(anew))

    def choose(self, profile: str) -> None:
        """Climb another profile from here on."""
        self._orders.put(_Choose(profile))

    def end(self) -> None:
        """Cut short what runs, and come back when nothing of it is left."""
        self._orders.put(_Stop())
        self._climber.cut_short()
        if self._thread is not None:
            self._thread.join(_END_S)

    def _changed(self, paths: frozenset[str]) -> None:
        self._orders.put(_Changed(paths))

    def _step(self) -> None:
        self._orders.put(_Step())

    def _met(self, found: Admitted) -> None:
        self._hearing.turn_to(found.workspace.root, found.workspace)

    def _broke(self, trace: str) -> None:
        self._tell(Broke(trace))

    def _run(self) -> None:
        self._hearing.turn_to(self._root(), None)
        self._due = time.monotonic()
        goes_on = True
        while goes_on:
            self._begin_what_is_due()
            goes_on = self._obeyed(self._next())

    def _leave_nothing(self) -> None:
        self._climber.cut_short()
        self._hearing.end()
        self._climber.wait(_END_S)

    def _root(self) -> Path:
        try:
            return find_root(self._request.start)
        except FerruleError:  # a manifest with a mistake: the first round tells of it
            return nearest_manifest(self._request.start).parent

    def _begin_what_is_due(self) -> None:
        if self._climber.is_climbing or self._due is None or time.monotonic() < self._due:
            return
        anew, self._anew, self._due = self._anew, Anew(), None
        self._hearing.own.begin()
        self._climber.begin(self._request, anew)

    def _next(self) -> _Order | None:
        """Give the next order; None when it is time for something else."""
        wait_s = _TICK_S if self._climber.refused else None
        if self._due is not None and not self._climber.is_climbing:
            wait_s = max(0.0, self._due - time.monotonic())
        try:
            return self._orders.get(timeout=wait_s)
        except queue.Empty:
            return None

    def _obeyed(self, order: _Order | None) -> bool:
        """Carry out an order; gives whether the watch goes on."""
        match order:
            case _Stop():
                return False
            case _Changed(paths):
                self._hear(paths)
            case _Again(anew):
                self._climber.cut_short()
                self._begin_soon(0.0, anew)
            case _Choose(profile):
                self._request = replace(self._request, profile=profile)
                self._climber.cut_short()
                self._begin_soon(0.0, self._anew)
            case _Step():
                self._hear(frozenset())
            case None:
                self._look_at_trust()
        return True

    def _hear(self, paths: frozenset[str]) -> None:
        self._unheard |= paths
        if self._climber.is_looking:  # it may see them, or not: once it has looked that can be told
            return
        paths, self._unheard = self._unheard, frozenset()
        real = self._hearing.counting(paths, self._climber.survey)
        if not real:
            return
        root = self._hearing.root or self._request.start
        names = sorted(name_of(path, root) for path in real)
        news = Saved(tuple(map(mask, names[:_NAMED])), len(names), stale(self._climber.gates, names))
        self._climber.cut_short(news)
        if self._climber.is_climbing:
            for path in self._hearing.own.hear(real):
                self._tell(Muted(name_of(path, root)))
        self._begin_soon(self._pause_s(len(real)), self._anew)

    def _pause_s(self, count: int) -> float:
        """Give how long it has to be quiet before a round begins: not at all for one save after some rest."""
        now, before, self._heard_at = time.monotonic(), self._heard_at, time.monotonic()
        return _QUIET_S if count >= _MANY else _SHORTLY_S if now - before < _QUIET_S else 0.0

    def _begin_soon(self, seconds: float, anew: Anew) -> None:
        """Let a round begin after so many seconds, counted from here each time: thousands of events make one."""
        self._anew = anew
        self._due = max(self._due or 0.0, time.monotonic() + seconds) if seconds else self._due or time.monotonic()

    def _look_at_trust(self) -> None:
        """Begin anew once somebody has trusted the workspace, which changes no file of it."""
        if self._climber.refused and not self._climber.is_climbing and self._due is None:
            try:
                is_trusted = standing(self._root()).allowed
            except FerruleError:
                return
            if is_trusted:
                self._begin_soon(0.0, Anew())
