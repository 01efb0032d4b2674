"""Verdicts that are still right because nothing that they hang on has changed."""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ferrule.diagnostics.cargo_lockfile import LOCK
from ferrule.facts.cached import CacheKey, Remembered
from ferrule.facts.content import differences
from ferrule.facts.gate import GateResult, Writes
from ferrule.facts.status import Reason, Status
from ferrule.facts.workspace import Toolchain
from ferrule.gates.gate import Gate, Job
from ferrule.gates.inputs import Surroundings, cache_key, surroundings
from ferrule.store.verdicts import Verdicts, open_verdicts
from ferrule.workspace.content import Survey, read_content

_DECIDED = frozenset({Status.PASSED, Status.FAILED})
"""What is remembered; a gate that decided nothing is asked again."""
_NO_VERDICT = frozenset({Reason.CANCELLED, Reason.TIME_BUDGET})
"""Why a gate may end without casting doubt on what it decided earlier."""


@dataclass(slots=True)
class Memory:
    """The remembered verdicts of one run, and what its gates hang on."""

    verdicts: Verdicts
    job: Job
    survey: Survey
    """Of the files, before any gate ran."""
    around: Surroundings
    _keys: dict[str, CacheKey]

    def key(self, gate: Gate) -> CacheKey:
        """Give what the verdict of a gate hung on before any gate ran."""
        if gate.ID not in self._keys:
            self._keys[gate.ID] = cache_key(gate, self.job, self.around)
        return self._keys[gate.ID]

    def recall(self, gate: Gate) -> GateResult | None:
        """Give the row of an earlier run, marked and with its age; None when it has to be found anew."""
        if gate.WRITES is Writes.SOURCE:
            return None
        found = self.verdicts.recall(gate.ID, self.key(gate).digest)
        if found is None or found.row.status not in _DECIDED:
            return None
        age_s = max(0.0, (datetime.now(UTC) - found.made).total_seconds())
        log = found.row.log if found.row.log and (self.job.workspace.root / found.row.log).exists() else None
        return replace(found.row, cached=True, age_s=age_s, seconds=0.0, log=log)

    def expect(self, gate: Gate) -> None:
        """Note what a gate hangs on that is going to run whatever is remembered."""
        if gate.WRITES is not Writes.SOURCE:
            self.key(gate)

    def remember(self, gates: Iterable[Gate], rows: Iterable[GateResult]) -> tuple[str, ...]:
        """Keep the rows that decided, and forget what a gate decided earlier that decides nothing any more.

        A file that was written while the gates ran leaves open what they saw of it: what hangs on it is not kept, and
        the sentences that are given back say so.

        Raises:
            StoreBroken: when they cannot be kept.
        """
        by_id = {row.id: row for row in rows if row.argv and not row.cached}
        ran = [gate for gate in gates if gate.ID in by_id and gate.ID in self._keys]
        if not ran:
            return ()
        self.verdicts.keep_lasted({row.id: row.seconds for row in by_id.values()})
        for gate in ran:
            if by_id[gate.ID].status not in _DECIDED and by_id[gate.ID].reason not in _NO_VERDICT:
                self.verdicts.forget(gate.ID, self._keys[gate.ID].digest)
        return tuple(self._kept([gate for gate in ran if by_id[gate.ID].status in _DECIDED], by_id))

    def _kept(self, gates: list[Gate], rows: Mapping[str, GateResult]) -> Iterator[str]:
        now = _surveyed(self.verdicts, self.job)
        disturbed: dict[str, list[str]] = {}
        for gate in gates:
            key = _with_new_lock(self._keys[gate.ID], gate, self.survey, now)
            if written := _written(gate, self.survey, now):
                disturbed.setdefault(written, []).append(gate.ID)
            elif gate.state(self.job) == key.inputs["state"]:
                self.verdicts.remember(Remembered(key, rows[gate.ID], datetime.now(UTC), self.job.run_id))
        for path, names in disturbed.items():
            yield f"{path} was written while the gates ran: the verdict of {', '.join(names)} is not remembered"


def open_memory(folder: Path, job: Job, toolchain: Toolchain) -> Memory:
    """Give the memory of a workspace whose state lies in `folder`.

    Raises:
        StoreBroken: when the user's key cannot be kept; the run goes on without a memory.
    """
    verdicts = open_verdicts(folder)
    survey = _surveyed(verdicts, job)
    around = surroundings(job.workspace.root, survey.content, toolchain, verdicts.salted)
    return Memory(verdicts, job, survey, around, {})


def explained(memory: Memory, gate: Gate) -> tuple[Remembered | None, tuple[str, ...]]:
    """Give the newest remembered verdict of a gate, and what changed since; nothing: it still holds.

    A verdict that still holds comes first, whatever was found after it: going back to old sources is no change.
    """
    key = memory.key(gate)
    holding = memory.verdicts.recall(gate.ID, key.digest)
    last = holding or memory.verdicts.latest(gate.ID)
    return (last, differences(last.key.inputs, key.inputs)) if last else (None, ())


def _surveyed(verdicts: Verdicts, job: Job) -> Survey:
    """Look at all files; what need not be read again the next time is kept."""
    known = verdicts.known_content()
    survey = read_content(job.workspace, known, time.time_ns())
    if survey.known != known:
        verdicts.keep_content(dict(survey.known))
    return survey


def _written(gate: Gate, before: Survey, after: Survey) -> str:
    """Give a file that the gate reads and that was written between the two surveys, even back to what it was."""
    files = before.content.matching(gate.READS).keys() | after.content.matching(gate.READS).keys()
    changed = (path for path in files if before.placed_ns.get(path) != after.placed_ns.get(path))
    return min((path for path in changed if path != LOCK or path in before.placed_ns), default="")


def _with_new_lock(key: CacheKey, gate: Gate, before: Survey, after: Survey) -> CacheKey:
    """Give the key with the Cargo.lock that Cargo made during the run where there was none: it is what gates saw."""
    made = after.content.files.get(LOCK) if LOCK not in before.content.files else None
    reads = made is not None and LOCK in after.content.matching(gate.READS)
    return CacheKey(key.gate, {**key.inputs, f"file {LOCK}": made}) if made and reads else key
