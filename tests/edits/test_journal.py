"""A step into the user's tree: every file or none, as they were in all but content."""

import json
import os
import stat
import time
from pathlib import Path

import pytest

from edits.trees import grow, leftovers, seen_in
from ferrule.edits.changes import Change, sha256
from ferrule.edits.journal import apply, recover
from ferrule.errors import EditConflict, FerruleError, NotWritable, SourceChanged


def refused(root: Path, kind: type[FerruleError], *changes: Change) -> str:
    """Give the words of a refusal, after which no journal and nothing else is left."""
    with pytest.raises(kind) as refusal:
        apply(root, root / ".ferrule", "refused", changes)
    assert [] == leftovers(root)
    assert not (root / ".ferrule/edits/refused").exists()
    return str(refusal.value).replace(str(root), "ROOT")


def test_all_files_change(root: Path, state: Path) -> None:
    """Files of all kinds get their new bytes, keep mode and owner, and nothing else is left in the tree."""
    changes = grow(root, 20)
    modes = [change.path.stat().st_mode for change in changes]

    apply(root, state, "run", changes)

    assert seen_in(changes) == "new"
    assert modes == [change.path.stat().st_mode for change in changes]
    assert leftovers(root) == []
    assert recover(root, state) == ()


def test_the_journal(root: Path, state: Path) -> None:
    """The journal holds both contents by hash and says what was done; files that did not change are not in it."""
    (change,) = grow(root, 1)
    same = Change(root / "same.rs", b"same", b"same")
    same.path.write_bytes(b"same")

    apply(root, state, "run", (same, change))

    told = json.loads((state / "edits/run/manifest.json").read_text())
    hashes = {"before": change.before_sha256, "after": change.after_sha256}
    assert told["files"] == [{"path": "src/inner/file0.rs", "mode": 0o640, **hashes}]
    assert (told["format"], told["root"], told["status"], told["number"]) == (1, str(root), "done", 1)
    kept = {path.name: path.read_bytes() for path in (state / "edits/run/contents").iterdir()}
    assert {change.before_sha256, change.after_sha256} < set(kept)
    assert all(name == sha256(content) for name, content in kept.items())


def test_nothing_to_change(root: Path, state: Path) -> None:
    """Changes that change nothing leave no journal, but are checked."""
    path = root / "a.rs"
    path.write_bytes(b"a")

    apply(root, state, "run", [Change(path, b"a", b"a")])

    assert not (state / "edits/run").exists()
    assert "ROOT/a.rs" in refused(root, SourceChanged, Change(path, b"b", b"b"))


def test_cargo_notices(root: Path, state: Path) -> None:
    """A replaced file is newer than before, and than anything that was built until now, even if it came from ahead."""
    old, ahead = grow(root, 2)
    future = time.time_ns() + 10**12
    os.utime(ahead.path, ns=(future, future))
    started = time.time_ns()

    apply(root, state, "run", (old, ahead))

    assert old.path.stat().st_mtime_ns > started
    assert ahead.path.stat().st_mtime_ns > future


def test_attributes_stay(root: Path, state: Path) -> None:
    """Extended attributes of a file are those of its successor."""
    (change,) = grow(root, 1)
    try:
        os.setxattr(change.path, "user.note", b"kept")
    except OSError as refusal:
        pytest.skip(f"no extended attributes here: {refusal.strerror}")

    apply(root, state, "run", (change,))

    assert os.getxattr(change.path, "user.note") == b"kept"


def test_a_file_through_a_link(root: Path, state: Path) -> None:
    """The file that a link leads to is replaced; the link stays."""
    (change,) = grow(root, 1)
    link = root / "link.rs"
    link.symlink_to(change.path)

    apply(root, state, "run", (Change(link, change.before, change.after),))

    assert (link.is_symlink(), seen_in((change,))) == (True, "new")


def test_a_root_through_a_link(root: Path, tmp_path: Path) -> None:
    """A workspace may be known by a link, and so may its state folder."""
    grow(root, 2)
    alias = tmp_path / "alias"
    alias.symlink_to(root)
    changes = grow(alias, 2)

    apply(alias, alias / ".ferrule", "run", changes)

    assert seen_in(changes) == "new"


def test_files_that_changed(root: Path, state: Path) -> None:
    """When files are not as they were read, all of them are named and none is touched."""
    changes = grow(root, 4)
    changes[1].path.write_bytes(b"mine")
    changes[2].path.write_bytes(b"mine too")

    told = refused(root, SourceChanged, *changes)

    assert told == "changed since it was read: ROOT/src/file1.rs, ROOT/src/inner/file2.rs"
    assert [change.path.read_bytes() for change in changes[::3]] == [change.before for change in changes[::3]]
    changes[3].path.unlink()
    assert refused(root, SourceChanged, *changes) == "ROOT/src/file3.rs: is gone"


def test_files_that_must_not_change(root: Path, tmp_path: Path) -> None:
    """Files outside, hard-linked, read-only or no files are all named, with reasons, and none is touched."""
    free, linked, locked = grow(root, 3)
    (root / "twin.rs").hardlink_to(linked.path)
    locked.path.chmod(0o444)
    outside = Change(tmp_path.resolve() / "outside.rs", b"", b"new")
    outside.path.write_bytes(b"")
    (root / "out").symlink_to(tmp_path)
    through = Change(root / "out/outside.rs", b"", b"new")
    os.mkfifo(root / "pipe.rs")

    told = refused(root, NotWritable, free, linked, locked, through, Change(root / "pipe.rs", b"", b"new"))

    assert told.split("; ") == [
        "ROOT/src/file1.rs: has 2 names (hard links)",
        "ROOT/src/inner/file2.rs: is read-only",
        f"ROOT/out/outside.rs: lies outside of the workspace, at {outside.path}",
        "ROOT/pipe.rs: is not a regular file",
    ]
    assert (seen_in((free, outside)), stat.S_IMODE(locked.path.stat().st_mode)) == ("old", 0o444)


def test_one_file_twice(root: Path) -> None:
    """Two changes for one file, under whatever names, are refused."""
    (change,) = grow(root, 1)
    (root / "link.rs").symlink_to(change.path)

    told = refused(root, EditConflict, change, Change(root / "link.rs", change.before, b"other"))

    assert told == "ROOT/src/inner/file0.rs: changed twice in one step"


def test_one_run_twice(root: Path, state: Path) -> None:
    """A run makes its edits once: its journal is never written over."""
    first, second = grow(root, 2)
    apply(root, state, "run", (first,))

    with pytest.raises(EditConflict, match="run: the run has made its edits already"):
        apply(root, state, "run", (second,))

    assert (seen_in((first,)), seen_in((second,))) == ("new", "old")


@pytest.mark.parametrize("run_id", ["", ".", "..", "a/b", "../a", ".hidden", "a\n"])
def test_an_id_that_is_a_path(run_id: str, root: Path, state: Path) -> None:
    """An id that leads anywhere but into the journals' folder is a bug of the caller."""
    with pytest.raises(ValueError, match="not the id of a run"):
        apply(root, state, run_id, ())


def test_names_that_are_no_text(root: Path, state: Path) -> None:
    """A file whose name is not UTF-8 is edited like any other."""
    path = Path(os.fsdecode(os.fsencode(root) + b"/\xff.rs"))
    path.write_bytes(b"old")

    apply(root, state, "run", (Change(path, b"old", b"new"),))

    assert path.read_bytes() == b"new"
