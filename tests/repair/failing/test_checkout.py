"""A revision is brought into a folder as it was committed, without a filter, and without touching the repository."""

from pathlib import Path

from ferrule.repair.failing.checkout import check_out, revisions, top_of
from flow.failing.pasts import bytes_of, commit, git
from workspaces import write


def test_as_it_was_committed(tmp_path: Path) -> None:
    """Attributes leave nothing out and start no program; bytes, links and the right to run are kept."""
    root, tree = tmp_path / "repo", tmp_path / "tree"
    write(root, {".gitattributes": "*.rs export-ignore\n*.md filter=loud\n*.txt text eol=crlf\n", "src/a.rs": "a"})
    write(root, {"b.md": "b", "c.txt": "c\n", "run.sh": "#!/bin/sh\n"})
    (root / "raw.bin").write_bytes(b"\xff\x00\xfe")
    (root / "run.sh").chmod(0o755)
    (root / "link").symlink_to("b.md")
    head = commit(root)
    git(root, "config", "filter.loud.smudge", f"touch {tmp_path}/started; cat")
    git(root, "config", "filter.loud.required", "true")
    before = bytes_of(root)

    said = check_out(root, head, tree)

    assert ("", before) == (said, bytes_of(root))
    names = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if not path.is_dir()}
    assert {".gitattributes", "src/a.rs", "b.md", "c.txt", "run.sh", "raw.bin", "link"} == names
    assert (b"\xff\x00\xfe", b"c\n") == ((tree / "raw.bin").read_bytes(), (tree / "c.txt").read_bytes())
    assert (0o755, "b.md") == ((tree / "run.sh").stat().st_mode & 0o777, str((tree / "link").readlink()))
    assert not (tmp_path / "started").exists()


def test_from_one_revision_to_another(tmp_path: Path) -> None:
    """What is as it was keeps its time, what changed gets a new one, what is gone goes; a file may become a folder."""
    root, tree = tmp_path / "repo", tmp_path / "tree"
    first = commit(write(root, {"same": "1", "other": "1", "gone/deep": "1", "kind": "1"}))
    (root / "gone/deep").unlink()
    (root / "kind").unlink()
    (root / "new").symlink_to("same")
    second = commit(root, {"other": "2", "kind/inner": "2"})
    check_out(root, first, tree)
    times = {name: (tree / name).stat().st_mtime_ns for name in ("same", "other")}
    (tree / "Cargo.lock").write_text("made by Cargo")

    check_out(root, second, tree)

    assert (times["same"], True) == (
        (tree / "same").stat().st_mtime_ns,
        times["other"] < (tree / "other").stat().st_mtime_ns,
    )
    assert {"same", "other", "kind", "new"} == {path.name for path in tree.iterdir()}
    assert "2" == (tree / "kind/inner").read_text()
    check_out(root, first, tree)
    assert ("1", False) == ((tree / "kind").read_text(), (tree / "new").is_symlink())


def test_what_git_does_not_know(tmp_path: Path) -> None:
    """Without a repository, a commit or a revision there is an answer, too; so is there when nothing can be written."""
    root = write(tmp_path / "repo", {"a": "1"})
    assert None is top_of(root)
    git(root, "init", "-q")
    assert (root, ()) == (top_of(root), revisions(root, 4))
    head = commit(root)
    (tmp_path / "blocked").write_text("")

    assert (head,) == revisions(root, 4)
    assert "no-such" in check_out(root, "no-such", tmp_path / "tree")
    assert "its files cannot be written" in check_out(root, head, tmp_path / "blocked")
