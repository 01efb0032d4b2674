"""Changes in memory: built from edits, layered, read through, and kept within borders."""

import hashlib
from pathlib import Path

import pytest

from edits.trees import edit
from ferrule.edits.changes import Change, against, content, edited, forbidden, located
from ferrule.errors import EditConflict, SourceChanged


@pytest.fixture
def lib(root: Path) -> Path:
    """A source file that holds `abc`."""
    path = root / "src" / "lib.rs"
    path.parent.mkdir()
    path.write_bytes(b"abc")
    return path


def test_hashes() -> None:
    """A change is known by the hashes of both contents."""
    change = Change(Path("/a"), b"old", b"new")

    assert change.before_sha256 == hashlib.sha256(b"old").hexdigest()
    assert change.after_sha256 == hashlib.sha256(b"new").hexdigest()


def test_edits_on_top_of_changes(root: Path, lib: Path) -> None:
    """Later edits count in the text that earlier ones made; other changes stay; the disk is not touched."""
    other = root / "other.rs"
    first = edited(root, [edit("src/lib.rs", 0, 0, ">>")], {other: b"other"})
    second = edited(root, [edit("src/lib.rs", 2, 3, "A"), edit("src/lib.rs", 5, 5, "!")], first)

    assert second == {other: b"other", lib: b">>Abc!"}
    assert (content(lib, second), content(lib, {})) == (b">>Abc!", b"abc")


def test_one_file_with_several_names(root: Path, lib: Path) -> None:
    """Edits of one file meet, under whatever name the compiler knew it: with dots, absolute, through a link."""
    (root / "linked").symlink_to("src")
    names = ("src/../src/lib.rs", str(lib), "linked/lib.rs")

    assert {located(root, name) for name in names} == {lib}
    with pytest.raises(EditConflict, match="overlaps"):
        edited(root, [edit(name, 0, 1, "x") for name in names[:2]], {})


def test_names_when_the_root_is_a_link(root: Path, lib: Path, tmp_path: Path) -> None:
    """A file is named below the root as that was given; one outside by where it really lies."""
    alias = tmp_path / "alias"
    alias.symlink_to(root)

    assert located(alias, "src/lib.rs") == alias / "src/lib.rs"
    assert located(alias, "../elsewhere.rs") == tmp_path.resolve() / "elsewhere.rs"


def test_a_file_that_is_not_there(root: Path) -> None:
    """Edits for a missing file are about a tree that has changed."""
    with pytest.raises(SourceChanged, match=r"gone\.rs: No such file"):
        edited(root, [edit("gone.rs", 0, 0, "")], {})


def test_changes_against_what_was_read(root: Path, lib: Path) -> None:
    """Each file that differs gives a change, from what was read then, or else is on disk now."""
    second = root / "src" / "a.rs"
    second.write_bytes(b"now")
    after = {lib: b"new", second: b"later"}

    assert against({lib: b"old"}, after) == (Change(second, b"now", b"later"), Change(lib, b"old", b"new"))
    assert against({}, {lib: b"abc"}) == ()


def test_a_source_may_be_edited(root: Path, lib: Path) -> None:
    """A regular file of the workspace is free, also through a link that stays inside."""
    (root / "link.rs").symlink_to(lib)

    assert forbidden(root, lib, root / "target") is None
    assert forbidden(root, root / "link.rs", root / "target") is None


@pytest.mark.parametrize("folder", [".git", ".ferrule", "a/.git/b", ".GIT", "target/debug"])
def test_folders_without_sources(folder: str, root: Path) -> None:
    """Nothing below git's folder, ours or the target folder is edited, not even through a link."""
    path = root / folder / "build.rs"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    (root / "link.rs").symlink_to(path)

    assert [f"{forbidden(root, each, root / 'target')}"[:8] for each in (path, root / "link.rs")] == ["lies in "] * 2


def test_what_is_not_a_file_inside(root: Path, lib: Path, tmp_path: Path) -> None:
    """Folders, links that lead out or round, missing and outside files each have their reason."""
    outside = tmp_path.resolve() / "outside.rs"
    outside.write_bytes(b"")
    (root / "out").symlink_to(tmp_path)
    (root / "round").symlink_to("round")
    told = {name: forbidden(root, root / name) for name in ("src", "out/outside.rs", "gone.rs", "../outside.rs")}

    assert told == {
        "src": "is not a regular file",
        "out/outside.rs": f"lies outside of the workspace, at {outside}",
        "gone.rs": "No such file or directory",
        "../outside.rs": f"lies outside of the workspace, at {outside}",
    }
    assert "symbolic links" in str(forbidden(root, root / "round"))


def test_what_cannot_be_replaced(root: Path, lib: Path) -> None:
    """A file without write permission and one with a second name are left alone, also for root."""
    lib.chmod(0o444)
    assert forbidden(root, lib) == "is read-only"
    lib.chmod(0o644)
    (root / "twin.rs").hardlink_to(lib)
    assert forbidden(root, lib) == "has 2 names (hard links)"
