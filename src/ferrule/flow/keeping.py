"""What a repair leaves behind: its run in the history, its diffs as logs, or notes on what could not be kept."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Final

from ferrule import __version__
from ferrule.edits.undo import Undone
from ferrule.errors import FerruleError
from ferrule.facts.failing import FailingTest
from ferrule.facts.fix import Attempt, EditedFile, FixReport, FixRequest, Incident
from ferrule.facts.run import KeptDiff, KeptRepair, KeptUndo, Kind, Run, StoredRun, UndoVerdict
from ferrule.process.redact import mask
from ferrule.store.identity import new_run_id
from ferrule.store.logs import keep_log
from ferrule.store.place import Place

_LATER: Final = ("ferrule.repair.moves.catalog", "ferrule.store.runs")
_LONGEST = 4 * 1024
"""Characters of one text; a diff is kept whole."""


def get_ready() -> None:
    """Begin to import the moves and SQLAlchemy, 0.2 s each: while the compiler runs, not after it."""
    threading.Thread(target=lambda: [import_module(name) for name in _LATER], daemon=True).start()


def keep_repair(place: Place, request: FixRequest, report: FixReport, started: datetime) -> tuple[str, ...]:
    """Record a repair, whatever its verdict, and give what to tell the user: what could not be kept, and why.

    To be called while the run's scratch folder is claimed, or a cleaning may take the diffs. Secrets are masked here.
    """
    masked = _masked(report)
    diffs, notes = _kept_diffs(place, masked)
    run = Run(
        id=report.run_id or new_run_id(started),
        command=mask(request.command),
        started=started,
        seconds=report.seconds,
        profile="",
        verdict=report.verdict,
        exit_code=report.exit_code,
        version=__version__,
        kind=Kind.FIX,
    )
    kept = KeptRepair(masked, request.dry_run, request.max_level or 1, diffs)
    return (*((place.why,) if place.why else ()), *notes, *_recorded(place.folder, StoredRun(run, kept)))


def keep_undo(root: Path, folder: Path, undone: Undone, started: datetime) -> tuple[str, ...]:
    """Record that the edits of a run were taken back, in the history of this state folder; gives what to tell."""
    run = Run(
        id=new_run_id(started),
        command=f"undo {undone.run_id}",
        started=started,
        seconds=(datetime.now(UTC) - started).total_seconds(),
        profile="",
        verdict=UndoVerdict.UNDONE,
        exit_code=0,
        version=__version__,
        kind=Kind.UNDO,
    )
    files = tuple(_relative(path, root.resolve()) for path in undone.files)
    return _recorded(folder, StoredRun(run, KeptUndo(undone.run_id, files)))


def _recorded(folder: Path, stored: StoredRun) -> tuple[str, ...]:
    from ferrule.store.database import open_database
    from ferrule.store.runs import record

    try:
        with open_database(folder) as database:
            record(database, stored)
    except (FerruleError, OSError) as fault:
        return (f"this run is not in the history: {fault}",)
    return ()


def _kept_diffs(place: Place, report: FixReport) -> tuple[tuple[KeptDiff, ...], tuple[str, ...]]:
    """Give where the diffs are kept, and a note when one is not: the others are not tried then."""
    diffs: list[KeptDiff] = []
    note: tuple[str, ...] = ()
    for edit in report.edits:
        try:
            log = None if note else keep_log(place.folder, edit.diff)
        except (FerruleError, OSError) as fault:
            note, log = (f"the diffs are not kept: {fault}",), None
        where = _relative(log.path, Path(report.workspace)) if log else None
        diffs.append(KeptDiff(edit.path, where, log.sha256 if log else None))
    return tuple(diffs), note


def _relative(path: Path, root: Path) -> str:
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def _masked(report: FixReport) -> FixReport:
    """Give the report without secrets and without texts of any length."""
    return replace(
        report,
        incidents=tuple(_masked_incident(incident) for incident in report.incidents),
        edits=tuple(EditedFile(edit.path, mask(edit.diff)) for edit in report.edits),
        costs=tuple(replace(cost, note=_text(cost.note)) for cost in report.costs),
        notes=tuple(_text(note) for note in report.notes),
    )


def _masked_incident(incident: Incident) -> Incident:
    finding = replace(incident.finding, message=_text(incident.finding.message), rendered="", suggestions=())
    attempts = tuple(_masked_attempt(attempt) for attempt in incident.attempts)
    return replace(incident, finding=finding, attempts=attempts, failing=_masked_test(incident.failing))


def _masked_test(test: FailingTest | None) -> FailingTest | None:
    if test is None:
        return None
    evidence = tuple(replace(one, command=_text(one.command)) for one in test.evidence)
    return replace(test, output=_text(test.output), reproduce=_text(test.reproduce), evidence=evidence)


def _masked_attempt(attempt: Attempt) -> Attempt:
    return replace(
        attempt,
        error=_text(attempt.error),
        attempted=_text(attempt.attempted),
        action=_text(attempt.action),
        result=_text(attempt.result),
    )


def _text(text: str) -> str:
    masked = mask(text)
    return masked if len(masked) <= _LONGEST else f"{masked[: _LONGEST - 1]}…"
