"""From what a tool said to what a gate decides; the exit code alone never decides."""

import re
from dataclasses import dataclass

from ferrule.facts.finding import Finding, Level
from ferrule.facts.reading import Reading
from ferrule.facts.status import Reason, Status
from ferrule.gates.gate import Gate
from ferrule.process.command import Ended, Outcome

_NOT_INSTALLED = re.compile(r"no such (sub)?command|is not installed for the toolchain|is not a cargo command")
_NO_NETWORK = re.compile(
    r"could not resolve host|couldn't resolve host|failed to download|network failure|spurious network error"
    r"|unable to update registry|failed to fetch|attempting to make an HTTP request, but --offline"
    r"|can't checkout from .*: you are in the offline mode|you're using offline mode|\(offline mode\)",
    re.IGNORECASE,
)
_OWN_BUILD_SCRIPT = re.compile(r"failed to run custom build command for `[^`]*\(/[^`]*\)`")
"""Cargo names the folder of a package of this machine; a script of a registry package is the environment's affair."""
_CRASH = re.compile(r"\(signal: \d+|internal compiler error|thread 'rustc' .*panicked")
ICE = "ICE"
_NOTHING_BEGUN = frozenset({Reason.NO_BASELINE, Reason.NO_CONFIG, Reason.NOT_INSTALLED, Reason.NOT_RELEVANT})
"""Excuses of a tool that looked and had nothing to begin with."""
_ENVIRONMENT = (
    (re.compile(r"linker `([^`]*)` not found"), r"install the linker \1, such as `apt-get install gcc`"),
    (re.compile(r"cannot find -l(\S+):? "), r"install the library \1 with its development files"),
    (
        re.compile(r"can't find crate for `(?:std|core)`[\s\S]*?the `([^`]*)` target may not be installed"),
        r"rustup target add \1",
    ),
)
"""Errors of the compiler that tell what the machine lacks, and how to get it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a gate decided, and in which words it says so."""

    status: Status
    reason: Reason | None = None
    detail: str = ""
    remedy: str = ""


def judge(gate: Gate, outcome: Outcome, reading: Reading) -> Decision:
    """Give the verdict: from the end of the process, then the tool's findings, then its own closing word."""
    if outcome.ended is not Ended.EXITED:
        return _unended(gate, outcome)
    return _by_words(reading) or _by_ending(gate, outcome, reading)


def _by_words(reading: Reading) -> Decision | None:
    """Give what findings, parts and the tool's own excuse decide; None when they leave it open."""
    errors = [f for f in reading.findings if f.level is Level.ERROR]
    if any(f.rule == ICE for f in errors):
        return _undecided(Reason.TOOL_ERROR, "the compiler crashed: " + _first(errors[0].message))
    if lacking := _lacking(errors):
        return lacking
    if errors:
        return Decision(Status.FAILED, None, "; ".join(filter(None, (_counted(errors), reading.remark))))
    if excuse := reading.undecided:
        status = Status.SKIPPED if excuse.reason in _NOTHING_BEGUN else Status.INCONCLUSIVE
        return Decision(status, excuse.reason, excuse.detail, excuse.remedy)
    return _by_parts(reading)


def _by_ending(gate: Gate, outcome: Outcome, reading: Reading) -> Decision:
    """Judge where no finding decides: what was seen, the exit code, and the tool's closing word."""
    if _saw_nothing(reading):
        return _nothing(gate, reading)
    if outcome.code not in {0, reading.explained_code}:
        return _unexplained(gate, outcome, reading)
    if reading.finished is False:
        return Decision(Status.FAILED, None, "the tool says that it failed, though it exited with 0")
    if reading.finished is None or reading.seen is None:
        said = f" ({_first(reading.unread[0])})" if reading.unread else ""
        return _undecided(Reason.UNREADABLE_OUTPUT, f"exit code 0, and nothing that tells what was done{said}")
    return Decision(Status.PASSED, None, _remarks(outcome, reading))


def _lacking(errors: list[Finding]) -> Decision | None:
    """Give what the machine lacks where an error tells of that and not of the code."""
    for error in errors:
        for pattern, remedy in _ENVIRONMENT:
            if found := pattern.search(f"{error.message}\n{error.rendered}"):
                return _undecided(Reason.NOT_INSTALLED, _first(error.message), found.expand(remedy))
    return None


def _by_parts(reading: Reading) -> Decision | None:
    """Give the worst part where that decides: failed over inconclusive; None when all that ran passed."""
    for status in (Status.FAILED, Status.INCONCLUSIVE):
        worst = [part for part in reading.parts if part.status is status]
        if worst:
            names = ", ".join(f"{part.id}: {part.reason}" if part.reason else part.id for part in worst)
            return Decision(status, worst[0].reason, names)
    return None


def _saw_nothing(reading: Reading) -> bool:
    return reading.finished is True and reading.seen is not None and reading.seen.count == 0


def _nothing(gate: Gate, reading: Reading) -> Decision:
    if reading.tests:
        ignored = _number(len(reading.tests), "test")
        return _undecided(Reason.NOTHING_SEEN, f"{ignored} ignored, none ran: that proves nothing")
    if gate.NOTHING is Reason.NOT_RELEVANT:
        return Decision(Status.SKIPPED, Reason.NOT_RELEVANT, f"the tool looked and found no {gate.UNIT} to run")
    return _undecided(Reason.NOTHING_SEEN, f"it ran and saw no {gate.UNIT}: that proves nothing")


def _unended(gate: Gate, outcome: Outcome) -> Decision:
    match outcome.ended:
        case Ended.MISSING:
            return Decision(Status.SKIPPED, Reason.NOT_INSTALLED, outcome.note, gate.TOOL.remedy)
        case Ended.NOT_STARTED if outcome.note.startswith("sandbox: "):
            remedy = "apt-get install bubblewrap, or run without --sandbox"
            return Decision(Status.SKIPPED, Reason.SANDBOX, outcome.note.removeprefix("sandbox: "), remedy)
        case Ended.TIMED_OUT:
            return _undecided(Reason.TIME_BUDGET, outcome.note, "give it more time with --timeout")
        case Ended.CANCELLED:
            return _undecided(Reason.CANCELLED, "interrupted while it ran")
        case Ended.SIGNALLED:
            return _undecided(Reason.TOOL_ERROR, f"{outcome.argv[0]} was ended by signal {outcome.signal}")
        case _:
            return _undecided(Reason.TOOL_ERROR, outcome.note)


def _unexplained(gate: Gate, outcome: Outcome, reading: Reading) -> Decision:
    """Judge a non-zero exit without a finding: it is about the tool, not about the code, unless shown."""
    unread = "\n".join(reading.unread)
    words = f"{reading.complaint}\n{outcome.stderr.text}\n{unread}"
    said = _summary(reading.complaint) or _first(outcome.stderr.text) or _first(unread) or "without a word"
    if _NOT_INSTALLED.search(words):
        return Decision(Status.SKIPPED, Reason.NOT_INSTALLED, said, gate.TOOL.remedy)
    if _NO_NETWORK.search(words):
        return _undecided(Reason.NO_NETWORK, said, "run `cargo fetch` where there is a network")
    if _OWN_BUILD_SCRIPT.search(words):
        return Decision(Status.FAILED, None, said)
    if _CRASH.search(words):
        return _undecided(Reason.TOOL_ERROR, f"the compiler crashed: {said}")
    return _undecided(Reason.TOOL_ERROR, f"exit code {outcome.code} and no finding: {said}")


def _undecided(reason: Reason, detail: str, remedy: str = "") -> Decision:
    return Decision(Status.INCONCLUSIVE, reason, detail, remedy)


def _counted(errors: list[Finding]) -> str:
    files = {f.path for f in errors if f.path}
    where = f" in {_number(len(files), 'file')}" if files else ""
    return f"{_number(len(errors), 'finding')}{where}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _remarks(outcome: Outcome, reading: Reading) -> str:
    warnings = sum(f.level is Level.WARNING for f in reading.findings)
    said = [outcome.note, reading.remark]
    said += [_number(warnings, "warning")] if warnings else []
    said += [f"{_number(len(reading.unread), 'line')} not understood, kept in the log"] if reading.unread else []
    cut = outcome.stdout.cut_bytes + outcome.stderr.cut_bytes
    said += [f"{cut} bytes of output cut"] if cut else []
    return "; ".join(part for part in said if part)


def _summary(complaint: str) -> str:
    """Give what a tool complains of and the last of its causes: `failed to write X: No space left on device`."""
    causes = complaint.partition("Caused by:")[2].strip().split("\n")
    return ": ".join(part for part in (_first(complaint), causes[-1].strip()) if part)


def _first(text: str) -> str:
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= 200 else line[:199] + "…"
