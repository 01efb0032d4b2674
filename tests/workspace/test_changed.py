"""Members that are touched since a revision, in real git repositories."""

import subprocess
from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.workspace.changed import touched
from ferrule.workspace.reading import read_both
from workspaces import manifest, members, package, write

NEEDS = '\n[dependencies]\n{} = {{ path = "../{}" }}\n'


def git(root: Path, *words: str) -> None:
    """Run git in a repository, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@b")
    subprocess.run(("git", *who, *words), cwd=root, check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with the members a, b that needs a, c that needs b, and d alone."""
    root = members(tmp_path, {"a": "", "b": NEEDS.format("a", "a"), "c": NEEDS.format("b", "b"), "d": ""})
    write(root, {".gitignore": "target\n", "README.md": "x\n"})
    git(root, "init", "-q", "-b", "main")
    read_both(root)  # writes Cargo.lock
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    return root


def packages(root: Path, revision: str = "") -> set[str]:
    """Give the touched members."""
    return set(touched(read_both(root)[0], revision).packages)


def test_nothing_changed(root: Path) -> None:
    """A clean tree touches nothing."""
    assert set() == packages(root)


@pytest.mark.parametrize(
    ("file", "reached"),
    [
        ("d/src/lib.rs", {"d"}),
        ("a/src/lib.rs", {"a", "b", "c"}),
        ("b/tests/new.rs", {"b", "c"}),
        ("c/data.json", {"c"}),
        ("Cargo.lock", {"a", "b", "c", "d"}),
        ("Cargo.toml", {"a", "b", "c", "d"}),
        (".cargo/config.toml", {"a", "b", "c", "d"}),
        ("README.md", {"a", "b", "c", "d"}),
        (".github/workflows/ci.yml", set()),
    ],
)
def test_a_change_reaches_its_member_and_what_needs_it(root: Path, file: str, reached: set[str]) -> None:
    """Uncommitted, new or changed: the member and its dependents; what governs all or lies in none reaches all."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + "\n", "utf-8")

    assert reached == packages(root)


def test_committed_changes_of_a_branch_count_from_its_beginning(root: Path) -> None:
    """What the trunk got since does not count; what was deleted does."""
    git(root, "checkout", "-qb", "work")
    (root / "d/src/extra.rs").write_text("")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "work")
    git(root, "checkout", "-q", "main")
    (root / "a/src/lib.rs").write_text("")
    git(root, "commit", "-qam", "trunk")
    git(root, "checkout", "-q", "work")

    assert {"d"} == packages(root, "main")
    assert {"d"} == packages(root)


def test_a_workspace_below_the_top_of_its_repository(tmp_path: Path) -> None:
    """Files outside of the workspace do not count, paths are relative to it."""
    root = members(tmp_path / "rust", {"a": "", "b": ""})
    write(tmp_path, {"web/index.js": "1", ".gitignore": "target\nCargo.lock\n"})
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "first")
    write(tmp_path, {"web/index.js": "2", "rust/b/src/lib.rs": "//! Other.\n"})

    found = touched(read_both(root)[0], "")

    assert (("b/src/lib.rs",), {"b"}) == (found.files, set(found.packages))


def test_a_file_that_moved_counts_where_it_was_too(root: Path) -> None:
    """Git's search for renames names the new place alone."""
    write(root, {"d/src/extra.rs": "// a file of its own\n"})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "more")
    git(root, "mv", "d/src/extra.rs", "c/src/extra.rs")

    assert {"c", "d"} == packages(root)


def test_crates_beside_the_workspace_count(tmp_path: Path) -> None:
    """A path dependency in the same repository concerns every member; one outside of it is told of."""
    package(tmp_path / "repository/near", more="\n[lib]\nname = 'near'\n")
    package(tmp_path / "far")
    needs = '\n[dependencies]\nnear = { package = "demo", path = "../../near" }\n'
    far = '\n[dependencies]\ndemo = { path = "../../../far" }\n'
    root = members(tmp_path / "repository/rust", {"a": needs, "b": far})
    write(tmp_path / "repository", {".gitignore": "target\nCargo.lock\n"})
    git(tmp_path / "repository", "init", "-q", "-b", "main")
    git(tmp_path / "repository", "add", "-A")
    git(tmp_path / "repository", "commit", "-qm", "first")
    write(tmp_path / "repository", {"near/src/lib.rs": "//! Other.\n"})

    found = touched(read_both(root)[0], "")

    assert {"a", "b"} == found.packages
    assert (str(tmp_path / "repository/near/src/lib.rs"),) == found.files
    assert (str(tmp_path / "far"),) == found.unseen


@pytest.mark.parametrize(
    ("file", "reached"),
    [("src/lib.rs", {"demo"}), ("tests/x.rs", {"demo"}), ("clippy.toml", {"demo", "a"}), ("data/x", {"demo", "a"})],
)
def test_a_root_package_has_its_own_folders_only(tmp_path: Path, file: str, reached: set[str]) -> None:
    """Beside its sources lies what governs all members, and what they may include."""
    root = package(tmp_path, {"a/Cargo.toml": manifest("a"), "a/src/lib.rs": ""}, '\n[workspace]\nmembers = ["a"]\n')
    write(root, {".gitignore": "Cargo.lock\n", "target/x": "not ignored, and no source"})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A", "--", ":!target")
    git(root, "commit", "-qm", "first")
    write(root, {file: "// other\n"})

    assert reached == packages(root)


def test_a_hooks_variables_do_not_mislead(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git sets them relative to a folder that need not be the workspace's."""
    write(root, {"d/src/lib.rs": ""})
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere/index")

    assert {"d"} == packages(root)


def test_a_git_that_fails_midway_is_no_empty_answer(root: Path) -> None:
    """An index that cannot be read must not look as if nothing had changed."""
    (root / ".git/index").write_bytes(b"broken")

    with pytest.raises(WrongUse, match="does not tell what has changed"):
        packages(root)


def test_without_git_or_with_an_unknown_revision(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Both are wrong use, and the words say what is missing."""
    plain = members(tmp_path_factory.mktemp("plain"), {"a": ""})

    with pytest.raises(WrongUse, match="git repository"):
        packages(plain, "main")
    with pytest.raises(WrongUse, match="no such revision"):
        packages(root, "nowhere")
    with pytest.raises(WrongUse, match="no such revision"):
        packages(root, "--upload-pack=x")
