"""`ferrule history` and `ferrule clean` as a user types them, with repairs in the history."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ferrule.edits.changes import Change
from ferrule.edits.journal import apply
from ferrule.edits.undo import undo
from ferrule.facts.fix import FixRequest
from ferrule.flow.keeping import keep_repair, keep_undo
from ferrule.store.place import state_folder
from ladder import ferrule, ferrule_json
from store.repair_samples import report_of
from workspaces import package


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a repair and its undo in the history."""
    made = package(tmp_path)
    place, lib = state_folder(made), made / "src/lib.rs"
    keep_repair(place, FixRequest(made), report_of("20261121T120000-aaaaaa"), datetime(2026, 11, 21, 12, tzinfo=UTC))
    change = Change(lib, lib.read_bytes(), lib.read_bytes() + b"// new\n")
    apply(made, place.folder, "20261121T120000-aaaaaa", (change,))
    keep_undo(made, place.folder, undo(made, place.folder, None), datetime(2026, 11, 21, 13, tzinfo=UTC))
    return made


def test_repairs_are_listed_and_shown(root: Path) -> None:
    """The list has both kinds, and each can be shown by `last` and by a beginning of its id."""
    code, listed = ferrule_json(root, "history")
    _, last = ferrule_json(root, "history", "show")
    _, fix = ferrule_json(root, "history", "show", "20261121T12")
    shown = ferrule(root, "history", "show", "20261121T12")

    assert (0, ["undo", "fix"]) == (code, [run["kind"] for run in listed["runs"]])
    assert ("undo", "20261121T120000-aaaaaa", ["src/lib.rs"]) == (last["kind"], last["undone"], last["files"])
    assert (last["id"], "ferrule.fix/1") == (fix["undone_by"], fix["report"]["schema"])
    assert f"diff of src/lib.rs: {fix['diffs'][0]['log']}" in shown.stdout
    assert (0, True) == (shown.returncode, "+drop(v.clone());" in shown.stdout)


def test_ids_that_do_not_fit_are_wrong_use(root: Path) -> None:
    """An unknown id and a beginning of several end in 2, and name the runs."""
    unknown, several = (ferrule(root, "history", "show", word) for word in ("nope", "20261121T1"))

    assert (2, 2) == (unknown.returncode, several.returncode)
    assert "no run fits 'nope'; the last are 20261121T130000-" in unknown.stderr
    assert "2 runs begin with '20261121T1': 20261121T130000-" in several.stderr


def test_cleaning_tells_of_old_journals(root: Path) -> None:
    """A journal of more than a month goes when no run is to be kept, and `--dry-run` says so before."""
    old = time.time() - 40 * 24 * 3600
    os.utime(root / ".ferrule/edits/20261121T120000-aaaaaa", (old, old))
    (root / ".ferrule/sandbox-target").mkdir()
    (root / ".ferrule/sandbox-target/built").write_bytes(b"12345")
    for log in (root / ".ferrule/logs").rglob("*.log"):
        os.utime(log, (0, 0))

    _, planned = ferrule_json(root, "clean", "--keep", "0", "--dry-run")
    _, cleaned = ferrule_json(root, "clean", "--keep", "0")
    again = ferrule(root, "clean", "--keep", "0")

    assert (2, 1, 1) == (cleaned["runs"], cleaned["logs"], cleaned["journals"])
    assert planned == cleaned | {"dry_run": True}
    assert "removed 0 runs, 0 logs and 0 other files" in again.stdout
    assert ["edits", "ferrule.db"] == sorted(
        path.name for path in (root / ".ferrule").iterdir() if path.name in {"edits", "ferrule.db", "sandbox-target"}
    )
