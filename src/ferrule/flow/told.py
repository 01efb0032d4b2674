"""The report of a repair, put together from what each stage found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ferrule.edits.changes import Change
from ferrule.edits.text import diff
from ferrule.facts.finding import Finding
from ferrule.facts.fix import EditedFile, FixReport, FixVerdict, Incident, IncidentStatus, Phases
from ferrule.facts.reading import distinct
from ferrule.facts.target import Measured
from ferrule.flow.levels.engine import Worked
from ferrule.flow.verified import Here
from ferrule.repair.compile.unit import Recording

_MOST_UNTOLD: Final = 10
_USER: Final = 4
"""The level of the user, and the exit code of a run that waits for them."""
_WAITING: Final = 4
_UNDECIDED: Final = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found and did."""

    recording: Recording
    turns: tuple[Worked, ...]
    """What each level made, in order; the first one is that of level 1."""
    left: tuple[Finding, ...]
    """The errors of the tree as it is now."""
    errors: list[Finding]
    """Those of the first check that are to be repaired."""
    edits: tuple[Change, ...]
    """All of them, as they were told from the tree before it was changed."""
    applied: bool
    compiler_runs: int
    seconds: float
    waiting: frozenset[str] = frozenset()
    """Ids of the incidents with a question for the user."""
    targets: tuple[Measured, ...] = ()

    @property
    def missed(self) -> bool:
        """Whether a stated time is not reached."""
        return any(one.is_missed for one in self.targets)

    @property
    def kept(self) -> bool:
        """Whether anything that was made stands."""
        return any(turn.stood for turn in self.turns)


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
    incidents = merged(outcome.turns, outcome.waiting)
    turns, left = outcome.turns, outcome.left
    tested = next((turn.tested for turn in reversed(turns) if turn.tested and turn.stood), None)
    tested = tested or next((turn.tested for turn in reversed(turns) if turn.tested), None)
    failed = bool(left) or (bool(outcome.errors) and not outcome.kept)
    notes = [note for turn in turns for note in turn.notes]
    return FixReport(
        workspace=str(here.workspace.root),
        verdict=_verdict(outcome),
        exit_code=_exit_code(outcome, failed=failed or outcome.missed),
        errors_before=len(distinct(outcome.errors)),
        errors_after=len(left),
        uncovered=sum(turn.uncovered for turn in turns),
        compiler_runs=outcome.compiler_runs,
        seconds=outcome.seconds,
        phases=_phases(outcome),
        check_seconds=outcome.recording.seconds,
        applied=outcome.applied,
        tests=tested.tally if tested else None,
        incidents=incidents,
        edits=tuple(_edited(change, here.workspace.root) for change in outcome.edits),
        costs=tuple(cost for turn in turns for cost in turn.costs),
        run_id=here.run_id,
        notes=tuple(dict.fromkeys((*here.notes, *notes, *_untold(outcome, incidents), *_words(outcome)))),
        trials=tuple(trial for turn in turns for trial in turn.trials),
        targets=outcome.targets,
    )


def _exit_code(outcome: Outcome, *, failed: bool) -> int:
    """Give the code of the contract; a time that could not be measured is neither reached nor missed."""
    if outcome.waiting:
        return _WAITING
    undecided = any(one.figure is None for one in outcome.targets)
    return 1 if failed else _UNDECIDED if undecided else 0


def _words(outcome: Outcome) -> Iterator[str]:
    yield from (one.words for one in outcome.targets)


def merged(turns: tuple[Worked, ...], waiting: frozenset[str] = frozenset()) -> tuple[Incident, ...]:
    """Give each incident once, in the order of first sight, with the attempts of all levels."""
    found: dict[str, Incident] = {}
    for one in (incident for turn in turns for incident in turn.incidents):
        before = found.get(one.id)
        if before is None:
            found[one.id] = one
            continue
        attempts = (*before.attempts, *one.attempts)
        attempts = tuple(replace(attempt, n=number) for number, attempt in enumerate(attempts, 1))
        found[one.id] = replace(one, finding=before.finding, attempts=attempts, tried=(*before.tried, *one.tried))
    return tuple(
        replace(one, level=_USER, status=IncidentStatus.WAITING) if one.id in waiting else one for one in found.values()
    )


def _phases(outcome: Outcome) -> Phases:
    made = [turn.rounds.seconds for turn in outcome.turns if turn.rounds is not None]
    return Phases(outcome.recording.seconds, *(sum(column) for column in zip(*made, strict=True)))


def _edited(change: Change, root: Path) -> EditedFile:
    name = change.path.relative_to(root).as_posix()
    return EditedFile(name, diff(name, change.before, change.after))


def _untold(outcome: Outcome, incidents: tuple[Incident, ...]) -> Iterator[str]:
    """Yield the errors that no incident tells of: those of crates that are no members, and crashes of the compiler."""
    known = {(one.finding.rule, one.finding.message) for one in incidents}
    for error in distinct(outcome.errors)[:_MOST_UNTOLD]:
        if (error.rule, error.message) not in known:
            place = f" at {error.path}:{error.line}" if error.path else ""
            yield f"left, and not worked on: {error.rule or 'error'}{place}: {error.message}"


def _verdict(outcome: Outcome) -> FixVerdict:
    if outcome.waiting:
        return FixVerdict.WAITING
    if not outcome.kept:
        warned = any(turn.warned for turn in outcome.turns)
        is_clean = not (outcome.errors or warned or outcome.missed)
        return FixVerdict.CLEAN if is_clean else FixVerdict.UNFIXED
    return FixVerdict.PARTLY_FIXED if outcome.left or outcome.missed else FixVerdict.FIXED
