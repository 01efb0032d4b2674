"""One climb of the ladder after a save: the parts of `ferrule check`, quick gates first, and to be cut short."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ferrule.facts.gate import CheckReport, GateResult, Writes, skipped
from ferrule.facts.progress import Finished, Progress
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason, Status
from ferrule.facts.watch import Anew
from ferrule.flow.admitted import Admitted
from ferrule.flow.check import begin, chosen_out, job_of, notes_of, report_of, unasked
from ferrule.flow.evidence import Keeper
from ferrule.flow.memory import Memory
from ferrule.flow.narrow import narrowed
from ferrule.flow.watch.stale import stages
from ferrule.gates.climb import Climb, failed
from ferrule.gates.gate import Gate, Job
from ferrule.gates.row import Climbed, predecided
from ferrule.gates.totals import compared
from ferrule.workspace.content import Survey

Undecided = dict[str, tuple[str, GateResult]]
"""By gate: what it hung on, and the row that decided nothing."""


@dataclass(slots=True)
class Round:
    """One climb and its surroundings."""

    request: CheckRequest
    found: Admitted
    notify: Callable[[Progress], None]
    undecided: Undecided
    """Of earlier rounds: a gate without a network is not asked again at each save."""
    anew: Anew = field(default_factory=Anew)
    cancel: threading.Event = field(default_factory=threading.Event)
    surveyed: Callable[[Survey | None], None] = field(default=lambda _: None)
    """Hears what lay there before any gate ran; None where nothing can be remembered."""
    survey: Survey | None = None
    _ran: bool = False

    def climb(self) -> CheckReport:
        """Give a row for each gate; a climb that was cut short, or in which nothing ran, is not in the history.

        Raises:
            FerruleError: for wrong use.
        """
        began = time.monotonic()
        found, workspace = self.found, self.found.workspace
        narrow = narrowed(self.request, workspace)
        request = replace(self.request, selection=narrow.selection)
        notes = [*notes_of(request, found), *narrow.notes]
        with Keeper(workspace.root, request.command) as keeper:
            job = replace(job_of(request, found, keeper), cancel=self.cancel)
            memory = keeper.memory(job, found.toolchain)
            self.survey = memory.survey if memory else None
            self.surveyed(self.survey)
            job = replace(job, lasted_s=memory.verdicts.lasted_s() if memory else {})
            climbed = self._climbed(job, keeper, self._decided(memory, unasked(request, memory, narrow)), notes)
            rows = keeper.file_logs(tuple(climbed[gate.ID] for gate in found.plan.gates))
            keeper.remember(memory, found.plan.gates, rows)
            self._keep_undecided(memory, rows)
            report = report_of(found, compared(rows), narrow, time.monotonic() - began)
            report = replace(report, notes=(*notes, *report.notes))
            is_news = self._ran and not self.cancel.is_set()
            return keeper.record(report) if is_news else replace(report, notes=(*report.notes, *keeper.notes))

    def _climbed(
        self, job: Job, keeper: Keeper, decided: Callable[[Gate], GateResult | None], notes: list[str]
    ) -> dict[str, Climbed]:
        gates = self.found.plan.gates
        rows = {gate.ID: Climbed(row) for gate in gates if (row := self._without_running(gate, job, decided))}
        for known in rows.values():
            self._told(Finished(known.result))
        for stage in stages(tuple(gate for gate in gates if gate.ID not in rows), job.lasted_s):
            climb = Climb(job, self._told, failed if self.request.fail_fast else lambda _: False)
            builds = any(gate.WRITES is not Writes.NOTHING for gate in stage)
            climb.prepare = (lambda: begin(job, keeper, notes)) if builds else keeper.gates_run
            ended = climb.rows(stage, lambda _: False)
            rows |= {gate.ID: climbed for gate, climbed in zip(stage, ended, strict=True)}
        return rows

    def _without_running(self, gate: Gate, job: Job, decided: Callable[[Gate], GateResult | None]) -> GateResult | None:
        if chosen_out(gate.ID, self.request):
            return skipped(gate.ID, gate.TITLE, Reason.USER, "left out by --only or --skip")
        return predecided(gate, job) or decided(gate)

    def _told(self, event: Progress) -> None:
        self._ran = self._ran or (isinstance(event, Finished) and bool(event.result.argv) and not event.result.cached)
        self.notify(event)

    def _decided(
        self, memory: Memory | None, remembered: Callable[[Gate], GateResult | None]
    ) -> Callable[[Gate], GateResult | None]:
        """Give what decides a gate without running it: a remembered verdict, or that it was undecided in this state."""

        def decided(gate: Gate) -> GateResult | None:
            if memory is not None and self.anew.covers(gate.ID):
                memory.expect(gate)
                return None
            row = remembered(gate)
            if row is not None or memory is None or not self.request.use_cache:
                return row
            key, kept = self.undecided.get(gate.ID, ("", None))
            return kept if kept is not None and key == memory.key(gate).digest else None

        return decided

    def _keep_undecided(self, memory: Memory | None, rows: tuple[GateResult, ...]) -> None:
        if memory is None or self.cancel.is_set():
            return
        for gate, row in zip(self.found.plan.gates, rows, strict=True):
            if row.status is Status.INCONCLUSIVE and row.reason is not Reason.CANCELLED:
                self.undecided[gate.ID] = (memory.key(gate).digest, row)
