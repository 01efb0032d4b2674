"""`ferrule history --chart` as a user types it, over histories of all sizes and conditions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ferrule.facts.gate import GateResult, Verdict
from ferrule.facts.run import Kind, StoredRun
from ferrule.facts.status import Reason, Status
from ferrule.store.database import open_database
from ferrule.store.place import state_folder
from ferrule.store.runs import record
from ladder import ferrule, ferrule_json
from store.repair_samples import fix_of, undo_of
from store.samples import NOON, run_of
from workspaces import package


def gates(number: int) -> tuple[GateResult, ...]:
    """Give the rows of a run: `test` takes ever longer and fails each third time, `doc` is skipped."""
    status = Status.FAILED if number % 3 == 2 else Status.PASSED
    return (
        GateResult("fmt", "Format", Status.PASSED, seconds=0.25),
        GateResult("test", "Test", status, seconds=1.0 + number),
        GateResult("doc", "Doc", Status.SKIPPED, Reason.NOT_RELEVANT, seconds=0.0),
    )


def checked(number: int, *rows: GateResult, seconds: float = 2.0) -> StoredRun:
    """Give a check, an hour after the one before."""
    made = run_of(f"run{number:04}", NOON + timedelta(hours=number), *(rows or gates(number)))
    return replace(made, run=replace(made.run, seconds=seconds, verdict=Verdict.PASSED))


def history(root: Path, runs: Iterator[StoredRun] | list[StoredRun]) -> Path:
    """Write these runs into the history of a workspace."""
    with open_database(state_folder(package(root)).folder) as database:
        for run in runs:
            record(database, run)
    return root


def test_runs_are_told_apart(tmp_path: Path) -> None:
    """Checks and repairs have a plot each, the newest first; an undo has none; remembered runs count for no median."""
    remembered = [replace(row, cached=True) for row in gates(0)[:2]]
    runs = [checked(n, seconds=1.0 + n) for n in range(25)] + [checked(30, *remembered, seconds=0.1)]
    root = history(tmp_path, [*runs, fix_of("fix"), undo_of("undo", "fix")])

    code, chart = ferrule_json(root, "history", "--chart")
    series = {one["command"]: one for one in chart["series"]}
    shown = ferrule(root, "history", "--chart")

    assert (0, 0, "") == (code, shown.returncode, shown.stderr)
    assert ["check", "fix"] == sorted(series)
    assert {"runs": 10, "last_s": 20.5, "runs_before": 10, "before_s": 10.5} == series["check"]["trend"]
    assert [True] * 25 + [False] == [point["ran"] for point in series["check"]["points"]]
    assert [("test", 13.0, 25), ("fmt", 0.25, 25)] == [
        (one["gate"], one["median_s"], one["runs"]) for one in chart["slowest"]
    ]
    assert "median of the last 10: 20.5 s; of the 10 before: 10.5 s (+95 %)" in shown.stdout


@pytest.mark.parametrize("command", ["check -p demo", "check --changed=main", "check --only fmt"])
def test_a_part_of_the_ladder_is_not_compared_with_the_whole(tmp_path: Path, command: str) -> None:
    """Runs that were about less are drawn, and count for no median."""
    part = checked(3, seconds=0.1)
    if "--only" in command:
        rows = (*gates(3)[:1], replace(gates(3)[1], status=Status.SKIPPED, reason=Reason.USER))
        part = checked(3, *rows, seconds=0.1)
    part = replace(part, run=replace(part.run, command=command))
    root = history(tmp_path, [checked(1), checked(2), part])

    [series] = ferrule_json(root, "history", "--chart")[1]["series"]

    assert [True, True, False] == [point["ran"] for point in series["points"]]
    assert (2, 2.0) == (series["trend"]["runs"], series["trend"]["last_s"])


def test_one_gate(tmp_path: Path) -> None:
    """Its own times and verdicts, and how often they changed; what was skipped is no change and no time."""
    root = history(tmp_path, [checked(n) for n in range(6)] + [checked(6, gates(0)[2])])

    _, test = ferrule_json(root, "history", "--chart", "--gate", "test")
    _, doc = ferrule_json(root, "history", "--chart", "--gate", "doc")
    [series] = test["series"]

    assert ("test", {"passed": 4, "failed": 2}, 3) == (test["gate"], series["counts"], series["changes"])
    assert [1.0, 2.0, 3.0, 4.0, 5.0, 6.0] == [point["seconds"] for point in series["points"]]
    assert (0, None, 7) == (doc["series"][0]["changes"], doc["series"][0]["trend"], len(doc["series"][0]["points"]))


def test_wrong_use(tmp_path: Path) -> None:
    """An unknown gate names those that are known; `--gate` alone is no list."""
    root = history(tmp_path, [checked(0)])
    unknown, alone = ferrule(root, "history", "--chart", "--gate", "nope"), ferrule(root, "history", "--gate", "fmt")

    assert (2, 2) == (unknown.returncode, alone.returncode)
    assert "no run in the history has this gate; known: doc, fmt, test" in unknown.stderr
    assert "--gate goes with --chart" in alone.stderr


@pytest.mark.parametrize("words", [(), ("--gate", "fmt")])
def test_no_history(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Where nothing was kept, nothing is made."""
    root = package(tmp_path)
    done = ferrule(root, "history", "--chart", *words)

    assert (0, False) == (done.returncode, (root / ".ferrule").exists())
    assert "no runs yet" in done.stdout


def test_hundreds_of_runs(tmp_path: Path) -> None:
    """Two hundred are drawn where they fit, else the newest; `--limit` takes others."""
    root = history(tmp_path, (checked(n) for n in range(350)))
    wide, narrow = (ferrule(root, "history", "--chart", COLUMNS=width) for width in ("300", "20"))
    _, few = ferrule_json(root, "history", "--chart", "-n", "3")

    assert 200 == max(line.count("✔") for line in wide.stdout.splitlines())
    assert "200 runs, " in wide.stdout
    assert "the newest 13 of " in narrow.stdout
    assert max(map(len, narrow.stdout.splitlines())) <= 20
    assert ["run0347", "run0348", "run0349"] == [point["run"] for point in few["series"][0]["points"]]


def test_ascii_where_there_is_no_more(tmp_path: Path) -> None:
    """An output without Unicode gets none."""
    root = history(tmp_path, [checked(n) for n in range(3)])
    done = ferrule(root, "history", "--chart", PYTHONIOENCODING="ascii")

    assert (0, True) == (done.returncode, done.stdout.isascii())
    assert "\n       PPP\n" in done.stdout


def test_a_history_that_cannot_be_read(tmp_path: Path) -> None:
    """A damaged file is told as an error with its hint, and exit code 3."""
    root = history(tmp_path, [checked(0)])
    (root / ".ferrule/ferrule.db").write_bytes(b"no database at all, and long enough to be looked at\n" * 100)
    done = ferrule(root, "history", "--chart")

    assert (3, "") == (done.returncode, done.stdout)
    assert "ferrule.db" in done.stderr
    assert "hint: " in done.stderr


def test_times_are_those_of_here(tmp_path: Path) -> None:
    """Days are told by the clock of whoever looks."""
    late = replace(checked(0).run, started=datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    root = history(tmp_path, [replace(checked(0), run=late)])
    shown = [ferrule(root, "history", "--chart", TZ=zone).stdout for zone in ("UTC", "Asia/Tokyo")]

    assert ["2026-11-21" in shown[0], "2026-11-22" in shown[1]] == [True, True]
    assert Kind.CHECK.value in shown[0]
