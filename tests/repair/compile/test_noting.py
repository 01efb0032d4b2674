"""What Cargo knows of the compiler is kept for the next time, and the user's own stays the user's."""

from pathlib import Path

import pytest

from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.compile.record import record
from ferrule.workspace.metadata import read_workspace
from repair.compile.recorded import BROKEN, errors, needs_namespaces
from workspaces import package

pytestmark = pytest.mark.cargo


def test_the_users_answers_are_put_back_and_ours_are_kept(tmp_path: Path) -> None:
    """Two recordings with a kept folder: one wrapper, one set of answers, and not a byte of the user's changed."""
    root = package(tmp_path / "ws", {"src/lib.rs": BROKEN})
    workspace, kept = read_workspace(root), tmp_path / "kept"
    options = CheckOptions(kept=kept)
    record(workspace, root / ".ferrule/scratch")
    place = root / "target/.rustc_info.json"
    place.write_text("the user's")

    first = record(workspace, root / ".ferrule/scratch", options)
    wrapper, ours = kept / "wrapper/rustc-wrapper.sh", kept / "wrapper/rustc_info.json"
    before = (wrapper.stat().st_mtime_ns, ours.read_bytes())
    second = record(workspace, root / ".ferrule/scratch", options)

    assert "the user's" == place.read_text()
    assert before == (wrapper.stat().st_mtime_ns, ours.read_bytes())
    assert 2 == len(first.reports) == len(second.reports)
    assert all("FERRULE_NOTES" not in dict(report.unit.env) for report in second.reports)


def test_without_answers_of_the_user_none_are_left(tmp_path: Path) -> None:
    """A target folder that had none has none afterwards."""
    root = package(tmp_path / "ws", {"src/lib.rs": BROKEN})

    found = record(read_workspace(root), root / ".ferrule/scratch", CheckOptions(kept=tmp_path / "kept"))

    assert errors(found.reading.findings)
    assert not (root / "target/.rustc_info.json").exists()


@needs_namespaces
@pytest.mark.sandbox
def test_a_recheck_notes_the_units_as_well(tmp_path: Path) -> None:
    """With a kept folder, too, the units of a check away from the tree are there."""
    root = package(tmp_path / "ws")
    record(read_workspace(root), root / ".ferrule/scratch")  # writes Cargo.lock
    changed = {root / "src/lib.rs": BROKEN.encode()}

    found = recheck(read_workspace(root), changed, root / ".ferrule/scratch", CheckOptions(kept=root / ".ferrule"))

    assert [True, True] == [bool(report.findings) for report in found.reports]
