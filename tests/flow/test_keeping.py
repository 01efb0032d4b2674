"""Repairs and undos come into the history, without secrets; what cannot be kept is told."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ferrule.edits.undo import Undone
from ferrule.facts.fix import EditedFile, FixReport, FixRequest
from ferrule.facts.run import KeptRepair, KeptUndo, Kind
from ferrule.flow.history import history, stored_run
from ferrule.flow.keeping import keep_repair, keep_undo
from ferrule.process.door import sandbox_refusal
from ferrule.store.place import Place, state_folder
from store import children
from store.repair_samples import DIFF, report_of

REFUSAL = sandbox_refusal()
needs_bwrap = pytest.mark.skipif(bool(REFUSAL), reason=f"no namespaces on this machine: {REFUSAL}")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECRET = "hunter2hunter2"  # noqa: S105 - made up

KEEP = """
from dataclasses import replace
from datetime import UTC, datetime
from ferrule.facts.fix import EditedFile, FixRequest
from ferrule.flow.keeping import keep_repair
from store.repair_samples import report_of
def keep(run_id, more=""):
    report = report_of(run_id)
    report = replace(report, edits=(EditedFile("src/lib.rs", report.edits[0].diff + run_id + more),))
    return keep_repair(Place(folder), FixRequest(folder.parent), report, datetime.now(UTC))
"""


def kept(root: Path, report: FixReport | None = None, **more: object) -> tuple[Place, tuple[str, ...]]:
    """Record a repair in the workspace; gives the place and the notes."""
    place = state_folder(root)
    told = replace(report or report_of(), workspace=str(root))
    return place, keep_repair(place, FixRequest(root, command="fix --error E0382"), told, NOW)


def repair(root: Path, run_id: str = "last") -> KeptRepair:
    """Give a stored repair."""
    found = stored_run(root, run_id).report
    assert isinstance(found, KeptRepair)
    return found


def test_a_repair_is_in_the_history(tmp_path: Path) -> None:
    """Run, incidents, attempts, costs and diffs come back, the diff from a log in the workspace."""
    _, notes = kept(tmp_path)
    (run,) = history(tmp_path, 10)
    found = repair(tmp_path)

    assert () == notes
    assert ("fix-1", Kind.FIX, "fix --error E0382", NOW, 1) == (
        run.id,
        run.kind,
        run.command,
        run.started,
        run.exit_code,
    )
    assert replace(report_of(), workspace=str(tmp_path)) == found.report
    assert DIFF == (tmp_path / str(found.diffs[0].log)).read_text(encoding="utf-8")
    assert (False, 1, None) == (found.dry_run, found.max_level, found.undone_by)


def test_an_undo_is_in_the_history(tmp_path: Path) -> None:
    """It says which run it took back, and that run says so too."""
    place, _ = kept(tmp_path)
    undone = Undone("fix-1", (tmp_path / "src/lib.rs", Path("/elsewhere/lib.rs")))
    notes = keep_undo(tmp_path, place.folder, undone, NOW + timedelta(seconds=1))
    undo, fix = history(tmp_path, 10)
    stored = stored_run(tmp_path, "last")

    assert () == notes
    assert [(Kind.UNDO, "undo fix-1", 0), (Kind.FIX, "fix --error E0382", 1)] == [
        (run.kind, run.command, run.exit_code) for run in (undo, fix)
    ]
    assert KeptUndo("fix-1", ("src/lib.rs", "/elsewhere/lib.rs")) == stored.report
    assert undo.id == repair(tmp_path, "fix-1").undone_by
    assert undo.seconds != 0


def test_no_secret_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret of the environment is masked in each text that a repair can hold, also in its diff."""
    monkeypatch.setenv("DEPLOY_TOKEN", SECRET)
    words = f"holds {SECRET} here"
    told = report_of()
    attempts = [
        replace(one, error=words, attempted=words, action=words, result=words) for one in told.incidents[0].attempts
    ]
    finding = replace(told.incidents[0].finding, message=words, rendered=words)
    told = replace(
        told,
        incidents=(replace(told.incidents[0], finding=finding, attempts=tuple(attempts)),),
        edits=(EditedFile("src/lib.rs", words),),
        costs=(replace(told.costs[0], note=words),),
        notes=(words,),
    )
    place = state_folder(tmp_path)
    keep_repair(place, FixRequest(tmp_path, command=f"fix --token={SECRET}"), told, NOW)
    written = b"".join(file.read_bytes() for file in place.folder.rglob("*") if file.is_file())

    assert SECRET.encode() not in written
    assert "holds *** here" == repair(tmp_path).report.edits[0].diff
    assert "holds *** here" == repair(tmp_path).report.incidents[0].attempts[0].action


def test_long_texts_are_cut(tmp_path: Path) -> None:
    """A message of any length does not swell the history; a diff is kept whole."""
    told = replace(report_of(), notes=("x" * 100_000,), edits=(EditedFile("src/lib.rs", "y" * 100_000),))
    kept(tmp_path, told)
    found = repair(tmp_path).report

    assert (4096, "…", 100_000) == (len(found.notes[0]), found.notes[0][-1], len(found.edits[0].diff))


def test_a_repair_without_an_id_gets_one(tmp_path: Path) -> None:
    """The history names each run."""
    kept(tmp_path, replace(report_of(), run_id=None))

    assert [True] == [run.id.startswith("20261121T120000-") for run in history(tmp_path, 10)]


def test_a_state_folder_elsewhere_is_told(tmp_path: Path) -> None:
    """Where the workspace cannot be written the note says why its history lies elsewhere."""
    place = replace(state_folder(tmp_path), why="/ws/.ferrule: Read-only file system")

    assert ("/ws/.ferrule: Read-only file system",) == keep_repair(place, FixRequest(tmp_path), report_of(), NOW)


def test_a_damaged_database_is_a_note(tmp_path: Path) -> None:
    """Neither a repair nor an undo fails because the history cannot be written."""
    place = state_folder(tmp_path)
    (place.folder / "ferrule.db").write_bytes(b"broken" * 1000)
    notes = keep_repair(place, FixRequest(tmp_path), report_of(), NOW)

    assert notes == keep_undo(tmp_path, place.folder, Undone("fix-1", ()), NOW)
    assert [True] == [note.startswith("this run is not in the history: ") for note in notes]
    assert "file is not a database" in notes[0]


def test_a_newer_database_is_a_note(tmp_path: Path) -> None:
    """What a newer ferrule wrote stays as it is."""
    import sqlite3

    place, _ = kept(tmp_path)
    connection = sqlite3.connect(place.folder / "ferrule.db")
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()

    _, notes = kept(tmp_path, report_of("fix-2"))

    assert [True] == ["its schema is version '0999'" in note for note in notes]


def test_several_runs_at_once(tmp_path: Path) -> None:
    """Processes record their repairs at the same moment: all are in the history, each with its own diff."""
    place = state_folder(tmp_path)
    code = KEEP + 'print("ready", flush=True)\nsys.stdin.readline()\nprint(keep(sys.argv[2]))'
    started = [children.start(code, str(place.folder), f"fix-{n}") for n in range(3)]
    for child in started:
        assert child.stdout
        assert child.stdout.readline() == "ready\n"
    for child in started:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()

    assert ["()\n"] * 3 == [children.said(child) for child in started]
    assert {f"fix-{n}" for n in range(3)} == {run.id for run in history(tmp_path, 10)}
    assert [DIFF + f"fix-{n}" for n in range(3)] == [
        repair(tmp_path, f"fix-{n}").report.edits[0].diff for n in range(3)
    ]


@pytest.mark.sandbox
@needs_bwrap
@pytest.mark.parametrize(
    ("mount", "recorded"),
    [(("--size", "1000000", "--tmpfs"), True), (("--size", "20000", "--tmpfs"), False), (("--ro-bind",), False)],
    ids=["small", "full", "read-only"],
)
def test_a_disk_that_takes_nothing_is_a_note(tmp_path: Path, mount: tuple[str, ...], recorded: bool) -> None:
    """What does not fit, or may not be written, is told of in notes, and nothing is raised."""
    folder = tmp_path / ".ferrule"
    folder.mkdir()
    where = (str(folder), str(folder)) if mount == ("--ro-bind",) else (str(folder),)
    within = (str(shutil.which("bwrap")), "--dev-bind", "/", "/", *mount, *where)
    code = KEEP + 'print("\\n".join(keep("fix-1", "x" * 2_000_000)))'

    diffs, *rest = children.run(code, str(folder), within=within).splitlines()

    assert diffs.startswith(f"the diffs are not kept: {folder}")
    assert ["this run is not in the history"] * (not recorded) == [note.split(":")[0] for note in rest]


def test_keeping_is_imported_without_sql() -> None:
    """A command that records a repair pays for SQLAlchemy only when it does so."""
    code = "import sys, ferrule.flow.keeping; print('sqlalchemy' in sys.modules)"

    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=True)

    assert "False\n" == done.stdout
