"""Cleaning takes what nobody needs, and nothing else."""

import errno
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ferrule.errors import StoreBroken, StoreTooNew, WrongUse
from ferrule.facts.cleaning import Cleaned
from ferrule.facts.gate import GateResult
from ferrule.facts.status import Status
from ferrule.store.cleaning import clean, plan_clean
from ferrule.store.database import open_database
from ferrule.store.logs import StoredLog, keep_log
from ferrule.store.owners import MARK
from ferrule.store.place import Place, scratch
from ferrule.store.runs import recent, record
from store.samples import NOON, gate_with_log, run_of

EMPTY = Cleaned(0, 0, 0, 0)


def keep_old(folder: Path, words: str) -> StoredLog:
    """Keep a log that was written long ago."""
    log = keep_log(folder, words)
    os.utime(log.path, (0, 0))
    return log


def three_runs(folder: Path) -> list[StoredLog]:
    """Record runs 0 to 2, oldest first, each with a log of its own and one that all share."""
    logs = [keep_old(folder, words) for words in ("zero", "one", "two", "shared")]
    with open_database(folder) as database:
        for n in range(3):
            named = (str(logs[n].path), f".ferrule/logs/{logs[3].path.parent.name}/{logs[3].path.name}")
            rows = [gate_with_log(log) for log in named]
            record(database, run_of(f"run-{n}", NOON + timedelta(seconds=n), *rows))
    return logs


def abandoned(folder: Path, run_id: str) -> Path:
    """Make the scratch folder of a process that is over."""
    made = scratch(Place(folder), run_id)
    (made / "deep").mkdir()
    (made / "deep" / "work").write_bytes(b"12345")
    (made / MARK).write_text(f"{os.getpid()} 1\n", encoding="ascii")
    return made


def left(folder: Path) -> list[str]:
    """Give the ids of the stored runs."""
    with open_database(folder) as database:
        return [run.id for run in recent(database, 10)]


@pytest.mark.parametrize(
    ("keep", "cleaned", "runs"),
    [
        (0, Cleaned(3, 4, 0, 16), []),
        (1, Cleaned(2, 2, 0, 7), ["run-2"]),
        (3, EMPTY, ["run-2", "run-1", "run-0"]),
        (10**9, EMPTY, ["run-2", "run-1", "run-0"]),
    ],
)
def test_old_runs(folder: Path, keep: int, cleaned: Cleaned, runs: list[str]) -> None:
    """The newest runs stay with the logs that they name; the plan says so before and does nothing."""
    logs = three_runs(folder)
    planned = plan_clean(folder, keep)
    before = left(folder)

    assert (cleaned, cleaned) == (planned, clean(folder, keep))
    assert (["run-2", "run-1", "run-0"], runs) == (before, left(folder))
    assert [log.path.exists() for log in logs] == [n >= 3 - keep for n in range(3)] + [keep > 0]
    assert clean(folder, keep) == EMPTY


def test_a_log_that_no_run_names(folder: Path) -> None:
    """A log whose run was never recorded goes, and so does one that a crash left unfinished."""
    logs = three_runs(folder)
    lost = keep_old(folder, "lost").path
    unfinished = logs[0].path.with_suffix(".77-abc")
    unfinished.write_bytes(b"ze")
    os.utime(unfinished, (0, 0))

    assert Cleaned(0, 2, 0, 6) == clean(folder, 3)
    assert [path.exists() for path in (lost, unfinished, logs[0].path)] == [False, False, True]


def test_the_logs_of_a_run_that_goes_on(folder: Path) -> None:
    """Logs written since a living run began stay, even those that older runs named too."""
    old, shared = keep_old(folder, "old"), keep_old(folder, "shared")
    living = scratch(Place(folder), "living")
    fresh = keep_log(folder, "fresh")
    keep_log(folder, "shared")
    time.sleep(0.05)
    (living / "work").touch()
    scratch(Place(folder), "living")
    time.sleep(0.05)

    assert Cleaned(0, 1, 0, 3) == clean(folder, 0)
    assert [log.path.exists() for log in (old, shared, fresh)] == [False, True, True]


def test_a_log_that_is_written_meanwhile(folder: Path) -> None:
    """A log younger than the cleaning itself stays, for a run may have begun since."""
    log = keep_log(folder, "words").path
    os.utime(log, (0, time.time() + 1))

    assert clean(folder, 0) == EMPTY
    assert log.exists()


def test_scratch_folders(folder: Path) -> None:
    """What dead runs left behind goes; the folder of a living one stays."""
    living, dead = scratch(Place(folder), "living"), abandoned(folder, "dead")
    (folder / "tmp" / "stray").write_bytes(b"123")
    size = 5 + 3 + (dead / MARK).stat().st_size
    planned = plan_clean(folder, 1)

    assert (Cleaned(0, 0, 3, size),) * 2 == (planned, clean(folder, 1))
    assert [living] == list((folder / "tmp").iterdir())
    assert not (folder / "ferrule.db").exists()


def test_links_are_not_followed(tmp_path: Path, folder: Path) -> None:
    """A link goes, wherever it lies; what it leads to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("mine", encoding="utf-8")
    (abandoned(folder, "dead") / "deep" / "link").symlink_to(outside)
    (folder / "tmp" / "linked").symlink_to(outside)
    link = keep_old(folder, "words").path.with_name("link.log")
    link.symlink_to(outside / "precious")
    os.utime(link, (0, 0), follow_symlinks=False)
    cleaned = clean(folder, 0)

    assert (cleaned.logs, cleaned.files) == (2, 4)
    assert list((folder / "tmp").iterdir()) == []
    assert (outside / "precious").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["logs", "tmp"])
def test_linked_folders(tmp_path: Path, folder: Path, name: str) -> None:
    """Where the folder of the logs or the scratch is a link, nothing behind it is taken."""
    (tmp_path / "outside" / "run").mkdir(parents=True)
    (tmp_path / "outside" / "words.log").touch()
    (folder / name).symlink_to(tmp_path / "outside")
    clean(folder, 0)

    assert sorted(path.name for path in (tmp_path / "outside").iterdir()) == ["run", "words.log"]


def test_the_file_shrinks(folder: Path) -> None:
    """What deleted runs took up goes back to the disk."""
    with open_database(folder) as database:
        record(database, run_of("run", NOON, GateResult("check", "x" * 1_000_000, Status.PASSED)))
    before = (folder / "ferrule.db").stat().st_size
    clean(folder, 0)

    assert before > 1_000_000
    assert (folder / "ferrule.db").stat().st_size < 400_000


def test_nothing_there(folder: Path) -> None:
    """An empty folder is clean, and stays empty."""
    assert (plan_clean(folder, 5), clean(folder, 5)) == (EMPTY, EMPTY)
    assert list(folder.iterdir()) == []


def test_fewer_than_none(folder: Path) -> None:
    """A negative number of runs is wrong use, for the plan and for the deed."""
    for deed in (plan_clean, clean):
        with pytest.raises(WrongUse, match=r"^cannot keep -1 runs$"):
            deed(folder, -1)


def test_a_history_that_cannot_be_read(folder: Path) -> None:
    """Without the history nobody knows which logs are needed: none is taken."""
    logs = three_runs(folder)
    with open_database(folder) as database, database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(StoreTooNew):
        clean(folder, 0)
    (folder / "ferrule.db").write_bytes(b"broken" * 1000)
    with pytest.raises(StoreBroken):
        clean(folder, 0)

    assert all(log.path.exists() for log in logs)


def test_a_file_that_does_not_go(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal of the system is a foreseen error that names the file."""
    log = keep_old(folder, "words")

    def refuse(path: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StoreBroken, match=rf"{log.sha256}\.log: Operation not permitted$"):
        clean(folder, 0)


def test_somebody_cleans_at_the_same_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone before we come to it is no error, and has no size."""
    keep_old(folder, "words")

    def gone(path: Path) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))

    for verb in ("lstat", "unlink"):
        monkeypatch.setattr(Path, verb, gone)
    assert Cleaned(0, 1, 0, 0) == clean(folder, 0)
