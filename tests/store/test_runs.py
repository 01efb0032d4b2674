"""The history gives back what was put in."""

from dataclasses import replace
from datetime import timedelta, timezone
from random import Random

import pytest
from sqlalchemy import text

from ferrule.errors import RunUnknown, StoreBroken
from ferrule.facts.finding import Finding, Level
from ferrule.facts.gate import CheckReport, GateResult
from ferrule.facts.run import Run, StoredRun
from ferrule.facts.status import Status
from ferrule.store.database import Database
from ferrule.store.identity import new_run_id
from ferrule.store.runs import load, recent, record
from store.samples import NOON, run_of, wild, wild_fields

FINDING = Finding("rustc", "E0308", Level.ERROR, "mismatched types")


def a_gate(*findings: Finding) -> GateResult:
    """Give a row with these findings."""
    return GateResult("check", "Check", Status.FAILED, findings=findings)


def without_spots(report: CheckReport) -> CheckReport:
    """Give the report less what only a search needs, and the history does not keep."""
    kept = [tuple(replace(one, spots=()) for one in gate.findings) for gate in report.gates]
    gates = tuple(replace(gate, findings=found) for gate, found in zip(report.gates, kept, strict=True))
    return replace(report, gates=gates)


@pytest.mark.parametrize("seed", range(40))
def test_any_run_comes_back_as_it_was(database: Database, seed: int) -> None:
    """What is loaded equals what was recorded, whatever the texts, numbers and gaps in it."""
    chance = Random(seed)  # noqa: S311 - the same each time
    run = replace(run_of(f"run-{seed}").run, **wild_fields(Run, chance, "command", "started", "seconds", "exit_code"))
    stored = StoredRun(run, without_spots(wild(CheckReport, chance)))

    record(database, stored)

    assert stored == load(database, f"run-{seed}")


def test_huge_text(database: Database) -> None:
    """A message of 20 MB is kept whole."""
    stored = run_of("run", NOON, a_gate(replace(FINDING, rendered="0123456\xe9" * 2_500_000)))

    record(database, stored)

    assert stored == load(database, "run")


def test_many_findings_keep_their_order(database: Database) -> None:
    """Ten thousand findings of two gates come back in their order, each under its gate."""
    many = tuple(replace(FINDING, line=n) for n in range(5_000))
    stored = run_of("run", NOON, a_gate(*many), a_gate(*many[::-1]))

    record(database, stored)

    assert stored == load(database, "run")


def test_runs_do_not_mix(database: Database) -> None:
    """A run has only its own rows."""
    first, second = run_of("first", NOON, a_gate(FINDING)), run_of("second", NOON)
    record(database, first)
    record(database, second)

    assert (first, second) == (load(database, "first"), load(database, "second"))


def test_recent_gives_the_newest_first(database: Database) -> None:
    """Runs are listed by their start, to the microsecond and across zones, and no more than asked for."""
    east = NOON.astimezone(timezone(timedelta(hours=9)))
    record(database, run_of("b", NOON + timedelta(microseconds=1)))
    record(database, run_of("c", east - timedelta(hours=1)))
    record(database, run_of("a", NOON + timedelta(microseconds=2)))

    assert [run.id for run in recent(database, 10)] == ["a", "b", "c"]
    assert (run_of("a", NOON + timedelta(microseconds=2)).run,) == recent(database, 1)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("last", "20261122T-bb"),
        ("20261121", "20261121T-aa"),
        ("20261121T-aa", "20261121T-aa"),
        ("2026112", None),
    ],
)
def test_wanted(database: Database, wanted: str, found: str | None) -> None:
    """A run is found by the word last, by its id, and by a beginning that only it has."""
    record(database, run_of("20261121T-aa", NOON))
    record(database, run_of("20261122T-bb", NOON + timedelta(days=1)))

    if found:
        assert found == load(database, wanted).run.id
    else:
        with pytest.raises(RunUnknown, match=r"^2 runs begin with '2026112': 20261122T-bb, 20261121T-aa$"):
            load(database, wanted)


def test_a_whole_id_wins_over_a_beginning(database: Database) -> None:
    """An id that other ids begin with can still be named."""
    record(database, run_of("run"))
    record(database, run_of("run-2"))

    assert load(database, "run").run.id == "run"


@pytest.mark.parametrize("wanted", ["", "nope", "%", "r_n", "RUN", "\0", "\udcff", "run-1x"])
def test_no_run_fits(database: Database, wanted: str) -> None:
    """Where no run fits the last ones are named; nothing in the words is a wildcard."""
    for n in range(7):
        record(database, run_of(f"run-{n}", NOON + timedelta(seconds=n)))

    with pytest.raises(RunUnknown) as refusal:
        load(database, wanted)

    assert str(refusal.value) == f"no run fits {wanted!r}; the last are run-6, run-5, run-4, run-3, run-2"


def test_many_runs_fit(database: Database) -> None:
    """Of many candidates the newest are named."""
    for n in range(7):
        record(database, run_of(f"run-{n}", NOON + timedelta(seconds=n)))

    with pytest.raises(RunUnknown, match=r"^7 runs begin with 'run': run-6, run-5, run-4, run-3, run-2, \.\.\.$"):
        load(database, "run")


def test_no_run_at_all(database: Database) -> None:
    """An empty history says that it is empty."""
    assert recent(database, 10) == ()
    with pytest.raises(RunUnknown, match=r"^no run fits 'last'; none is stored yet$"):
        load(database, "last")


def test_a_run_is_recorded_whole_or_not_at_all(database: Database) -> None:
    """A number that no column holds is a foreseen error, and leaves nothing of its run."""
    with pytest.raises(StoreBroken, match=r"ferrule\.db: Python int too large"):
        record(database, run_of("run", NOON, a_gate(FINDING, replace(FINDING, line=2**63))))

    assert recent(database, 10) == ()


def test_an_id_is_used_once(database: Database) -> None:
    """A second run under the same id is refused, and the first stays as it was."""
    record(database, run_of("run"))

    with pytest.raises(StoreBroken, match=r"UNIQUE constraint failed: runs\.id"):
        record(database, run_of("run", NOON, a_gate()))

    assert run_of("run") == load(database, "run")


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE runs SET verdict = 'sideways'",
        "UPDATE runs SET started = 'yesterday'",
        "UPDATE gate_results SET argv = '['",
        "UPDATE gate_results SET parts = '{\"id\": 1}'",
        "UPDATE gate_results SET id = CAST(x'ff' AS TEXT)",
        "DELETE FROM reports",
        "DROP TABLE tests",
    ],
)
def test_rows_that_ferrule_never_wrote(database: Database, damage: str) -> None:
    """Rows that make no sense are a foreseen error that names the file."""
    record(database, run_of("run", NOON, a_gate()))
    with database.writing() as connection:
        connection.execute(text(damage))

    with pytest.raises(StoreBroken, match=r"ferrule\.db: "):
        load(database, "run")


def test_new_run_ids() -> None:
    """An id tells its moment in UTC and is no other's."""
    now = NOON.astimezone(timezone(timedelta(hours=-7)))
    ids = {new_run_id(now) for _ in range(50)}

    assert len(ids) == 50
    assert all(len(run_id) == 22 and run_id.startswith("20261121T120000-") for run_id in ids)
