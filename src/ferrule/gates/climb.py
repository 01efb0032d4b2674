"""The climb: which gates run beside each other, and one row for each whatever happens."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from ferrule.facts.gate import GateResult, Reason, Status, Writes, skipped
from ferrule.facts.progress import Finished, Progress
from ferrule.gates.gate import Gate, Job
from ferrule.gates.row import Climbed, predecided, run_gate

_TICK_S = 0.2


@dataclass(slots=True)
class Climb:
    """One climb of the ladder."""

    job: Job
    notify: Callable[[Progress], None]
    stops_early: Callable[[GateResult], bool] = field(default=lambda _: False)
    """Whether a row decides so much that the gates behind it need not run (`--fail-fast`)."""
    interrupted: bool = False
    """Ctrl-C came; rows that had not ended say `cancelled`."""
    _stopper: GateResult | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.notify = _harmless(self.notify)

    def rows(self, gates: Iterable[Gate], chosen_out: Callable[[Gate], bool]) -> tuple[Climbed, ...]:
        """Give one row for each gate, in the order of the ladder.

        Gates that write nothing run beside the others. Those that write to the target folder run one after
        another: Cargo locks it, and on few cores they gain nothing from overlap.
        """
        gates = tuple(gates)
        rows: dict[str, Climbed] = {}
        waiting: list[Gate] = []
        for gate in gates:
            row = self._without_running(gate, chosen_out)
            if row is None:
                waiting.append(gate)
            else:
                rows[gate.ID] = Climbed(row)
                self.notify(Finished(row))
        rows |= self._run(waiting)
        return tuple(rows[gate.ID] for gate in gates)

    def _without_running(self, gate: Gate, chosen_out: Callable[[Gate], bool]) -> GateResult | None:
        if chosen_out(gate):
            return skipped(gate.ID, gate.TITLE, Reason.USER, "left out by --only or --skip")
        return predecided(gate, self.job)

    def _run(self, gates: list[Gate]) -> dict[str, Climbed]:
        free = [[gate] for gate in gates if gate.WRITES is Writes.NOTHING]
        bound = [gate for gate in gates if gate.WRITES is not Writes.NOTHING]
        queues = [*([bound] if bound else []), *free]
        if not queues:
            return {}
        rows: dict[str, Climbed] = {}
        with ThreadPoolExecutor(len(queues), "gate") as pool:
            try:
                self._join([pool.submit(self._climb_queue, queue, rows) for queue in queues])
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

    def _climb_queue(self, queue: list[Gate], rows: dict[str, Climbed]) -> None:
        for gate in queue:
            climbed = self._blocked(gate) or run_gate(gate, self.job, self.notify)
            rows[gate.ID] = climbed
            self.notify(Finished(climbed.result))
            if self.stops_early(climbed.result):
                with self._lock:
                    self._stopper = self._stopper or climbed.result

    def _blocked(self, gate: Gate) -> Climbed | None:
        if self.job.cancel.is_set():
            return Climbed(skipped(gate.ID, gate.TITLE, Reason.CANCELLED, "interrupted before it began"))
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
