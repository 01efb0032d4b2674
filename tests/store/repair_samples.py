"""Made-up repairs: a plain one by hand, wild ones by chance."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from ferrule.facts.finding import Finding, Level, Phase
from ferrule.facts.fix import Attempt, EditedFile, FixReport, FixVerdict, Incident, IncidentStatus, Phases, TestTally
from ferrule.facts.repair import Cost, CostKind
from ferrule.facts.run import KeptDiff, KeptRepair, KeptUndo, Kind, Run, StoredRun, UndoVerdict
from store.samples import NOON, wild

MOVED = Finding("rustc", "E0382", Level.ERROR, "use of moved value: `v`", "src/lib.rs", 12, 5, phase=Phase.BORROW)
SYNTAX = Finding("rustc", None, Level.ERROR, "expected `;`", "src/main.rs", 3)
DIFF = "--- a/src/lib.rs\n+++ b/src/lib.rs\n@@ -1 +1 @@\n-drop(v);\n+drop(v.clone());\n"


def attempt(n: int, *, rolled_back: bool = False) -> Attempt:
    """Give an attempt of the first level."""
    result = "left: no suggestion compiles" if rolled_back else "compiles"
    return Attempt(n, 1, "suggestion", "E0382: moved", "2 suggestions", "clone", result, 3, 1, 0.25, rolled_back)


def incident(finding: Finding, status: IncidentStatus, *attempts: Attempt) -> Incident:
    """Give an incident; its fingerprint is made of the code."""
    mark = f"{finding.rule or 'syntax':0>16}"
    return Incident(f"I-{mark[-8:]}", mark, finding, "move", 1, status, attempts)


def report_of(run_id: str = "fix-1") -> FixReport:
    """Give a repair of one of two errors."""
    return FixReport(
        workspace="/home/me/crate",
        verdict=FixVerdict.PARTLY_FIXED,
        exit_code=1,
        errors_before=2,
        errors_after=1,
        uncovered=0,
        compiler_runs=7,
        seconds=4.5,
        phases=Phases(1.0, 2.0, 0.5, 0.75),
        check_seconds=1.0,
        applied=True,
        tests=TestTally(3, 2, 0, timed_out=True),
        incidents=(
            incident(MOVED, IncidentStatus.RESOLVED, attempt(1, rolled_back=True), attempt(2)),
            incident(SYNTAX, IncidentStatus.OPEN),
        ),
        edits=(EditedFile("src/lib.rs", DIFF),),
        costs=(Cost(CostKind.CLONE, Path("src/lib.rs"), 12, "`v.clone()`"),),
        run_id=run_id,
        notes=("first", "second"),
    )


def fix_of(run_id: str = "fix-1", started: datetime = NOON, report: FixReport | None = None) -> StoredRun:
    """Give a run that made this repair, none of its diffs kept."""
    told = report or report_of(run_id)
    run = Run(run_id, "fix", started, told.seconds, "", told.verdict, told.exit_code, "0.2.0", Kind.FIX)
    told = replace(told, edits=tuple(EditedFile(edit.path, "") for edit in told.edits), run_id=run_id)
    diffs = tuple(KeptDiff(edit.path) for edit in told.edits)
    return StoredRun(run, KeptRepair(told, dry_run=False, max_level=1, diffs=diffs))


def undo_of(run_id: str, undone: str, started: datetime = NOON) -> StoredRun:
    """Give a run that took back the edits of another."""
    run = Run(run_id, f"undo {undone}", started, 0.5, "", UndoVerdict.UNDONE, 0, "0.2.0", Kind.UNDO)
    return StoredRun(run, KeptUndo(undone, ("src/lib.rs", "src/main.rs")))


def wild_report(chance: Random) -> FixReport:
    """Give any repair, less what the history does not keep."""
    told: FixReport = wild(FixReport, chance)
    incidents = tuple(replace(one, finding=_kept(one.finding), tried=()) for one in told.incidents)
    return replace(told, incidents=incidents, explanations=())


def _kept(finding: Finding) -> Finding:
    return replace(finding, end_line=None, end_column=None, rendered="", suggestions=(), spots=())
