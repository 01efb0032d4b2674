"""One gate run to its row: relevant, installed, started, read, judged, masked."""

import shlex
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from ferrule.facts.finding import Finding
from ferrule.facts.gate import GateResult, Reason, Writes, skipped
from ferrule.facts.progress import Activity, Progress, Started
from ferrule.facts.reading import Seen
from ferrule.gates.gate import Call, Gate, Job
from ferrule.gates.verdict import judge
from ferrule.process.command import Command, Outcome
from ferrule.process.door import run
from ferrule.process.programs import find_program
from ferrule.process.redact import mask

_KEEP_BYTES = 32 * 1024 * 1024
_QUIET_S = 0.1
_LONGEST_ACTIVITY = 120


@dataclass(frozen=True, slots=True)
class Climbed:
    """A gate's row, and the text of its log; both with secrets masked."""

    result: GateResult
    log: str = ""
    """Empty when nothing was started."""


def predecided(gate: Gate, job: Job) -> GateResult | None:
    """Give the row of a gate that needs no run: nothing due, or its program missing. None: it has to run."""
    why_not = gate.irrelevant(job)
    if why_not:
        return skipped(gate.ID, gate.TITLE, Reason.NOT_RELEVANT, why_not)
    if find_program(gate.TOOL.program) is None:
        missing = f"{gate.TOOL.program} is not on PATH"
        return skipped(gate.ID, gate.TITLE, Reason.NOT_INSTALLED, missing, gate.TOOL.remedy)
    return None


def run_gate(gate: Gate, job: Job, notify: Callable[[Progress], None]) -> Climbed:
    """Run one gate and give its row."""
    call = gate.call(job)
    notify(Started(gate.ID, mask(shlex.join(call.argv))))
    sandbox = None if gate.WRITES is Writes.SOURCE else job.sandbox
    command = Command(call.argv, job.workspace.root, job.timeout_s, call.env, call.merged, _KEEP_BYTES, sandbox)
    outcome = run(command, _announcer(gate.ID, notify), job.cancel)
    reading = gate.read(job, outcome)
    decision = judge(gate, outcome, reading)
    result = GateResult(
        id=gate.ID,
        title=gate.TITLE,
        status=decision.status,
        reason=decision.reason,
        detail=mask(decision.detail),
        remedy=decision.remedy,
        argv=tuple(mask(word) for word in call.argv),
        seen=reading.seen if reading.seen is not None else Seen(gate.UNIT, 0),
        seconds=outcome.seconds,
        findings=tuple(_masked(finding) for finding in reading.findings),
        tests=reading.tests,
    )
    return Climbed(result, _log(call, job, outcome))


def _announcer(gate: str, notify: Callable[[Progress], None]) -> Callable[[str], None]:
    """Give a listener that passes on a line now and then: a flood must not slow the tool down."""
    last = 0.0

    def hear(line: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _QUIET_S and line.strip() and not line.startswith("{"):
            last = now
            notify(Activity(gate, mask(line.strip()[:_LONGEST_ACTIVITY])))

    return hear


def _masked(finding: Finding) -> Finding:
    suggestions = tuple(
        replace(
            suggestion,
            message=mask(suggestion.message),
            edits=tuple(replace(edit, replacement=mask(edit.replacement)) for edit in suggestion.edits),
        )
        for suggestion in finding.suggestions
    )
    message, rendered = mask(finding.message), mask(finding.rendered)
    return replace(finding, message=message, rendered=rendered, suggestions=suggestions)


def _log(call: Call, job: Job, outcome: Outcome) -> str:
    how = f"exit {outcome.code}" if outcome.code is not None else f"{outcome.ended} {outcome.note}".strip()
    head = f"$ {shlex.join(call.argv)}\n# in {job.workspace.root}\n# {how} after {outcome.seconds:.2f} s\n"
    parts = [head, "--- stdout ---\n", outcome.stdout.text, "\n--- stderr ---\n", outcome.stderr.text]
    return mask("".join(parts))
