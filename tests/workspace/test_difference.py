"""What differs from a commit, in real repositories: whatever the index, the times and git's settings say."""

import os
import subprocess
from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.workspace.difference import LARGEST, difference
from workspaces import write


def git(root: Path, *words: str) -> str:
    """Run git as somebody with a name."""
    argv = ("git", "-c", "user.name=t", "-c", "user.email=t@e.org", "-c", "commit.gpgsign=false", *words)
    return subprocess.run(argv, cwd=root, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with one commit."""
    write(tmp_path, {"src/lib.rs": "fn f() {}\n", "tests/a.rs": "#[test]\nfn t() {}\n", "README.md": "é\n"})
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\x00\xff")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")
    return tmp_path


def test_nothing_differs(root: Path) -> None:
    """A clean tree has no difference, and neither has a touched file."""
    os.utime(root / "src/lib.rs")
    assert difference(root, "HEAD").paths == ()
    assert difference(root, "HEAD").left_out == {}


def test_changed_new_and_gone(root: Path) -> None:
    """Both texts of what changed, one of what is new or gone; ignored files are not looked at."""
    write(root, {"src/lib.rs": "fn g() {}\n", "src/new.rs": "é", "junk.log": "x", ".gitignore": "*.log\n"})
    (root / "tests/a.rs").unlink()
    found = difference(root, "HEAD")
    assert found.before == {"src/lib.rs": b"fn f() {}\n", "tests/a.rs": b"#[test]\nfn t() {}\n"}
    assert found.after == {"src/lib.rs": b"fn g() {}\n", "src/new.rs": "é".encode(), ".gitignore": b"*.log\n"}


def test_committed_and_staged_changes_count(root: Path) -> None:
    """It is the commit at the beginning that counts, wherever HEAD has gone and whatever is staged."""
    begun = git(root, "rev-parse", "HEAD")
    write(root, {"src/lib.rs": "fn g() {}\n"})
    git(root, "commit", "-q", "-am", "two")
    write(root, {"src/new.rs": "fn h() {}\n"})
    git(root, "add", "src/new.rs")
    assert difference(root, begun).paths == ("src/lib.rs", "src/new.rs")
    assert difference(root, "HEAD").paths == ("src/new.rs",)


def test_nothing_can_be_hidden_from_it(root: Path) -> None:
    """An index that says `assume-unchanged` or `skip-worktree`, and times that were set back, change nothing."""
    status = (root / "src/lib.rs").stat()
    git(root, "config", "core.trustctime", "false")
    git(root, "update-index", "--assume-unchanged", "src/lib.rs")
    git(root, "update-index", "--skip-worktree", "tests/a.rs")
    write(root, {"src/lib.rs": "fn x() {}\n", "tests/a.rs": "#[test]\nfn u() {}\n"})
    os.utime(root / "src/lib.rs", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert git(root, "status", "--porcelain") == ""
    assert difference(root, "HEAD").paths == ("src/lib.rs", "tests/a.rs")


def test_a_replaced_commit_is_not_believed(root: Path) -> None:
    """`git replace` makes git show another commit; what is compared is the one that was there."""
    begun = git(root, "rev-parse", "HEAD")
    write(root, {"src/lib.rs": "fn g() {}\n"})
    git(root, "commit", "-q", "-am", "two")
    git(root, "replace", begun, "HEAD")
    assert git(root, "show", f"{begun}:src/lib.rs") == "fn g() {}"
    assert difference(root, begun).before == {"src/lib.rs": b"fn f() {}\n"}


def test_a_workspace_within_a_repository(root: Path) -> None:
    """Paths are relative to the workspace, and what lies outside of it is not looked at."""
    write(root, {"inner/Cargo.toml": "[package]\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "two")
    write(root, {"inner/Cargo.toml": "", "inner/src/lib.rs": "", "src/lib.rs": ""})
    assert difference(root / "inner", "HEAD").paths == ("Cargo.toml", "src/lib.rs")


def test_paths_beside_the_workspace(root: Path) -> None:
    """A path that leads out of the workspace is compared where the repository has it."""
    write(root, {"inner/Cargo.toml": "[package]\n", "common/a.rs": "fn a() {}\n"})
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "two")
    write(root, {"common/a.rs": "fn b() {}\n", "inner/Cargo.toml": ""})
    found = difference(root / "inner", "HEAD", ["../common/a.rs", "Cargo.toml", "../README.md"])
    assert found.before == {"../common/a.rs": b"fn a() {}\n", "Cargo.toml": b"[package]\n"}
    assert found.after == {"../common/a.rs": b"fn b() {}\n", "Cargo.toml": b""}


def test_only_some_paths(root: Path) -> None:
    """Where paths are named, only those are compared."""
    write(root, {"src/lib.rs": "", "README.md": ""})
    assert difference(root, "HEAD", ["README.md", "gone.md"]).paths == ("README.md",)


def test_what_is_left_out(root: Path) -> None:
    """Links, binary files, large files and repositories within are told and not read."""
    (root / "src/lib.rs").unlink()
    (root / "src/lib.rs").symlink_to("/etc/passwd")
    (root / "logo.png").write_bytes(b"\x89PNG\x01\xfe")
    (root / "big.txt").write_bytes(b"a" * (LARGEST + 1))
    (root / "tests/a.rs").write_bytes(b"\xff\xfe")
    write(root, {"sub/x.rs": ""})
    git(root / "sub", "init", "-q")
    found = difference(root, "HEAD")
    assert found.left_out == {
        "src/lib.rs": "link",
        "logo.png": "no text",
        "big.txt": f"too large: {LARGEST + 1} bytes",
        "tests/a.rs": "no text",
        "sub/": "submodule",
    }
    assert found.paths == ()


def test_links_that_stay(root: Path) -> None:
    """A link that leads where it led does not differ; one that leads elsewhere does."""
    (root / "link").symlink_to("README.md")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "two")
    assert difference(root, "HEAD").left_out == {}
    (root / "link").unlink()
    (root / "link").symlink_to("src/lib.rs")
    assert difference(root, "HEAD").left_out == {"link": "link"}


def test_line_ends_are_no_difference(root: Path) -> None:
    """What `core.autocrlf` makes of a file is the file."""
    (root / "src/lib.rs").write_bytes(b"fn f() {}\r\n")
    assert difference(root, "HEAD").paths == ()


def test_text_beside_what_is_none(root: Path) -> None:
    """Binary files among the texts that git gives do not shift the others."""
    names = [f"{letter}.bin" if at % 2 else f"{letter}.rs" for at, letter in enumerate("abcdef")]
    for name in names:
        (root / name).write_bytes(b"\xf0\x9f\x98" * 9 if name.endswith("bin") else f"// {name} é\n".encode())
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "two")
    for name in names:
        (root / name).write_text("now text")
    found = difference(root, "HEAD")
    assert dict(found.before) == {name: f"// {name} é\n".encode() for name in names if name.endswith("rs")}
    assert [name for name in names if name.endswith("bin")] == sorted(found.left_out)


def test_no_commit_yet(tmp_path: Path) -> None:
    """Where there was nothing, all files are new."""
    write(tmp_path, {"src/lib.rs": "fn f() {}\n"})
    git(tmp_path, "init", "-q")
    assert difference(tmp_path, "").after == {"src/lib.rs": b"fn f() {}\n"}


@pytest.mark.parametrize("commit", ["nowhere", "--all", "HEAD:src"])
def test_unknown_commits(root: Path, commit: str) -> None:
    """A commit that git does not know is said; it is never taken for an option."""
    with pytest.raises(WrongUse, match="git does not tell"):
        difference(root, commit)


def test_no_program_of_the_repository_is_run(root: Path, tmp_path: Path) -> None:
    """Filters and drivers that the repository sets up are not started."""
    mark = tmp_path / "ran"
    for name in ("filter.x.clean", "filter.x.smudge", "diff.x.textconv", "diff.external"):
        git(root, "config", name, f"touch {mark}; cat")
    write(root, {".gitattributes": "* filter=x diff=x\n", "src/lib.rs": "fn g() {}\n"})
    assert difference(root, "HEAD").paths == (".gitattributes", "src/lib.rs")
    assert not mark.exists()
