"""Journals of old edits go with a cleaning; none that `undo` or a recovery needs."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from edits.trees import grow, seen_in
from ferrule.edits.changes import Change
from ferrule.edits.journal import apply
from ferrule.edits.lock import edit_lock, silent
from ferrule.edits.manifest import Status, enter, journals
from ferrule.edits.undo import undo
from ferrule.errors import WrongUse
from ferrule.flow.cleaning import KEEP, YOUNG_S, cleaned, planned, prune_quietly
from ferrule.store.owners import MARK
from ferrule.store.place import Place, scratch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with an empty state folder."""
    made = tmp_path / "work"
    (made / ".ferrule").mkdir(parents=True)
    return made.resolve()


def state(root: Path) -> Path:
    """Give the state folder."""
    return root / ".ferrule"


def edited(root: Path, count: int, *, days: float = 40) -> tuple[Change, ...]:
    """Make as many edits as that, one a run, all of them so many days old."""
    changes = grow(root, count)
    for number, change in enumerate(changes):
        apply(root, state(root), f"run-{number}", (change,))
    for folder in (state(root) / "edits").glob("run-*"):
        moment = time.time() - days * 24 * 3600
        os.utime(folder, (moment, moment))
    return changes


def left(root: Path) -> list[str]:
    """Give the runs that have a journal, oldest first."""
    return [journal.run_id for journal in journals(state(root))]


def test_old_journals_go(root: Path) -> None:
    """Beyond the newest ones, and older than a month: the plan says so before and does nothing."""
    changes = edited(root, 5)
    plan = planned(root, 2)
    before = left(root)
    gone = cleaned(root, 2)

    assert plan == gone
    assert (0, 0, 3) == (gone.runs, gone.logs, gone.journals)
    assert gone.files >= 6
    assert gone.bytes > 0
    assert ([f"run-{n}" for n in range(5)], ["run-3", "run-4"]) == (before, left(root))
    assert "new" == seen_in(changes)
    assert (0, "run-4") == (cleaned(root, 2).journals, undo(root, state(root), None).run_id)


def test_young_journals_stay(root: Path) -> None:
    """Within the month every repair can be taken back, however few runs are kept."""
    edited(root, 3, days=YOUNG_S / 24 / 3600 - 1)

    assert 0 == cleaned(root, 0).journals
    assert ["run-0", "run-1", "run-2"] == left(root)


def test_undone_ones_go_as_well(root: Path) -> None:
    """A journal that was taken back is of no use, and as old as its undo."""
    edited(root, 2)
    undo(root, state(root), "run-0")
    young = cleaned(root, 0).journals
    os.utime(state(root) / "edits" / "run-0", (0, 0))

    assert (1, ["run-0"], 1) == (young, left(root), cleaned(root, 0).journals)


@pytest.mark.parametrize("status", [Status.PREPARED, Status.COMMITTED, Status.UNDOING])
def test_what_is_not_settled_stays(root: Path, status: Status) -> None:
    """A step that was cut short keeps its journal, whatever its age."""
    edited(root, 2)
    enter(journals(state(root))[0], status)
    os.utime(state(root) / "edits" / "run-0", (0, 0))
    prune_quietly(Place(state(root)))

    assert (1, ["run-0"]) == (cleaned(root, 0).journals, left(root))


def test_unreadable_ones_stay(root: Path) -> None:
    """What nobody can read is left for a person to look at."""
    edited(root, 1)
    folder = state(root) / "edits" / "run-0"
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    os.utime(folder, (0, 0))

    assert (0, True) == (cleaned(root, 0).journals, folder.exists())


@pytest.mark.parametrize("status", [Status.COMMITTED, Status.UNDOING])
def test_everything_does_not_go_while_files_are_half_edited(root: Path, status: Status) -> None:
    """Without its journal the step could never be ended: `clean --all` refuses and says what ends it."""
    edited(root, 1)
    enter(journals(state(root))[0], status)

    with pytest.raises(WrongUse, match=r"^run-0: its edits are half made; `ferrule fix` or `ferrule undo` ends"):
        cleaned(root, None)
    assert ["run-0"] == left(root)


def test_everything_goes_when_all_is_settled(root: Path) -> None:
    """`clean --all` takes settled journals of any age; the sources stay."""
    changes = edited(root, 2, days=0)
    cleaned(root, None)

    assert ([], "new") == (list(state(root).iterdir()), seen_in(changes))


def test_every_run_prunes(root: Path) -> None:
    """What dead runs left and the oldest journals go, with nothing to tell; a second call finds nothing."""
    edited(root, KEEP + 2)
    dead = scratch(Place(state(root)), "dead")
    (dead / MARK).write_text(f"{os.getpid()} 1\n", encoding="ascii")

    assert ((), ()) == (prune_quietly(Place(state(root))), prune_quietly(Place(state(root))))
    assert (False, [f"run-{n}" for n in range(2, KEEP + 2)]) == (dead.exists(), left(root))


def test_pruning_waits_for_nobody(root: Path) -> None:
    """While another ferrule edits files the journals stay for the next run, and nothing is told."""
    edited(root, KEEP + 1)

    with edit_lock(state(root), silent):
        assert () == prune_quietly(Place(state(root)))

    assert "run-0" in left(root)


def test_a_refusal_is_a_note(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be removed is told, and the run goes on."""
    dead = scratch(Place(state(root)), "dead")
    (dead / MARK).write_text(f"{os.getpid()} 1\n", encoding="ascii")

    def refuse(path: str, *_words: object, **_more: object) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    monkeypatch.setattr("shutil.rmtree", refuse)

    assert (f"what earlier runs left is not cleaned up: {dead}: Operation not permitted",) == prune_quietly(
        Place(state(root))
    )


def test_linked_journals_stay(tmp_path: Path, root: Path) -> None:
    """Where the folder of the journals is a link, nothing behind it is taken."""
    edited(root, KEEP + 1)
    (state(root) / "edits").rename(tmp_path / "edits")
    (state(root) / "edits").symlink_to(tmp_path / "edits")
    prune_quietly(Place(state(root)))

    assert (0, KEEP + 1) == (cleaned(root, 0).journals, len(list((tmp_path / "edits").glob("run-*"))))


def test_nothing_there(root: Path) -> None:
    """Where nothing was ever edited no lock and no folder is made."""
    assert ((), 0) == (prune_quietly(Place(state(root))), cleaned(root, 5).journals)
    assert [] == list(state(root).iterdir())


def test_pruning_starts_nothing_heavy(root: Path) -> None:
    """Neither SQLAlchemy nor Alembic is imported."""
    code = (
        "import sys; from pathlib import Path; from ferrule.flow.cleaning import prune_quietly; "
        "from ferrule.store.place import Place; prune_quietly(Place(Path(sys.argv[1]))); "
        "print({'sqlalchemy', 'alembic'} & set(sys.modules))"
    )
    done = subprocess.run((sys.executable, "-c", code, str(state(root))), capture_output=True, text=True, check=True)

    assert "set()\n" == done.stdout
