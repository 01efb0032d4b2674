"""What a run leaves behind: its logs and its row in the history, or a note why not."""

import tempfile
import threading
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self

from ferrule import __version__
from ferrule.errors import FerruleError, StoreBroken
from ferrule.facts.gate import CheckReport, GateResult
from ferrule.facts.run import Run, StoredRun
from ferrule.facts.workspace import Toolchain
from ferrule.flow.cleaning import prune_quietly
from ferrule.flow.memory import Memory, open_memory
from ferrule.gates.gate import Gate, Job
from ferrule.gates.row import Climbed
from ferrule.process.redact import mask
from ferrule.store.identity import new_run_id
from ferrule.store.logs import keep_log
from ferrule.store.owners import unmake
from ferrule.store.pending import lying_aside, may_wait, put_off
from ferrule.store.place import DATABASE, Place, scratch, state_folder
from ferrule.telemetry.log import LOG


class Keeper:
    """Keeps the evidence of one run. When nothing can be kept the run goes on, and the report says so."""

    def __init__(self, root: Path, command: str) -> None:
        self._root = root
        self._command = mask(command)
        self._started = datetime.now(UTC)
        self._notes: list[str] = []
        self._stack = ExitStack()
        self._place: Place | None = None
        self._ran = False
        self.run_id = new_run_id(self._started)
        self.scratch = Path()

    @property
    def folder(self) -> Path | None:
        """Where the state of the workspace is kept; None where nothing can be kept."""
        return self._place.folder if self._place else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What was said so far of what is not kept."""
        return tuple(self._notes)

    def __enter__(self) -> Self:
        try:
            self._place = state_folder(self._root)
            self._notes.extend((*prune_quietly(self._place), *lying_aside(self._place.folder)))
            self.scratch = scratch(self._place, self.run_id)
        except (StoreBroken, OSError) as fault:
            self._note(f"no logs and no history are kept: {fault}")
            self._place = None
            self.scratch = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="ferrule-")))
        else:
            self._stack.callback(unmake, self.scratch)
            if self._place.why:
                self._note(self._place.why)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def gates_run(self) -> None:
        """Get ready for the history while gates are waited for: SQLAlchemy takes 0.2 s to import, Alembic 0.3 s.

        Where no gate runs this is not called, and the run's record is put off.
        """
        self._ran = True
        if self._place is not None:
            LOG.keep_in(self._place.folder, mask)
            threading.Thread(target=_get_ready, args=(self._place.folder,), daemon=True).start()

    def memory(self, job: Job, toolchain: Toolchain) -> Memory | None:
        """Give the verdicts that may still hold; None, and a note, where they cannot be kept."""
        if self._place is None:
            return None
        try:
            return open_memory(self._place.folder, job, toolchain)
        except (FerruleError, OSError) as fault:
            self._note(f"no verdict is remembered: {fault}")
            return None

    def remember(self, memory: Memory | None, gates: Iterable[Gate], rows: Iterable[GateResult]) -> None:
        """Keep the new verdicts for later runs, or note why not."""
        try:
            if memory is not None:
                self._notes.extend(memory.remember(gates, rows))
        except (FerruleError, OSError) as fault:
            self._note(f"the verdicts of this run are not remembered: {fault}")

    def file_logs(self, climbed: tuple[Climbed, ...]) -> tuple[GateResult, ...]:
        """Give the rows with the places and hashes of their logs; the logs hold no secrets."""
        return tuple(self._filed(one) for one in climbed)

    def record(self, report: CheckReport) -> CheckReport:
        """Give the report under its id in the history, or with a note why it has none."""
        if self._place is None:
            return replace(report, notes=(*report.notes, *self._notes))
        stored = report.stored_as(self.run_id)
        try:
            self._write(self._place.folder, stored)
        except (FerruleError, OSError) as fault:
            self._note(f"this run is not in the history: {fault}")
            stored = report
        return replace(stored, notes=(*stored.notes, *self._notes))

    def _write(self, folder: Path, report: CheckReport) -> None:
        run = Run(
            id=self.run_id,
            command=self._command,
            started=self._started,
            seconds=report.seconds,
            profile=report.profile,
            verdict=report.verdict,
            exit_code=report.exit_code,
            version=__version__,
        )
        stored = StoredRun(run, report)
        if self._ran or not may_wait(folder):
            _enter(folder, stored)
            return
        try:
            put_off(folder, stored)
        except UnicodeEncodeError:
            _enter(folder, stored)

    def _filed(self, climbed: Climbed) -> GateResult:
        if self._place is None or not climbed.log:
            return climbed.result
        try:
            log = keep_log(self._place.folder, climbed.log)
        except (StoreBroken, OSError) as fault:
            self._note(f"the log of `{climbed.result.id}` is not kept: {fault}")
            return climbed.result
        path = log.path.relative_to(self._root) if log.path.is_relative_to(self._root) else log.path
        return replace(climbed.result, log=str(path), evidence_sha256=log.sha256)

    def _note(self, words: str) -> None:
        self._notes.append(words)


def _get_ready(folder: Path) -> None:
    import_module("ferrule.store.runs")
    from ferrule.store.migrate import get_ready

    get_ready(folder / DATABASE)


def _enter(folder: Path, stored: StoredRun) -> None:
    """Write a run into the history; SQLAlchemy is imported here, since a run in which no gate ran goes without."""
    from ferrule.store.database import open_database
    from ferrule.store.runs import record

    with open_database(folder) as database:
        record(database, stored)
