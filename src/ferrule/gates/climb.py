"""The climb: which gates run beside each other, and one row for each whatever happens."""

import os
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace

from ferrule.facts.gate import GateResult, skipped
from ferrule.facts.progress import Finished, Progress
from ferrule.facts.status import Reason, Status
from ferrule.gates.gate import Gate, Job
from ferrule.gates.row import Climbed, predecided, run_gate
from ferrule.gates.schedule import Lane, lanes, opening
from ferrule.gates.told import told
from ferrule.telemetry.span import past, span, within

_TICK_S = 0.2


@dataclass(slots=True)
class Climb:
    """One climb of the ladder."""

    job: Job
    notify: Callable[[Progress], None]
    stops_early: Callable[[GateResult], bool] = field(default=lambda _: False)
    """Whether a row decides so much that the gates behind it need not run (`--fail-fast`)."""
    recall: Callable[[Gate], GateResult | None] = field(default=lambda _: None)
    """Gives the row of an earlier run that still holds; None when the gate has to run."""
    prepare: Callable[[], None] = field(default=lambda: None)
    """Called once before the first gate runs, and not at all where none has to."""
    interrupted: bool = False
    """Ctrl-C came; rows that had not ended say `cancelled`."""
    _stopper: GateResult | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.notify = _harmless(self.notify)

    def rows(self, gates: Iterable[Gate], chosen_out: Callable[[Gate], bool]) -> tuple[Climbed, ...]:
        """Give one row for each gate, in the order of the ladder; which of them overlap, `schedule` decides."""
        gates = tuple(gates)
        rows: dict[str, Climbed] = {}
        waiting: list[Gate] = []
        for gate in gates:
            row = self._without_running(gate, chosen_out)
            if row is None:
                waiting.append(gate)
            else:
                rows[gate.ID] = Climbed(row)
                past("gate", 0.0, **told(row))
                self._finished(row)
        rows |= self._run(waiting)
        return tuple(rows[gate.ID] for gate in gates)

    def _without_running(self, gate: Gate, chosen_out: Callable[[Gate], bool]) -> GateResult | None:
        if chosen_out(gate):
            return skipped(gate.ID, gate.TITLE, Reason.USER, "left out by --only or --skip")
        return predecided(gate, self.job) or self._recalled(gate)

    def _recalled(self, gate: Gate) -> GateResult | None:
        try:
            return self.recall(gate)
        except Exception:  # noqa: BLE001 - a memory that fails costs time, not a row; running the gate tells what is wrong
            return None

    def _run(self, gates: list[Gate]) -> dict[str, Climbed]:
        if not gates:
            return {}
        self.prepare()
        job, rows = self.job, dict[str, Climbed]()
        first = opening(gates)
        planned = lanes(gates, os.cpu_count() or 1, job.jobs, job.lasted_s, job.lanes_target)
        with ThreadPoolExecutor(len(planned) or 1, "gate") as pool:
            try:
                for stage in ((Lane(first, job.jobs),) if first else (), planned):
                    self._join([pool.submit(within(self._climb_lane), lane, rows) for lane in stage])
            except BaseException:  # leaving the pool waits for the gates: they have to be told
                self.job.cancel.set()
                raise
        return rows

    def _join(self, futures: list[Future[None]]) -> None:
        """Wait for all; on Ctrl-C tell the gates to end and wait for that."""
        pending = set(futures)
        while pending:
            try:
                done, pending = wait(pending, _TICK_S, FIRST_COMPLETED)
                for future in done:
                    future.result()
            except KeyboardInterrupt:
                self.job.cancel.set()
                self.interrupted = True

    def _climb_lane(self, lane: Lane, rows: dict[str, Climbed]) -> None:
        job = replace(self.job, jobs=lane.jobs, own_target=lane.target or self.job.own_target)
        for gate in lane.gates:
            with span("gate", gate=gate.ID) as it:
                climbed = self._blocked(gate) or run_gate(gate, job, self.notify)
                it.set(**told(climbed.result))
            rows[gate.ID] = climbed
            self._finished(climbed.result)

    def _finished(self, row: GateResult) -> None:
        self.notify(Finished(row))
        if self.stops_early(row):
            with self._lock:
                self._stopper = self._stopper or row

    def _blocked(self, gate: Gate) -> Climbed | None:
        if self.job.cancel.is_set():
            return Climbed(skipped(gate.ID, gate.TITLE, Reason.CANCELLED, "interrupted before it began"))
        if self.job.until is not None and time.monotonic() >= self.job.until:
            detail, remedy = "the time for the whole climb was used up before it began", "give it more with --budget"
            return Climbed(skipped(gate.ID, gate.TITLE, Reason.TIME_BUDGET, detail, remedy))
        with self._lock:
            stopper = self._stopper
        if stopper is None:
            return None
        detail = f"gate `{stopper.id}` decided: {stopper.status}"
        return Climbed(skipped(gate.ID, gate.TITLE, Reason.BLOCKED, detail, "run without --fail-fast"))


def failed(row: GateResult) -> bool:
    """Give whether a row stops a climb that is to stop at the first failure."""
    return row.status is Status.FAILED


def _harmless(notify: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """Give a listener that is switched off when it fails: a closed stderr must not end a gate.

    `SystemExit` is how rich answers a broken pipe.
    """
    is_on = True

    def tell(event: Progress) -> None:
        nonlocal is_on
        if is_on:
            try:
                notify(event)
            except (Exception, SystemExit):  # noqa: BLE001 - whatever a listener does is its own affair
                is_on = False

    return tell
