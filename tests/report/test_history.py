"""What the history shows of checks, repairs and undos."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rich.console import Console

from ferrule.facts.cleaning import Cleaned
from ferrule.facts.fix import EditedFile
from ferrule.facts.run import KeptDiff, KeptRepair, StoredRun
from ferrule.report.cleaning import cleaned_object, print_cleaned
from ferrule.report.history import history_object, print_history
from ferrule.report.history_run import print_run, run_object
from store.repair_samples import DIFF, fix_of, report_of, undo_of
from store.samples import NOON, run_of

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"
HASH = "ab" * 32


def console() -> Console:
    """Give a console that writes into memory."""
    return Console(file=io.StringIO(), width=120, emoji=False, markup=False)


def written(on: Console) -> str:
    """Give what was printed."""
    assert isinstance(on.file, io.StringIO)
    return on.file.getvalue()


def valid(value: dict[str, Any]) -> dict[str, Any]:
    """Give an object after it was held against the schema that it names, as JSON has it."""
    name = value["schema"].removeprefix("ferrule.").split("/")[0]
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    shape: dict[str, Any] = json.loads(json.dumps(value))
    jsonschema.validate(shape, schema, cls=jsonschema.Draft202012Validator)
    return shape


def repair(log: str | None = f".ferrule/logs/ab/{HASH}.log", diff: str = DIFF, **more: Any) -> StoredRun:
    """Give a stored repair with one diff."""
    stored = fix_of()
    assert isinstance(stored.report, KeptRepair)
    report = replace(report_of(), edits=(EditedFile("src/lib.rs", diff),))
    diffs = (KeptDiff("src/lib.rs", log, HASH if log else None),)
    return replace(stored, report=replace(stored.report, report=report, diffs=diffs, **more))


def test_the_list_has_a_kind() -> None:
    """Each row tells what the run did, in text and in JSON."""
    runs = (undo_of("c", "b").run, fix_of("b").run, run_of("a").run)
    on = console()
    print_history(runs, on)
    rows = [line.split() for line in written(on).splitlines()]

    assert ["run", "when", "kind", "verdict", "time", "command"] == rows[0]
    assert [["undo", "undone"], ["fix", "partly-fixed"], ["check", "passed"]] == [row[3:5] for row in rows[1:]]
    assert ["undo", "fix", "check"] == [run["kind"] for run in valid(history_object(runs))["runs"]]


def test_a_check_is_shown_as_before() -> None:
    """The object of a check is the one of its own contract."""
    assert "ferrule.check/1" == run_object(run_of())["schema"]


def test_a_repair_in_json() -> None:
    """Its incidents, attempts and costs stand as `ferrule.fix/1`, its diffs with the places of their logs."""
    shape = valid(run_object(repair(undone_by="undo-1")))
    fix = valid(shape["report"])

    assert ("ferrule.run/1", "fix", "partly-fixed", "undo-1") == (
        shape["schema"],
        shape["kind"],
        shape["verdict"],
        shape["undone_by"],
    )
    assert [{"path": "src/lib.rs", "log": f".ferrule/logs/ab/{HASH}.log", "sha256": HASH}] == shape["diffs"]
    assert [{"path": "src/lib.rs", "diff": DIFF}] == fix["edits"]
    assert [[1, 2], []] == [[one["n"] for one in incident["attempts"]] for incident in fix["incidents"]]
    assert ["clone"] == [cost["kind"] for cost in fix["costs"]]


def test_an_undo_in_json_and_text() -> None:
    """It names the run whose edits it took back, and the files."""
    shape = valid(run_object(undo_of("c", "b", NOON + timedelta(seconds=1))))
    on = console()
    print_run(undo_of("c", "b"), on)

    assert ("undo", "b", ["src/lib.rs", "src/main.rs"]) == (shape["kind"], shape["undone"], shape["files"])
    assert "run b was taken back by run c: src/lib.rs, src/main.rs\n" == written(on)


@pytest.mark.parametrize(
    ("log", "diff", "told"),
    [
        (f".ferrule/logs/ab/{HASH}.log", DIFF, f"diff of src/lib.rs: .ferrule/logs/ab/{HASH}.log"),
        (f".ferrule/logs/ab/{HASH}.log", "", "diff of src/lib.rs: its log is gone"),
        (None, "", "diff of src/lib.rs: was not kept"),
    ],
)
def test_a_repair_in_text(log: str | None, diff: str, told: str) -> None:
    """It looks as it did then, and tells where each diff is, or that it is no more."""
    on = console()
    print_run(repair(log, diff, undone_by="undo-1"), on)
    words = written(on)

    assert "E0382 src/lib.rs:12" in words
    assert "cost clone at src/lib.rs:12" in words
    assert "partly-fixed" in words
    assert [told, "taken back by run undo-1"] == words.splitlines()[-2:]
    assert ("+drop(v.clone());" in words) == bool(diff)


def test_what_was_cleaned() -> None:
    """Repairs that can no longer be taken back are told of; the object has them always."""
    some, none = console(), console()
    print_cleaned(Cleaned(2, 3, 4, 5000, 1), some, planned=False)
    print_cleaned(Cleaned(2, 3, 4, 5000), none, planned=True)

    assert "removed 2 runs, 3 logs and 4 other files (5.0 kB); with them what `undo` needs for 1 old repairs\n" == (
        written(some)
    )
    assert "would remove 2 runs, 3 logs and 4 other files (5.0 kB)\n" == written(none)
    assert (1, 0) == tuple(valid(cleaned_object(Cleaned(2, 3, 4, 5, n), planned=True))["journals"] for n in (1, 0))
