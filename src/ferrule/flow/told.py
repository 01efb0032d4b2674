"""The report of a repair, put together from what each stage found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from ferrule.edits.changes import Change
from ferrule.facts.finding import Finding
from ferrule.facts.fix import FixReport, FixVerdict, Phases
from ferrule.facts.reading import distinct
from ferrule.flow.account import Account, account
from ferrule.flow.rounds import Rounds
from ferrule.flow.verified import Here
from ferrule.repair.compile.unit import Recording
from ferrule.repair.ranking.trials import trials

_MOST_UNTOLD: Final = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and did."""

    recording: Recording
    made: Rounds
    errors: list[Finding]
    """Those of the first check that are to be repaired."""
    edits: tuple[Change, ...]
    """As they were told from the tree before it was changed."""
    applied: bool
    compiler_runs: int
    seconds: float


def clean_report(here: Here, recording: Recording, seconds: float) -> FixReport:
    """Give the report of a run that had nothing to repair."""
    return FixReport(
        workspace=str(here.workspace.root),
        verdict=FixVerdict.CLEAN,
        exit_code=0,
        errors_before=0,
        errors_after=0,
        uncovered=0,
        compiler_runs=0,
        seconds=seconds,
        phases=Phases(check=recording.seconds),
        check_seconds=recording.seconds,
        applied=False,
        tests=None,
        incidents=(),
        edits=(),
        costs=(),
        run_id=here.run_id,
        notes=here.notes,
    )


def untold_report(here: Here, recording: Recording, seconds: float) -> FixReport:
    """Give the report of a check that failed without an error of the compiler: a build script, a compiler that died."""
    note = f"nothing was tried: {recording.note}"
    report = clean_report(here, recording, seconds)
    return replace(report, verdict=FixVerdict.UNFIXED, exit_code=1, notes=(*report.notes, note))


def report_of(here: Here, outcome: Outcome) -> FixReport:
    """Give the report of a run that searched."""
    repaired, verified = outcome.made.last.searched.repaired, outcome.made.last.verified
    told = account(outcome.made, outcome.edits, here.workspace.root, here.limits.attempts)
    verdict = _verdict(outcome)
    tested = verified.tested
    return FixReport(
        workspace=str(here.workspace.root),
        verdict=verdict,
        exit_code=1 if verified.left or (outcome.errors and not verified.kept) else 0,
        errors_before=len(distinct(outcome.errors)),
        errors_after=len(verified.left),
        uncovered=told.uncovered,
        compiler_runs=outcome.compiler_runs,
        seconds=outcome.seconds,
        phases=Phases(outcome.recording.seconds, *outcome.made.seconds),
        check_seconds=outcome.recording.seconds,
        applied=outcome.applied,
        tests=tested.tally if tested else None,
        incidents=told.incidents,
        edits=told.edits,
        costs=tuple(cost for step in repaired.steps for cost in step.costs),
        run_id=here.run_id,
        notes=(*here.notes, *dict.fromkeys(repaired.notes), *verified.notes, *_untold(outcome, told)),
        trials=trials(repaired.steps, repaired.trace, stood=verified.kept),
    )


def _untold(outcome: Outcome, told: Account) -> Iterator[str]:
    """Yield the errors that no incident tells of: those of crates that are no members, and crashes of the compiler."""
    known = {(one.finding.rule, one.finding.message) for one in told.incidents}
    for error in distinct(outcome.errors)[:_MOST_UNTOLD]:
        if (error.rule, error.message) not in known:
            place = f" at {error.path}:{error.line}" if error.path else ""
            yield f"left, and not worked on: {error.rule or 'error'}{place}: {error.message}"


def _verdict(outcome: Outcome) -> FixVerdict:
    repaired, verified = outcome.made.last.searched.repaired, outcome.made.last.verified
    if not verified.kept:
        is_clean = not outcome.errors and not repaired.warnings
        return FixVerdict.CLEAN if is_clean else FixVerdict.UNFIXED
    return FixVerdict.PARTLY_FIXED if verified.left else FixVerdict.FIXED
