"""Climbs one round at a time on a thread of its own, and lets it be cut short."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ferrule.errors import FerruleError, NoWorkspace
from ferrule.facts.progress import Finished, Progress
from ferrule.facts.request import CheckRequest
from ferrule.facts.watch import Anew, Broke, Happening, Laddered, RoundBegan, RoundEnded, Rung, Trouble
from ferrule.flow.admitted import Admitted, Planned, Refused
from ferrule.flow.check import chosen_out, nothing_started
from ferrule.flow.watch.round import Round, Undecided
from ferrule.flow.watch.stale import written
from ferrule.flow.watch.warm import Warm
from ferrule.gates.catalog import PROFILES
from ferrule.gates.gate import Gate
from ferrule.process import thread
from ferrule.process.redact import mask
from ferrule.workspace.content import Survey


@dataclass(slots=True)
class Climber:
    """The rounds of one watch."""

    tell: Callable[[Happening], None]
    counting: Callable[[Iterable[str], Survey | None], frozenset[str]]
    """Gives those of these paths that are really another thing than what was surveyed."""
    met: Callable[[Admitted], None]
    """Hears of the workspace before it is climbed."""
    doubted: Callable[[frozenset[str]], None]
    """Hears of files that were written while a gate read them."""
    step: Callable[[], None]
    """Called when a round has looked at the files, and when it has ended, however."""
    gates: tuple[Gate, ...] = ()
    """Those that may run."""
    survey: Survey | None = None
    """Of the newest round that got so far; None where nothing is known of the files."""
    is_looking: bool = False
    """A round has begun, and what it will find in the files is not known yet."""
    is_climbing: bool = False
    refused: bool = False
    """Nothing of the workspace may be started."""
    _warm: Warm = field(default_factory=Warm)
    _undecided: Undecided = field(default_factory=dict)
    _cancel: threading.Event = field(default_factory=threading.Event)
    _lock: threading.RLock = field(default_factory=threading.RLock)
    """No row of a round that was cut short is told after the news that did so."""
    _number: int = 0
    _thread: threading.Thread | None = None

    def begin(self, request: CheckRequest, anew: Anew) -> None:
        """Start a round; the one before has to be over."""
        self._number += 1
        self._cancel = threading.Event()
        self.is_climbing = self.is_looking = True
        if anew.everything:
            self._warm.forget()
        self.tell(RoundBegan(self._number))
        cancel = self._cancel
        self._thread = thread.begin(
            "round",
            lambda: self._climb(request, anew, cancel),
            lambda fault: self._broke(fault, request.start, cancel),
            self._ended,
        )

    def cut_short(self, news: Happening | None = None) -> None:
        """End what runs, and tell why; of this round nothing is told any more but its end."""
        with self._lock:
            self._cancel.set()
            if news is not None:
                self.tell(news)

    def wait(self, seconds: float) -> None:
        """Wait until the round is over, at most so long."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _broke(self, fault: Exception, start: Path, cancel: threading.Event) -> None:
        if isinstance(fault, FerruleError):
            self._trouble(fault, cancel)
        elif start.exists():
            self.tell(Broke(thread.trace_of(fault)))
        else:
            self._trouble(NoWorkspace(f"{start}: {fault}"), cancel)

    def _ended(self) -> None:
        self.is_climbing = self.is_looking = False
        self.step()

    def _trouble(self, fault: FerruleError, cancel: threading.Event) -> None:
        self.survey = None
        with self._lock:
            if not cancel.is_set():
                self.tell(Trouble(mask(str(fault)), fault.hint))

    def _climb(self, request: CheckRequest, anew: Anew, cancel: threading.Event) -> None:
        found = self._warm.admitted(request)
        self._ladder(found.plan, request)
        self.refused = isinstance(found, Refused)
        if isinstance(found, Refused):
            report = nothing_started(request, found.plan, found.closed)
            for row in report.gates:
                self.tell(Finished(row))
            self.tell(RoundEnded(report, cut_short=False))
            return
        self.met(found)
        doubts: list[str] = []
        one = Round(request, found, lambda event: self._hear(event, one, doubts), self._undecided, anew, cancel)
        one.surveyed = self._surveyed
        report = one.climb()
        self.tell(RoundEnded(report, cut_short=cancel.is_set() or bool(doubts)))

    def _ladder(self, plan: Planned, request: CheckRequest) -> None:
        self.gates = tuple(gate for gate in plan.gates if not chosen_out(gate.ID, request))
        profiles = tuple(dict.fromkeys((*PROFILES, *plan.settings.profiles)))
        rungs = tuple(Rung(gate.ID, gate.TITLE) for gate in plan.gates)
        self.tell(Laddered(str(plan.root), plan.settings.profile, profiles, rungs))

    def _surveyed(self, survey: Survey | None) -> None:
        self.survey, self.is_looking = survey, False
        self.step()

    def _hear(self, event: Progress, one: Round, doubts: list[str]) -> None:
        """Pass on what happens, unless it is about a tree that is no more."""
        if isinstance(event, Finished) and event.result.argv and not event.result.cached:
            changed = self._changed_under(event.result.id, one)
            if changed and not one.cancel.is_set():
                doubts.extend(changed)
                self.doubted(changed)
                return
        with self._lock:
            if not one.cancel.is_set():
                self.tell(event)

    def _changed_under(self, gate_id: str, one: Round) -> frozenset[str]:
        survey, root = one.survey, one.found.workspace.root
        gate = next(gate for gate in self.gates if gate_id == gate.ID)
        if survey is None:
            return frozenset()
        return self.counting(written(gate, Path(root), survey), survey)
