"""One gate run to its row: relevant, installed, started, read, judged, masked, cut to size."""

import shlex
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace

from ferrule.facts.finding import Finding, Level, Suggestion
from ferrule.facts.gate import GateResult, Writes, skipped
from ferrule.facts.progress import Activity, Progress, Started
from ferrule.facts.reading import CaseResult, Reading, Seen
from ferrule.facts.status import Reason, Status
from ferrule.gates.gate import Call, Gate, Job
from ferrule.gates.verdict import judge
from ferrule.process.command import Captured, Command, Ended, Outcome
from ferrule.process.door import run
from ferrule.process.programs import find_program
from ferrule.process.redact import mask
from ferrule.workspace.cargo_env import built_in

_KEEP_BYTES = 16 * 1024 * 1024
"""Of the head, and again of the tail: room for ten thousand compiler messages."""
_KEEP_TALK_BYTES = 8 * 1024 * 1024
"""Where it is mostly what tests print: their reader holds each line several times."""
_QUIET_S = 0.1
_LONGEST_ACTIVITY = 120
_LONGEST_MESSAGE = 4 * 1024
_LONGEST_RENDERED = 64 * 1024
_LONGEST_WORDS = 200
_MARGIN = 32 * 1024
"""A secret is masked before text is cut; this much beside the cut is looked at, which is more than a secret has."""
_MOST_FINDINGS = 10_000


@dataclass(frozen=True, slots=True)
class Climbed:
    """A gate's row, and the text of its log; both with secrets masked."""

    result: GateResult
    log: str = ""
    """Empty when nothing was started."""


def predecided(gate: Gate, job: Job) -> GateResult | None:
    """Give the row of a gate that needs no run: nothing due, or its program missing. None: it has to run."""
    try:
        closed = gate.closed(job)
    except Exception as fault:  # noqa: BLE001 - one row per gate, whatever happens
        return _broken(gate, job, Call(()), None, fault).result
    if closed is not None:
        return skipped(gate.ID, gate.TITLE, closed.reason, mask(closed.detail), mask(closed.remedy))
    if find_program(gate.TOOL.program) is None:
        missing = f"{gate.TOOL.program} is not on PATH"
        return skipped(gate.ID, gate.TITLE, Reason.NOT_INSTALLED, missing, gate.TOOL.remedy)
    return None


def run_gate(gate: Gate, job: Job, notify: Callable[[Progress], None]) -> Climbed:
    """Run one gate and give its row; what goes wrong on ferrule's side is a row too, and its log tells where."""
    call, outcome = Call(()), None
    try:
        call = gate.call(job)
        notify(Started(gate.ID, mask(shlex.join(call.argv))))
        sandbox = None if gate.WRITES is Writes.SOURCE else job.sandbox
        keep = _KEEP_TALK_BYTES if call.merged else _KEEP_BYTES
        env = {**built_in(job.own_target), **call.env}
        command = Command(call.argv, job.workspace.root, _limit_s(gate, job), env, call.merged, keep, sandbox)
        outcome = run(command, _announcer(gate.ID, notify), job.cancel)
        reading = gate.read(job, outcome)
        # Readers see what the tool said; from here on nobody does.
        outcome = _masked_outcome(outcome)
        return _judged(gate, job, call, outcome, reading)
    except Exception as fault:  # noqa: BLE001 - one row per gate, whatever happens
        return _broken(gate, job, call, outcome, fault)


def _limit_s(gate: Gate, job: Job) -> float:
    """Give the time for a gate: its own limit, and no more than is left for the whole climb."""
    own = job.settings.timeouts_s.get(gate.ID, job.timeout_s)
    return own if job.until is None else max(0.001, min(own, job.until - time.monotonic()))


def _judged(gate: Gate, job: Job, call: Call, outcome: Outcome, reading: Reading) -> Climbed:
    kept, left_out = _kept(reading)
    decision = judge(gate, outcome, kept)
    detail = mask(decision.detail)
    if left_out:
        detail = f"{detail}; {left_out} more findings are left out here".removeprefix("; ")
    result = GateResult(
        id=gate.ID,
        title=gate.TITLE,
        status=decision.status,
        reason=decision.reason,
        detail=detail,
        remedy=mask(decision.remedy),
        argv=tuple(mask(word) for word in call.argv),
        seen=reading.seen if reading.seen is not None else Seen(gate.UNIT, 0),
        seconds=outcome.seconds,
        findings=kept.findings,
        parts=kept.parts or None,
        tests=kept.tests,
    )
    return Climbed(result, _log(call, job, outcome))


def _broken(gate: Gate, job: Job, call: Call, outcome: Outcome | None, fault: Exception) -> Climbed:
    """Give the row of a gate that could not be run, read or judged: a full disk, a folder taken away, a bug."""
    words = str(fault).strip() if isinstance(fault, OSError) else f"{type(fault).__name__}: {fault}"
    first = _shortened(mask(words).split("\n")[0] or type(fault).__name__, _LONGEST_WORDS)
    detail = f"ferrule could not go on: {first}"
    where = mask("".join(traceback.format_exception(fault)))
    argv, seconds = tuple(mask(word) for word in call.argv), outcome.seconds if outcome else 0.0
    seen = Seen(gate.UNIT, 0)
    status, reason = Status.INCONCLUSIVE, Reason.TOOL_ERROR
    row = GateResult(gate.ID, gate.TITLE, status, reason, detail, argv=argv, seen=seen, seconds=seconds)
    ended = _masked_outcome(outcome or Outcome(call.argv, Ended.NOT_STARTED))
    return Climbed(row, f"{_log(call, job, ended)}\n--- ferrule ---\n{where}")


def _announcer(gate: str, notify: Callable[[Progress], None]) -> Callable[[str], None]:
    """Give a listener that passes on a line now and then: a flood must not slow the tool down."""
    last = 0.0

    def hear(line: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _QUIET_S and line.strip() and not line.startswith("{"):
            last = now
            notify(Activity(gate, mask(line.strip())[:_LONGEST_ACTIVITY]))

    return hear


def _masked_outcome(outcome: Outcome) -> Outcome:
    out, err = (Captured(mask(pipe.text), pipe.cut_bytes) for pipe in (outcome.stdout, outcome.stderr))
    return replace(outcome, stdout=out, stderr=err, note=mask(outcome.note))


def _kept(reading: Reading) -> tuple[Reading, int]:
    """Give the reading with secrets masked and cut to size, and how many findings it lost."""
    findings = reading.findings
    if len(findings) > _MOST_FINDINGS:  # errors first: a verdict hangs on them
        findings = tuple(sorted(findings, key=lambda finding: finding.level is not Level.ERROR)[:_MOST_FINDINGS])
    spoken = next((at for at, line in enumerate(reading.unread) if line.strip()), 0)
    first = tuple(mask(line) for line in reading.unread[spoken : spoken + 1])  # no other is shown outside of the log
    kept = replace(
        reading,
        findings=tuple(_masked(finding) for finding in findings),
        tests=_masked_tests(reading.tests),
        complaint=mask(reading.complaint),
        unread=(*reading.unread[:spoken], *first, *reading.unread[spoken + 1 :]),
    )
    return kept, len(reading.findings) - len(findings)


def _masked(finding: Finding) -> Finding:
    suggestions = tuple(
        replace(suggestion, message=_message(suggestion.message))
        for suggestion in finding.suggestions
        if not _holds_a_secret(suggestion)
    )
    message, rendered = _message(finding.message), _rendered(finding.rendered)
    return replace(finding, message=message, rendered=rendered, suggestions=suggestions)


def _holds_a_secret(suggestion: Suggestion) -> bool:
    """Give whether masking would change an edit: masked text must not get into a source file, nor a secret here."""
    return any(mask(edit.replacement) != edit.replacement for edit in suggestion.edits)


def _masked_tests(tests: tuple[CaseResult, ...]) -> tuple[CaseResult, ...]:
    names = "\n".join(f"{test.binary}\t{test.name}" for test in tests)
    if mask(names) == names:  # one look at all of them: there may be many thousands
        return tests
    return tuple(replace(test, binary=mask(test.binary), name=mask(test.name)) for test in tests)


def _message(text: str) -> str:
    return _shortened(_head(text, _LONGEST_MESSAGE + 1), _LONGEST_MESSAGE)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _rendered(text: str) -> str:
    """Give head and tail of a long text, with a line between them that says how much was cut."""
    if len(text) <= _LONGEST_RENDERED:
        return mask(text)
    half = _LONGEST_RENDERED // 2
    head, tail = _head(text, half), _tail(text, half)
    head, tail = head[: head.rfind("\n")] if "\n" in head else head, tail[tail.find("\n") + 1 :]
    cut = len(text) - len(head) - len(tail)
    return f"{head}\n[ferrule: {cut} characters cut here, the log has more]\n{tail}"


def _head(text: str, longest: int) -> str:
    masked = mask(text[: longest + _MARGIN])
    sure = len(masked) if len(text) <= longest + _MARGIN else max(0, len(masked) - _MARGIN)
    return masked[: min(longest, sure)]


def _tail(text: str, longest: int) -> str:
    masked = mask(text[-longest - _MARGIN :])
    sure = len(masked) if len(text) <= longest + _MARGIN else max(0, len(masked) - _MARGIN)
    return masked[len(masked) - min(longest, sure) :]


def _log(call: Call, job: Job, outcome: Outcome) -> str:
    """Give the text of the log; the outcome is masked already."""
    how = f"exit {outcome.code}" if outcome.code is not None else f"{outcome.ended} {outcome.note}".strip()
    head = mask(f"$ {shlex.join(call.argv)}\n# in {job.workspace.root}\n")
    head += f"# {how} after {outcome.seconds:.2f} s\n"
    parts = [head, "--- stdout ---\n", outcome.stdout.text, "\n--- stderr ---\n", outcome.stderr.text]
    return "".join(parts)
