"""Whole files put into a tree: replaced, made, taken out; and what stands in the way is named."""

from pathlib import Path

import pytest

from ferrule.edits.whole_files import Coming, put_in_place
from ferrule.errors import NotWritable
from workspaces import write


def staged(folder: Path, files: dict[str, str | None]) -> list[Coming]:
    """Stage these texts for a tree; None takes a file away."""
    found = []
    for number, (name, text) in enumerate(files.items()):
        path = folder / f"staged-{number}"
        if text is not None:
            path.write_text(text)
        found.append(Coming(folder / "tree" / name, None if text is None else path))
    return found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a tree."""
    return write(tmp_path / "tree", {"a.rs": "a", "in/b.rs": "b", "in/deep/c.rs": "c", "run.sh": "x"})


def test_files_come_and_go(root: Path) -> None:
    """With the rights of what was staged; folders are made where they are missing, and go when they are empty."""
    coming = staged(root.parent, {"a.rs": "A", "new/er/d.rs": "d", "in/deep/c.rs": None, "gone.rs": None})
    (root.parent / "staged-0").chmod(0o755)
    before = (root / "a.rs").stat().st_mtime_ns

    put_in_place(root, root.parent / "state", coming)

    found = {str(path.relative_to(root)): path.read_text() for path in root.rglob("*") if path.is_file()}
    assert {"a.rs": "A", "new/er/d.rs": "d", "in/b.rs": "b", "run.sh": "x"} == found
    assert (0o755, True) == ((root / "a.rs").stat().st_mode & 0o777, (root / "a.rs").stat().st_mtime_ns > before)
    assert not (root / "in/deep").exists()


def test_links_and_folders(root: Path) -> None:
    """A link is put in place as one, what it led to is not touched; a file becomes a folder, and a folder a file."""
    (root.parent / "staged-0").symlink_to("/nowhere")
    (root / "a.rs").unlink()
    (root / "a.rs").symlink_to(root / "run.sh")
    coming = [Coming(root / "in", root.parent / "staged-0"), *staged(root.parent, {})]
    coming += [Coming(root / "in/b.rs", None), Coming(root / "in/deep/c.rs", None)]
    put_in_place(root, root.parent / "state", coming)
    put_in_place(
        root, root.parent / "state", staged(root.parent / ".", {"run.sh": None, "run.sh/x": None, "a.rs": "A"})
    )

    assert ("/nowhere", "A", False) == (
        str((root / "in").readlink()),
        (root / "a.rs").read_text(),
        (root / "a.rs").is_symlink(),
    )


def test_what_cannot_be_written_is_named(root: Path) -> None:
    """A folder that is not empty keeps its place."""
    with pytest.raises(NotWritable, match="in"):
        put_in_place(root, root.parent / "state", staged(root.parent, {"in": "x"}))

    assert "b" == (root / "in/b.rs").read_text()
