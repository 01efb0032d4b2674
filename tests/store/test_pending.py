"""Runs that were put off enter the history once, whoever opens it, and none is lost."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest

from ferrule.errors import StoreBroken
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import GateResult
from ferrule.facts.reading import CaseResult, CaseStatus, Part, Seen
from ferrule.facts.run import StoredRun
from ferrule.facts.status import Reason, Status
from ferrule.store import database as door
from ferrule.store.cleaning import clean, plan_clean
from ferrule.store.database import open_database
from ferrule.store.logs import keep_log
from ferrule.store.pending import ASIDE, FOLDER, MOST, lying_aside, may_wait, put_off, waiting
from ferrule.store.runs import load, recent, record
from store import children
from store.samples import NOON, gate_with_log, run_of

ROW = GateResult(
    id="test",
    title="Test",
    status=Status.FAILED,
    argv=("cargo", "test"),
    seen=Seen("tests", 3),
    cached=True,
    age_s=12.5,
    findings=(Finding("rustc", "E0308", Level.ERROR, "mismatched \U0001f600 types", "src/lib.rs", 1, 2),),
    parts=(Part("advisories", Status.INCONCLUSIVE, Reason.NO_NETWORK),),
    tests=(CaseResult("pkg", "works", CaseStatus.PASSED),),
)
TAKE_IN = "with open_database(folder): print('in')"
HOLD = """
import sqlite3
other = sqlite3.connect(folder / "ferrule.db", isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("writing", flush=True)
sys.stdin.readline()
"""
KILLED_AT = """
import os, signal
def kill(event, words):
    if event == {event!r} and "pending" in str(words[{place}]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(kill)
"""


def put(folder: Path, *ids: str) -> tuple[StoredRun, ...]:
    """Put off a run for each id, a minute after each other; gives them."""
    runs = tuple(run_of(name, NOON + timedelta(minutes=n), ROW) for n, name in enumerate(ids))
    for stored in runs:
        put_off(folder, stored)
    return runs


def listed(folder: Path) -> list[str]:
    """Give the ids in the history, oldest first."""
    with open_database(folder) as database:
        return [run.id for run in reversed(recent(database, 100))]


def test_a_run_comes_back_as_if_recorded(folder: Path) -> None:
    """What was put off is loaded exactly as it was, and its file is gone."""
    (stored,) = put(folder, "run")

    with open_database(folder) as database:
        assert stored == load(database, "last")
    assert () == waiting(folder)


def test_order_is_that_of_the_runs(folder: Path) -> None:
    """Runs that waited stand among the others by their start."""
    put(folder, "first", "second")
    with open_database(folder) as database:
        record(database, run_of("third", NOON + timedelta(hours=1)))
    put_off(folder, run_of("last", NOON + timedelta(hours=2)))

    assert ["first", "second", "third", "last"] == listed(folder)


def test_for_the_user_alone(folder: Path) -> None:
    """The file can be read by its owner only, and nothing half written lies beside it."""
    put(folder, "run")

    assert [("run.json", 0o600)] == [(file.name, file.stat().st_mode & 0o777) for file in (folder / FOLDER).iterdir()]


def test_only_beside_a_history(folder: Path) -> None:
    """Where there is no history yet nothing waits for one, and no more than a few wait."""
    assert not may_wait(folder)
    assert [] == listed(folder)
    assert may_wait(folder)

    put(folder, *(f"run-{n}" for n in range(MOST)))
    assert not may_wait(folder)


def test_text_that_json_cannot_hold(folder: Path) -> None:
    """A lone surrogate is refused by its own error, so that the run can go into the database at once."""
    with pytest.raises(UnicodeEncodeError):
        put_off(folder, run_of("run", NOON, gate_with_log("src/\udcff.rs")))

    assert () == waiting(folder)


def test_a_linked_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    """A repository that brings `pending` as a link leads no file out of the state folder, and none in."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / FOLDER).symlink_to(elsewhere)

    with pytest.raises(StoreBroken, match="symbolic link"):
        put(folder, "run")
    assert ([], []) == (list(elsewhere.iterdir()), listed(folder))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"run": {"id": "x"}}',
    ],
)
def test_what_is_no_run_is_kept_apart(folder: Path, text: bytes) -> None:
    """A file that cannot be read is moved, told of and stays as it was; the runs behind it come in."""
    put(folder, "b")
    (folder / FOLDER / "a.json").write_bytes(text)

    assert ["b"] == listed(folder)
    assert (text, ()) == ((folder / FOLDER / ASIDE / "a.json").read_bytes(), waiting(folder))
    assert "no runs" in " ".join(lying_aside(folder))


def test_planted_words_are_kept_apart(folder: Path) -> None:
    """A verdict that no check has would end every listing of the history, so it does not come in."""
    put(folder, "a", "b")
    file = folder / FOLDER / "a.json"
    file.write_bytes(file.read_bytes().replace(b'"verdict":"passed"', b'"verdict":"splendid"', 1))
    linked = folder / FOLDER / "c.json"
    linked.symlink_to(folder / FOLDER / "b.json")

    assert ["b"] == listed(folder)
    assert ["a.json", "c.json"] == sorted(path.name for path in (folder / FOLDER / ASIDE).iterdir())


def test_numbers_that_no_column_holds(folder: Path) -> None:
    """A file whose values the database refuses for good is kept apart."""
    put(folder, "a", "b")
    file = folder / FOLDER / "a.json"
    file.write_bytes(file.read_bytes().replace(b'"exit_code":0', b'"exit_code":99999999999999999999', 1))

    assert ["b"] == listed(folder)
    assert ["a.json"] == [path.name for path in (folder / FOLDER / ASIDE).iterdir()]


def test_killed_before_the_file_is_gone(folder: Path) -> None:
    """A process killed when its run is in the history and the file still there leaves one run, not two or none."""
    (stored,) = put(folder, "run")
    child = children.start(KILLED_AT.format(event="os.remove", place=0) + TAKE_IN, str(folder))
    child.communicate(timeout=120)

    assert (-signal.SIGKILL, 1) == (child.returncode, len(waiting(folder)))
    assert ["run"] == listed(folder)
    assert () == waiting(folder)
    with open_database(folder) as database:
        assert stored == load(database, "run")


def test_killed_while_putting_off(folder: Path) -> None:
    """A process killed before its file is whole leaves nothing that is taken for a run."""
    code = "from ferrule.store.pending import put_off\nput_off(folder, run_of('run'))"
    child = children.start(KILLED_AT.format(event="os.rename", place=1) + code, str(folder))
    child.communicate(timeout=120)

    assert (-signal.SIGKILL, ()) == (child.returncode, waiting(folder))
    assert [] == listed(folder)


def test_many_at_once(folder: Path) -> None:
    """Processes that open the history at the same moment take each run in once."""
    names = [f"run-{n:02}" for n in range(30)]
    put(folder, *names)
    for child in [children.start(TAKE_IN, str(folder)) for _ in range(4)]:
        assert "in\n" == children.said(child)

    assert (names, ()) == (listed(folder), waiting(folder))


def test_a_history_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process writes, reading goes on, what waits goes on waiting, and nothing is cleaned."""
    with open_database(folder) as database:
        record(database, run_of("old"))
    put(folder, "new")
    monkeypatch.setattr(door, "BUSY_S", 0.1)
    child = children.start(HOLD, str(folder))
    assert child.stdout is not None
    assert child.stdout.readline() == "writing\n"

    assert ["old"] == listed(folder)
    with pytest.raises(StoreBroken, match="put off cannot enter the history"):
        plan_clean(folder, 1)
    (waits,) = waiting(folder)
    assert waits.name == "new.json"
    child.communicate("go\n", timeout=120)
    assert {"old", "new"} == set(listed(folder))


def test_logs_of_waiting_runs_stay(folder: Path) -> None:
    """Cleaning takes no log that a run names which waited, and counts that run."""
    log = keep_log(folder, "words")
    os.utime(log.path, (0, 0))
    put_off(folder, run_of("run", NOON, gate_with_log(str(log.path))))
    with open_database(folder):
        put_off(folder, run_of("next", NOON + timedelta(minutes=1), gate_with_log(str(log.path))))

    assert (1, 0) == (plan_clean(folder, 1).runs, clean(folder, 1).logs)
    assert log.path.exists()
    assert ["next"] == listed(folder)
