"""Undo gives back every byte and mode, or touches nothing."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from edits.trees import grow, leftovers, seen_in
from ferrule.edits.changes import Change
from ferrule.edits.journal import apply, recover
from ferrule.edits.undo import Undone, undo, undoable
from ferrule.errors import FerruleError, NothingToUndo, NotWritable, SourceChanged


def refused(root: Path, kind: type[FerruleError], run_id: str | None = None) -> str:
    """Give the words of a refusal."""
    with pytest.raises(kind) as refusal:
        undo(root, root / ".ferrule", run_id)
    return str(refusal.value).replace(str(root), "ROOT")


def steps(root: Path, *texts: bytes) -> Path:
    """Take one file through several runs, `run1` and on; gives the file."""
    path = root / "a.rs"
    path.write_bytes(texts[0])
    for number, (before, after) in enumerate(itertools.pairwise(texts), 1):
        apply(root, root / ".ferrule", f"run{number}", [Change(path, before, after)])
    return path


def test_every_byte_and_mode(root: Path, state: Path) -> None:
    """Files of all kinds are as before the run, even where a mode was changed since; the run is undone for good."""
    changes = grow(root, 20)
    modes = [change.path.stat().st_mode for change in changes]
    apply(root, state, "run", changes)
    changes[3].path.chmod(0o600)

    undone = undo(root, state, None)

    assert undone == Undone("run", tuple(change.path for change in changes))
    assert (seen_in(changes), leftovers(root), recover(root, state)) == ("old", [], ())
    assert modes == [change.path.stat().st_mode for change in changes]
    assert refused(root, NothingToUndo) == "the edits of every run are undone already"
    assert refused(root, NothingToUndo, "run") == "run: is undone already"


def test_nothing_was_ever_edited(root: Path, state: Path) -> None:
    """Without edits there is nothing to undo, and no state folder is made for it."""
    assert undoable(state) == ()
    assert refused(root, NothingToUndo) == "no run has made edits here"
    assert not state.exists()


def test_an_unknown_run(root: Path) -> None:
    """A run that made no edits cannot be undone; names that are paths lead nowhere."""
    steps(root, b"one", b"two")

    assert refused(root, NothingToUndo, "other") == "other: has made no edits here"
    assert refused(root, NothingToUndo, "../edits/run1") == "../edits/run1: has made no edits here"


def test_undo_after_a_change(root: Path, state: Path) -> None:
    """When files have changed since the run, they are named and nothing at all is touched."""
    changes = grow(root, 3)
    apply(root, state, "run", changes)
    changes[1].path.write_bytes(b"mine")
    changes[2].path.unlink()

    assert refused(root, SourceChanged) == "changed since run edited it: src/file1.rs, src/inner/file2.rs"
    assert (seen_in(changes[:1]), changes[1].path.read_bytes()) == ("new", b"mine")
    assert [run.run_id for run in undoable(state)] == ["run"]


def test_files_that_cannot_be_written(root: Path, state: Path) -> None:
    """A file that was made read-only since is named, and nothing is touched."""
    changes = grow(root, 2)
    apply(root, state, "run", changes)
    changes[1].path.chmod(0o444)

    assert refused(root, NotWritable) == "ROOT/src/file1.rs: is read-only"
    assert seen_in(changes) == "new"


def test_runs_in_turn(root: Path, state: Path) -> None:
    """Newest first, each undo goes one run back; edits can be made in between."""
    path = steps(root, b"0", b"1", b"2", b"3")

    assert [(undo(root, state, None).run_id, path.read_bytes()) for _ in range(2)] == [("run3", b"2"), ("run2", b"1")]
    apply(root, state, "again", [Change(path, b"1", b"x")])
    assert [undo(root, state, None).run_id for _ in range(2)] == ["again", "run1"]
    assert path.read_bytes() == b"0"


def test_an_older_run_of_the_same_file(root: Path, state: Path) -> None:
    """A run cannot be undone from under a newer one that edited the same file; after that one is undone, it can."""
    path = steps(root, b"0", b"1", b"2")

    assert refused(root, SourceChanged, "run1") == "changed since run1 edited it: a.rs"
    assert path.read_bytes() == b"2"
    undo(root, state, "run2")
    undo(root, state, "run1")
    assert path.read_bytes() == b"0"


def test_an_older_run_of_other_files(root: Path, state: Path) -> None:
    """Runs that share no file can be undone in any order."""
    changes = grow(root, 2)
    for change in changes:
        apply(root, state, change.path.stem, [change])

    undo(root, state, "file0")

    assert (seen_in(changes[:1]), seen_in(changes[1:])) == ("old", "new")


def test_the_list(root: Path, state: Path) -> None:
    """The runs are listed newest first, with time and files, without those undone."""
    steps(root, b"0", b"1", b"2", b"3")
    undo(root, state, None)

    listed = undoable(state)

    assert [(run.run_id, run.files) for run in listed] == [("run2", ("a.rs",)), ("run1", ("a.rs",))]
    assert all(datetime.now(UTC) - run.made < timedelta(minutes=5) for run in listed)


def test_a_moved_workspace(root: Path, tmp_path: Path) -> None:
    """A workspace that was moved with its state undoes its runs where it is now."""
    changes = grow(root, 2)
    apply(root, root / ".ferrule", "run", changes)
    moved = tmp_path.resolve() / "moved"
    root.rename(moved)

    undo(moved, moved / ".ferrule", None)

    assert seen_in(tuple(Change(moved / c.path.relative_to(root), c.before, c.after) for c in changes)) == "old"


def test_a_damaged_journal(root: Path, state: Path) -> None:
    """A kept content that is not what was kept is never written to the tree."""
    changes = grow(root, 2)
    apply(root, state, "run", changes)
    (state / "edits/run/contents" / changes[1].before_sha256).write_bytes(b"damaged")

    assert "the journal's copy is damaged" in refused(root, NotWritable)
    assert (seen_in(changes), leftovers(root)) == ("new", [])
