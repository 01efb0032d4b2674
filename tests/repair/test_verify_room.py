"""The folder for tests, and which packages are tested: what needs no Cargo to be seen."""

from pathlib import Path

import pytest

from ferrule.facts.finding import Finding, Level
from ferrule.facts.workspace import Package, Target, Workspace
from ferrule.repair.verify.choice import affected, broken, suspects
from ferrule.repair.verify.room import FOLDER, TREE, room, settled
from workspaces import write


def workspace(root: Path) -> Workspace:
    """Give three members of which `c` needs `b-b` and that needs `a`."""
    needs = {"a": (), "b-b": ("a",), "c": ("b-b",)}
    packages = tuple(
        Package(name, name, "1.0.0", "2021", root / name / "Cargo.toml", _library(root, name), (), depends_on)
        for name, depends_on in needs.items()
    )
    return Workspace(root, root / "target", packages, is_virtual=True)


def _library(root: Path, name: str) -> tuple[Target, ...]:
    return (Target(name, ("lib",), root / name / "src/lib.rs", tested=True, doctested=True),)


def error(package: str | None) -> Finding:
    """Give an error in a package."""
    return Finding("rustc", "E0425", Level.ERROR, "missing", package=package)


def test_a_second_run_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    """While one run has the kept folder, another one builds in its scratch folder; afterwards it is free again."""
    scratch = tmp_path / "scratch"
    with room(tmp_path, scratch) as first, room(tmp_path, scratch) as second:
        assert (tmp_path / FOLDER, scratch / FOLDER) == (first, second)

    with room(tmp_path, scratch) as again:
        assert first == again


@pytest.mark.parametrize("name", ["target", TREE, f"{TREE}/demo", "lock", "changed"])
def test_a_link_in_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    """What a repository brought along as a link is neither read nor written."""
    outside = write(tmp_path / "outside", {"file": "mine"})
    link = tmp_path / FOLDER / name
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)

    with room(tmp_path, tmp_path / "scratch") as folder:
        assert tmp_path / "scratch" / FOLDER == folder


def test_what_was_changed_before_is_written_anew(tmp_path: Path) -> None:
    """A file that was changed once comes with its own text from then on; what is gone is left out."""
    old, gone, new = tmp_path / "old.rs", tmp_path / "gone.rs", tmp_path / "new.rs"
    old.write_bytes(b"own")

    first = settled(tmp_path, {old: b"1", gone: b"2"})
    second = settled(tmp_path, {new: b"3"})
    third = settled(tmp_path, {old: b"4"})

    assert {old: b"1", gone: b"2"} == first
    assert {old: b"own", new: b"3"} == second
    assert {old: b"4"} == third


def test_affected_are_dependents_too(tmp_path: Path) -> None:
    """A changed file affects its package and all that need it."""
    known = workspace(tmp_path)

    assert ("b-b", "c") == affected(known, [tmp_path / "b-b/src/x.rs"])
    assert () == affected(known, [tmp_path / "elsewhere.rs"])


def test_broken_are_those_with_errors_and_their_dependents(tmp_path: Path) -> None:
    """Without units every error counts as the library's; an error of nobody leaves nothing to be tested."""
    known = workspace(tmp_path)

    assert frozenset() == broken(known, [], ())
    assert {"b-b", "c"} == broken(known, [error("b-b")], ())
    assert {"a", "b-b", "c"} == broken(known, [error("c"), error(None)], ())


def test_suspects_are_the_packages_in_which_something_failed(tmp_path: Path) -> None:
    """By the name of the binary, for documentation by that of the crate; all where a failure tells no package."""
    known, names = workspace(tmp_path), ("a", "b-b", "c")

    assert ("a", "b-b") == suspects(known, names, ["a::it x", "b_b::doc src/lib.rs - f (line 1)"])
    assert ("c",) == suspects(known, names, ["c: signal: 6, SIGABRT"])
    assert names == suspects(known, names, ["error: no such thing"]) == suspects(known, names, [])
