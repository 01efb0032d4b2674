"""Recovery: what an interrupted step left is ended or thrown away, and what others did meanwhile stays."""

import json
from pathlib import Path
from typing import Any

import pytest

from edits.trees import grow, leftovers, seen_in
from ferrule.edits.changes import Change
from ferrule.edits.journal import apply, recover
from ferrule.edits.settle import Outcome, Recovered
from ferrule.edits.undo import undo, undoable
from ferrule.errors import NotWritable


def rewrite(state: Path, **values: Any) -> None:
    """Set values of the run's manifest, as if it had been cut short then."""
    path = state / "edits/run/manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


@pytest.fixture
def changes(root: Path, state: Path) -> tuple[Change, ...]:
    """Three changes that were applied."""
    made = grow(root, 3)
    apply(root, state, "run", made)
    return made


def test_a_committed_step_goes_on(root: Path, state: Path, changes: tuple[Change, ...]) -> None:
    """Files still old become new, with their mode; the step counts as made, and can be undone."""
    changes[1].path.write_bytes(changes[1].before)
    changes[1].path.chmod(0o600)
    rewrite(state, status="committed")

    assert recover(root, state) == (Recovered("run", Outcome.FINISHED, (changes[1].path,)),)
    assert (seen_in(changes), recover(root, state)) == ("new", ())
    assert changes[1].path.stat().st_mode & 0o777 == 0o755
    undo(root, state, None)
    assert seen_in(changes) == "old"


def test_an_undo_goes_on(root: Path, state: Path, changes: tuple[Change, ...]) -> None:
    """An undo that was begun is brought to its end."""
    changes[1].path.write_bytes(changes[1].before)
    rewrite(state, status="undoing")

    (told,) = recover(root, state)

    assert (told.outcome, set(told.written)) == (Outcome.TAKEN_BACK, {changes[0].path, changes[2].path})
    assert (seen_in(changes), undoable(state)) == ("old", ())


def test_what_the_user_changed_stays(root: Path, state: Path, changes: tuple[Change, ...]) -> None:
    """Files that are neither old nor new, gone, or behind a link by now are left alone and named."""
    mine, gone, moved = (change.path for change in changes)
    mine.write_bytes(b"mine")
    gone.unlink()
    moved.unlink()
    elsewhere = root / "elsewhere.rs"
    elsewhere.write_bytes(changes[2].before)
    moved.symlink_to(elsewhere)
    rewrite(state, status="committed")

    (told,) = recover(root, state)

    assert (told.written, set(told.left)) == ((), {mine, gone, moved})
    assert (mine.read_bytes(), gone.exists(), elsewhere.read_bytes()) == (b"mine", False, changes[2].before)
    assert recover(root, state) == ()


def test_a_step_that_was_not_committed(root: Path, state: Path, changes: tuple[Change, ...]) -> None:
    """Its journal is thrown away with the files it had laid beside the sources, and without a look at those."""
    (changes[0].path.parent / ".ferrule-run-0").write_bytes(b"half writ")
    rewrite(state, status="prepared")

    assert recover(root, state) == (Recovered("run", Outcome.DISCARDED),)
    assert (leftovers(root), (state / "edits/run").exists(), recover(root, state)) == ([], False, ())


def test_a_journal_without_a_manifest(root: Path, state: Path, changes: tuple[Change, ...]) -> None:
    """What was cut short in its making or its removal is removed."""
    (state / "edits/run/manifest.json").unlink()

    assert recover(root, state) == (Recovered("run", Outcome.DISCARDED),)
    assert not (state / "edits/run").exists()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"format": 2}, "format 2, this ferrule knows 1"),
        ({"status": "odd"}, "'odd' is not a valid Status"),
        ({"files": [{"path": "../a", "mode": 420, "before": "0" * 64, "after": "1" * 64}]}, "leads out"),
        ({"files": [{"path": "/a", "mode": 420, "before": "0" * 64, "after": "1" * 64}]}, "leads out"),
        ({"files": [{"path": "a", "mode": 420, "before": "../../x", "after": "1" * 64}]}, "not a hash"),
        ({"files": 7}, "not iterable"),
    ],
)
def test_a_foreign_journal(
    values: dict[str, Any], why: str, root: Path, state: Path, changes: tuple[Change, ...]
) -> None:
    """A journal of a later format, or one that leads astray, is left for a person; the work goes on beside it."""
    rewrite(state, **values)

    (told,) = recover(root, state)

    assert (told.run_id, told.outcome, told.left) == ("run", Outcome.UNREADABLE, ())
    assert why in told.why
    assert seen_in(changes) == "new"
    apply(root, state, "next", [Change(changes[0].path, changes[0].after, b"next")])
    assert undo(root, state, None).run_id == "next"


def test_a_planted_journal(root: Path, state: Path) -> None:
    """A journal that came with the repository cannot write below git's folder, nor through a link."""
    config = Change(root / "src/config", b"old", b"evil")
    config.path.parent.mkdir()
    config.path.write_bytes(b"old")
    apply(root, state, "run", [config])
    (root / ".git").mkdir()
    (root / ".git/config").write_bytes(b"old")
    (told,) = json.loads((state / "edits/run/manifest.json").read_text())["files"]
    rewrite(state, status="committed", files=[told | {"path": ".git/config"}])

    (recovered,) = recover(root, state)

    assert recovered.left == (root / ".git/config",)
    assert (root / ".git/config").read_bytes() == b"old"


def test_a_damaged_journal(root: Path, state: Path, changes: tuple[Change, ...]) -> None:
    """A content that is not what was kept is an error, told each time, and is never written to the tree."""
    changes[1].path.write_bytes(changes[1].before)
    (state / "edits/run/contents" / changes[1].after_sha256).write_bytes(b"damaged")
    rewrite(state, status="committed")

    for _ in range(2):
        with pytest.raises(NotWritable, match="the journal's copy is damaged"):
            recover(root, state)

    assert changes[1].path.read_bytes() == changes[1].before


def test_nothing_to_recover(root: Path, state: Path) -> None:
    """Where nothing was ever edited, nothing is made."""
    assert recover(root, state) == ()
    assert not state.exists()


def test_an_apply_settles_first(root: Path, state: Path, changes: tuple[Change, ...]) -> None:
    """A new step never goes on top of half a step: that one is ended, and files it changed are refused as changed."""
    changes[1].path.write_bytes(changes[1].before)
    rewrite(state, status="committed")
    (new,) = grow(root / "more", 1)

    apply(root, state, "next", [new])

    assert (seen_in((*changes, new)), [run.run_id for run in undoable(state)]) == ("new", ["next", "run"])
