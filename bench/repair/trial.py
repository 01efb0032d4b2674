"""One fault: what ferrule makes of it, what the crate's tests say of that, and what `cargo fix` makes of it."""

import dataclasses
import json
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bench.repair.crates import Copy
from bench.repair.faults import Fault
from bench.repair.oracle import Checked, Ran, cargo_fix, checked, run_tests
from ferrule import api
from ferrule.errors import FerruleError
from ferrule.facts.fix import FixReport, FixRequest, FixVerdict, Testing

BUDGET_S: Final = 300.0
"""That of `ferrule fix` itself: a busy machine must not turn a repair into a refusal."""
LEVEL: Final = 1
"""What goes up from there is measured by the bench of the escalation."""
_SLOWER, _LEAST_S = 5, 20.0
"""A test run may take so much longer than at first before it counts as hanging."""


class Outcome(StrEnum):
    """How one fault ended."""

    TESTED = "fixed, all tests pass"
    WRONG = "fixed, a test fails"
    REFUSED = "refused"
    LEFT = "left"
    FAULTY = "engine at fault"
    """It raised, or called fixed what does not compile."""


@dataclass(frozen=True, slots=True)
class Case:
    """One fault that keeps its crate from compiling, and what became of it."""

    crate: str
    kind: str
    path: str
    line: int
    fault: str
    """What was replaced by what, and at which byte: enough to make it again."""
    codes: tuple[str, ...]
    outcome: Outcome
    exact: bool = False
    """The repair gives the original text back."""
    runs: int = 0
    ratio: float = 0.0
    """Check, search and verification, in plain checks."""
    cargo: Outcome = Outcome.LEFT
    """The opponent, judged in the same way."""
    with_tests: Outcome | None = None
    """How a wrong repair ends when ferrule runs the tests itself, as it does by default; None where none was wrong."""
    note: str = ""
    """Why a repair is wrong, what was raised, or what the account says of the errors that are left."""
    diff: str = ""

    def line_of_json(self) -> str:
        """Give the case as one line, for the log."""
        return json.dumps(dataclasses.asdict(self)) + "\n"

    @property
    def by_default(self) -> Outcome:
        """How the fault ends with tests, as a user gets it; what was right without them is right with them."""
        return self.with_tests or self.outcome

    @property
    def mark(self) -> tuple[str, str]:
        """What tells the fault apart from others of its crate."""
        return self.kind, self.fault


def tried(copy: Copy, baseline: Ran, fault: Fault) -> Case | None:
    """Give the case; None when the crate compiles all the same, so that it is no fault. The sources are as before."""
    broken = fault.site.splice.put(copy.original[fault.path])
    copy.put(fault.path, broken)
    try:
        plain = checked(copy.root)
        if plain.ok or not plain.codes:
            return None
        case = _repaired(copy, baseline, fault, plain)
        copy.restore()
        if case.outcome is Outcome.WRONG:
            copy.put(fault.path, broken)
            report = repair(copy, Testing.AFFECTED)
            case = dataclasses.replace(case, with_tests=_outcome(copy, baseline, report)[0])
            copy.restore()
        copy.put(fault.path, broken)
        cargo_fix(copy.root)
        theirs, _ = _judged(copy, baseline) if checked(copy.root).ok else (Outcome.LEFT, "")
        return dataclasses.replace(case, cargo=theirs)
    finally:
        copy.restore()


def repair(copy: Copy, tests_wanted: Testing) -> FixReport:
    """Let ferrule repair the copy as it stands."""
    return api.fix(FixRequest(copy.root, trusted=True, tests=tests_wanted, budget_s=BUDGET_S, max_level=LEVEL))


def _repaired(copy: Copy, baseline: Ran, fault: Fault, plain: Checked) -> Case:
    name, line = fault.path.relative_to(copy.root).as_posix(), fault.site.line
    said = fault.site.splice.said(copy.original[fault.path])
    case = Case(copy.crate.id, fault.site.kind, name, line, said, plain.codes, Outcome.LEFT)
    try:
        report = repair(copy, Testing.NONE)
    except FerruleError as stop:
        return dataclasses.replace(case, outcome=Outcome.FAULTY, note=f"{type(stop).__name__}: {stop}")
    except Exception:  # noqa: BLE001 - a fault of the engine is a result here; the table counts it
        return dataclasses.replace(case, outcome=Outcome.FAULTY, note=traceback.format_exc())
    outcome, note = _outcome(copy, baseline, report)
    return dataclasses.replace(
        case,
        outcome=outcome,
        exact=not copy.changed(),
        runs=report.compiler_runs,
        ratio=round(spent(report) / plain.seconds, 2),
        note=note,
        diff="".join(edit.diff for edit in report.edits),
    )


def spent(report: FixReport) -> float:
    """Give the seconds of check, search and verification, without start-up and tests."""
    return report.phases.check + report.phases.search + report.phases.verify


def refused(report: FixReport) -> bool:
    """Say whether the guard kept a candidate from being tried."""
    return any(attempt.refused for incident in report.incidents for attempt in incident.attempts)


def _outcome(copy: Copy, baseline: Ran, report: FixReport) -> tuple[Outcome, str]:
    if report.verdict is not FixVerdict.FIXED:
        return (Outcome.REFUSED if refused(report) else Outcome.LEFT), "; ".join(
            (report.verdict, *report.notes, *_told(report))
        )
    if not (report.applied and checked(copy.root).ok):
        return Outcome.FAULTY, f"called fixed, applied: {report.applied}; does not compile"
    return _judged(copy, baseline)


def _told(report: FixReport) -> Iterator[str]:
    for incident in report.incidents:
        yield from (f"{one.error}: {one.attempted}, {one.result}" for one in incident.attempts[-1:])


def _judged(copy: Copy, baseline: Ran) -> tuple[Outcome, str]:
    """Judge a tree that compiles; one with the original text in it needs no test."""
    if not copy.changed():
        return Outcome.TESTED, ""
    now = run_tests(copy.root, _LEAST_S + _SLOWER * baseline.seconds)
    if now.ok and not baseline.lost(now):
        return Outcome.TESTED, ""
    return Outcome.WRONG, f"fails: {', '.join(baseline.lost(now)[:5]) or 'the test run itself'}"
