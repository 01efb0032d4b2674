"""What the watch knows at one moment, as its screen and its plain lines show it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ferrule.facts.gate import CheckReport, GateResult, Verdict
from ferrule.facts.progress import Activity, Finished, Progress, Started
from ferrule.facts.status import Status
from ferrule.facts.watch import Happening, Laddered, Muted, RoundBegan, RoundEnded, Rung, Saved, Seeing, Trouble


class State(StrEnum):
    """How far a row can be believed."""

    WAITING = "waiting"
    RUNNING = "running"
    CURRENT = "current"
    STALE = "stale"
    """It is about a tree that is no more."""


@dataclass(frozen=True, slots=True)
class Line:
    """One gate on the screen."""

    id: str
    title: str
    state: State = State.WAITING
    result: GateResult | None = None
    """The newest row; of an earlier tree while the state is not `current`."""
    began: float = 0.0
    """On the monotonic clock."""
    activity: str = ""

    def put_off(self) -> "Line":
        """Give the same line without its claim to be about the tree as it is."""
        return replace(self, state=State.STALE if self.result else State.WAITING, activity="")


@dataclass(slots=True)
class Board:
    """All that is shown."""

    lines: dict[str, Line] = field(default_factory=dict)
    workspace: str = ""
    profile: str = ""
    profiles: tuple[str, ...] = ()
    climbing: bool = False
    report: CheckReport | None = None
    """Of the newest round that was climbed to its end."""
    trouble: Trouble | None = None
    saved: Saved | None = None
    saved_at: float = 0.0
    seeing: Seeing | None = None
    muted: tuple[str, ...] = ()
    """Files that gates write."""

    def hear(self, event: Happening) -> None:
        """Take one event."""
        match event:
            case Started() | Activity() | Finished():
                self._hear_gate(event)
            case Laddered():
                self._begin_ladder(event)
            case RoundBegan():
                self.climbing = True
            case Saved():
                self.saved, self.saved_at = event, time.monotonic()
                self._doubt(lambda line: line.id in event.stale)
            case RoundEnded(report, cut_short):
                self._end_round(report, cut_short=cut_short)
            case Trouble():
                self.trouble, self.climbing = event, False
                self._doubt(lambda _: True)
            case Seeing():
                self.seeing = event
            case Muted(path):
                self.muted = (*self.muted, path)
            case _:
                pass

    def _hear_gate(self, event: Progress) -> None:
        now = time.monotonic()
        match event:
            case Started(gate, _):
                self._set(gate, lambda line: replace(line, state=State.RUNNING, began=now, activity=""))
            case Activity(gate, text):
                self._set(gate, lambda line: replace(line, activity=text))
            case Finished(result):
                done = Line(result.id, "", State.CURRENT, result, now)
                self._set(result.id, lambda line: replace(done, title=line.title))

    @property
    def running(self) -> tuple[Line, ...]:
        """The gates at work."""
        return tuple(line for line in self.lines.values() if line.state is State.RUNNING)

    @property
    def is_settled(self) -> bool:
        """Whether the newest verdict is about the tree as it is."""
        return not self.climbing and self.trouble is None and self.report is not None and not self._open()

    @property
    def verdict(self) -> Verdict | None:
        """What is decided of the tree as it is: a failure at once, else at the end of a round; None: nothing."""
        current = (line.result for line in self._all if line.state is State.CURRENT)
        if any(row and row.status is Status.FAILED for row in current):
            return Verdict.FAILED
        return self.report.verdict if self.is_settled and self.report else None

    @property
    def exit_code(self) -> int:
        """What `q` ends with: the code of the newest verdict, or that nothing could be decided."""
        if self.verdict is Verdict.FAILED:
            return 1
        return self.report.exit_code if self.report and self.trouble is None else 3

    @property
    def _all(self) -> tuple[Line, ...]:
        return tuple(self.lines.values())

    def _open(self) -> bool:
        return any(line.state is not State.CURRENT for line in self._all)

    def _begin_ladder(self, event: Laddered) -> None:
        self.workspace, self.profile, self.profiles = event.workspace, event.profile, event.profiles
        self.trouble = None
        if tuple(self.lines) != tuple(rung.id for rung in event.rungs):
            self.report = None
            self.lines = {rung.id: self._line(rung) for rung in event.rungs}

    def _line(self, rung: Rung) -> Line:
        return self.lines[rung.id].put_off() if rung.id in self.lines else Line(rung.id, rung.title)

    def _end_round(self, report: CheckReport, *, cut_short: bool) -> None:
        self.climbing = False
        if cut_short:
            self._doubt(lambda line: line.state is State.RUNNING)
            return
        self.report = report

    def _doubt(self, doubtful: Callable[[Line], bool]) -> None:
        self.lines = {name: line.put_off() if doubtful(line) else line for name, line in self.lines.items()}

    def _set(self, gate: str, news: Callable[[Line], Line]) -> None:
        if gate in self.lines:
            self.lines[gate] = news(self.lines[gate])
