"""The copy of the sources: equal to the original, times included, and without what is no source."""

import os
from pathlib import Path

import pytest

from ferrule.repair.compile import incremental
from ferrule.repair.compile.incremental import seed, states
from ferrule.repair.compile.mirror import mirror
from workspaces import write


def names(folder: Path) -> set[str]:
    """Give the files below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def test_the_copy_follows_the_original(tmp_path: Path) -> None:
    """New files come, changed ones are renewed, gone ones go; equal ones are not touched."""
    root, copy = tmp_path / "root", tmp_path / "root/.ferrule/tree"
    write(root, {"src/lib.rs": "one", "src/gone.rs": "", "target/x": "", ".git/x": "", "a/target/kept.rs": ""})
    (root / "linked").symlink_to("src")
    (root / "link.rs").symlink_to("nowhere")
    mirror(root, root / "target", copy)
    first = names(copy)
    node = (copy / "a/target/kept.rs").stat().st_ino
    (root / "src/gone.rs").unlink()
    write(root, {"src/lib.rs": "two", "src/new.rs": ""})

    mirror(root, root / "target", copy)

    kept = {"src/lib.rs", "a/target/kept.rs", "linked", "link.rs"}
    assert kept | {"src/gone.rs"} == first
    assert kept | {"src/new.rs"} == names(copy)
    assert "two" == (copy / "src/lib.rs").read_text()
    assert node == (copy / "a/target/kept.rs").stat().st_ino
    assert (copy / "src/lib.rs").stat().st_mtime_ns == (root / "src/lib.rs").stat().st_mtime_ns


def test_the_newest_finished_state_is_linked(tmp_path: Path) -> None:
    """Of a crate's states the newest finished one is shared; its lock is not, nor what is being made."""
    source, folder = tmp_path / "source", tmp_path / "folder"
    home = "demo-1abc"
    sessions = ["s-a-1-x/dep-graph.bin", "s-b-1-x/dep-graph.bin", "s-c-1-working/dep-graph.bin", "s-b-1.lock"]
    write(source, {f"{home}/{name}": "" for name in sessions})
    write(source, {"demo-2/s-a-1-working/x": "", "other-1/s-a-1-x/x": ""})

    seed(source, "demo", folder)

    assert {f"{home}/s-b-1-x/dep-graph.bin", f"{home}/s-b-1.lock"} == names(folder)
    assert (folder / home / "s-b-1-x/dep-graph.bin").samefile(source / home / "s-b-1-x/dep-graph.bin")
    assert not (folder / home / "s-b-1.lock").samefile(source / home / "s-b-1.lock")


def test_a_state_that_is_there_stays(tmp_path: Path) -> None:
    """A slot's own state is newer than the user's: it is not replaced."""
    source, folder = write(tmp_path / "source", {"demo-1/s-b-1-x/x": ""}), tmp_path / "folder"
    write(folder, {"demo-1/s-a-1-x/x": ""})

    seed(source, "demo", folder)

    assert {"demo-1/s-a-1-x/x"} == names(folder)


def test_a_state_that_vanishes_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user's Cargo takes a state away meanwhile, the unit is cold; other file systems get copies."""
    source = write(tmp_path / "source", {"demo-1/s-a-1-x/x": "text"})

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    seed(source, "demo", tmp_path / "copied")
    monkeypatch.setattr(incremental, "_link", refused)
    seed(source, "demo", tmp_path / "none")

    assert "text" == (tmp_path / "copied/demo-1/s-a-1-x/x").read_text()
    assert frozenset() == states(tmp_path / "none", "demo").usable
