"""From the end of a process and a reading to a decision, without starting anything."""

import pytest

from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading, Seen
from ferrule.facts.status import Reason, Status
from ferrule.gates import check, doctest
from ferrule.gates.verdict import judge
from ferrule.process.command import Captured, Ended, Outcome

DONE = Reading(seen=Seen("units", 2), finished=True)


def outcome(ended: Ended = Ended.EXITED, code: int | None = 0, **more: object) -> Outcome:
    """Make the end of a process."""
    return Outcome(("cargo", "check"), ended, code, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("end", "status", "reason"),
    [
        (outcome(Ended.MISSING, None, note="cargo: no such program"), "skipped", "not-installed"),
        (outcome(Ended.NOT_STARTED, None, note="sandbox: refused"), "skipped", "sandbox"),
        (outcome(Ended.NOT_STARTED, None, note="cargo: permission denied"), "inconclusive", "tool-error"),
        (outcome(Ended.TIMED_OUT, None, note="ended after 1 s"), "inconclusive", "time-budget"),
        (outcome(Ended.CANCELLED, None), "inconclusive", "cancelled"),
        (outcome(Ended.SIGNALLED, None, signal=9), "inconclusive", "tool-error"),
    ],
)
def test_a_process_that_did_not_exit_decides_nothing(end: Outcome, status: str, reason: str) -> None:
    """Even a reading that looks well does not pass when the process did not end by itself."""
    decision = judge(check, end, DONE)

    assert (Status(status), Reason(reason)) == (decision.status, decision.reason)
    assert decision.detail


def test_findings_decide_over_the_exit_code() -> None:
    """An error that was reported fails the gate, though the tool exited with 0; a warning does not."""
    error = Finding("rustc", "E0308", Level.ERROR, "mismatched types", "src/lib.rs")
    warning = Finding("rustc", "dead_code", Level.WARNING, "never used", "src/lib.rs")

    failed = judge(check, outcome(), Reading((error, warning), Seen("units", 1), finished=True))
    passed = judge(check, outcome(), Reading((warning,), Seen("units", 1), finished=True))

    assert (Status.FAILED, "1 finding in 1 file") == (failed.status, failed.detail)
    assert (Status.PASSED, "1 warning") == (passed.status, passed.detail)


def test_a_compiler_crash_that_was_reported_is_a_tool_error() -> None:
    """An internal compiler error is not the code's fault."""
    crash = Finding("rustc", "ICE", Level.ERROR, "unexpected panic")

    assert Reason.TOOL_ERROR is judge(check, outcome(code=101), Reading((crash,), finished=False)).reason


def test_nothing_to_run_is_judged_by_the_gate() -> None:
    """No units compiled proves nothing; no doc examples means that none were due."""
    nothing = Reading(seen=Seen("x", 0), finished=True)

    assert Reason.NOTHING_SEEN is judge(check, outcome(), nothing).reason
    assert Reason.NOT_RELEVANT is judge(doctest, outcome(), nothing).reason


def test_what_was_cut_or_not_understood_is_said() -> None:
    """A green row tells of lines that nobody read and of output that was dropped."""
    end = outcome(stdout=Captured("", 100), note="left a process behind")

    decision = judge(check, end, Reading(seen=Seen("units", 1), finished=True, unread=("?", "??")))

    assert decision.detail == "left a process behind; 2 lines not understood, kept in the log; 100 bytes of output cut"


def test_the_cause_of_a_failure_is_told() -> None:
    """Cargo's first line and its last cause make the detail; a long one is shortened."""
    words = f"error: failed to write `x`{'y' * 300}\n\nCaused by:\n  No space left on device (os error 28)\n"

    decision = judge(check, outcome(code=101), Reading(complaint=words))

    assert decision.detail.endswith("…: No space left on device (os error 28)")
