"""The root of a workspace is found without starting a program, and agrees with Cargo."""

import json
import subprocess
from pathlib import Path

import pytest

from ferrule.errors import BadLock, BadManifest, NoWorkspace
from ferrule.workspace.find import check_lock, find_root
from workspaces import LIB, manifest, members, package, write


def cargo_root(folder: Path) -> Path:
    """Give what Cargo itself takes for the root."""
    words = ("cargo", "metadata", "--no-deps", "--format-version=1", "--offline")
    return Path(json.loads(subprocess.check_output(words, cwd=folder))["workspace_root"])


@pytest.mark.cargo
@pytest.mark.parametrize("inside", [".", "a", "a/src", "b/src"])
def test_a_virtual_workspace_is_found_from_any_folder(tmp_path: Path, inside: str) -> None:
    """From the root, a member and a source folder alike, the root is Cargo's."""
    members(tmp_path, {"a": "", "b": ""})

    assert tmp_path == find_root(tmp_path / inside) == cargo_root(tmp_path / inside)


@pytest.mark.cargo
def test_a_single_package_is_its_own_root(tmp_path: Path) -> None:
    """A package without a workspace above it is the root, also when it is named by its manifest."""
    package(tmp_path)

    assert tmp_path == find_root(tmp_path / "Cargo.toml") == cargo_root(tmp_path / "src")


@pytest.mark.cargo
def test_an_excluded_member_stands_alone(tmp_path: Path) -> None:
    """A folder that the workspace above excludes is a root of its own."""
    members(tmp_path, {"a": ""}, 'exclude = ["out"]\n')
    write(tmp_path / "out", {"Cargo.toml": manifest("out"), "src/lib.rs": LIB})

    assert tmp_path / "out" == find_root(tmp_path / "out/src") == cargo_root(tmp_path / "out")


@pytest.mark.cargo
def test_a_package_can_point_to_its_workspace(tmp_path: Path) -> None:
    """`package.workspace` leads to a root that is not above."""
    write(tmp_path / "ws", {"Cargo.toml": '[workspace]\nresolver = "2"\nmembers = ["../far"]\n'})
    write(tmp_path / "far", {"Cargo.toml": manifest("far", 'workspace = "../ws"\n'), "src/lib.rs": LIB})

    assert tmp_path / "ws" == find_root(tmp_path / "far") == cargo_root(tmp_path / "far")


@pytest.mark.cargo
@pytest.mark.parametrize("listed", ["crates/*", "crates/x"])
def test_a_member_that_is_listed_and_excluded(tmp_path: Path, listed: str) -> None:
    """A folder that is both belongs to the workspace when its path is listed, not when a pattern fits."""
    toml = f'[workspace]\nresolver = "2"\nmembers = ["{listed}"]\nexclude = ["crates"]\n'
    write(tmp_path, {"Cargo.toml": toml, "crates/x/Cargo.toml": manifest("x"), "crates/x/src/lib.rs": LIB})

    assert find_root(tmp_path / "crates/x") == cargo_root(tmp_path / "crates/x")


def test_no_manifest_anywhere_is_told(tmp_path: Path) -> None:
    """Without a Cargo.toml the folder is named."""
    with pytest.raises(NoWorkspace, match=f"{tmp_path}: no Cargo.toml here or in any folder above"):
        find_root(tmp_path)


def test_no_such_folder_is_told(tmp_path: Path) -> None:
    """A path that does not exist is not taken for its parent."""
    with pytest.raises(NoWorkspace, match="no such folder"):
        find_root(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["[package\n", 'name = "\xff'])
def test_a_broken_manifest_is_named(tmp_path: Path, text: str) -> None:
    """Bad TOML and bytes that are no text are told with the file's name."""
    (tmp_path / "Cargo.toml").write_bytes(text.encode("latin-1"))

    with pytest.raises(BadManifest, match=r"Cargo\.toml: "):
        find_root(tmp_path)


def test_a_broken_manifest_above_is_named(tmp_path: Path) -> None:
    """A package below a manifest that cannot be read says which one."""
    package(tmp_path / "inner")
    (tmp_path / "Cargo.toml").write_text("[workspace\n")

    with pytest.raises(BadManifest, match=str(tmp_path / "Cargo.toml")):
        find_root(tmp_path / "inner")


def test_a_lock_is_optional(tmp_path: Path) -> None:
    """A library without a Cargo.lock is fine, and so is a readable one."""
    check_lock(tmp_path)
    (tmp_path / "Cargo.lock").write_text("version = 4\n")
    check_lock(tmp_path)


def test_a_merge_conflict_in_the_lock_is_told_by_line(tmp_path: Path) -> None:
    """The commonest way to break a lock file is named as what it is."""
    (tmp_path / "Cargo.lock").write_text("version = 4\n<<<<<<< HEAD\n=======\n>>>>>>> main\n")

    with pytest.raises(BadLock, match=r"Cargo\.lock:2: an unresolved merge conflict"):
        check_lock(tmp_path)


@pytest.mark.parametrize("content", [b"version = \n", b"\xff\xfe"])
def test_a_broken_lock_is_named(tmp_path: Path, content: bytes) -> None:
    """Bad TOML and bytes that are no text are told with the file's name."""
    (tmp_path / "Cargo.lock").write_bytes(content)

    with pytest.raises(BadLock, match=r"Cargo\.lock: "):
        check_lock(tmp_path)


@pytest.mark.cargo
@pytest.mark.parametrize("name", ["./x", "x/", "x/.", "y/../x", "{root}/x", "."])
def test_exclusions_are_read_as_cargo_reads_them(tmp_path: Path, name: str) -> None:
    """Dots and slashes in an exclusion mean what they mean to Cargo."""
    listed = name.replace("{root}", str(tmp_path))
    members(tmp_path, {"a": "", "x": ""}, f'exclude = ["{listed}"]\n')
    write(tmp_path, {"Cargo.toml": f'[workspace]\nmembers = ["a", "[x]"]\nexclude = ["{listed}"]\n'})

    assert find_root(tmp_path / "x") == cargo_root(tmp_path / "x")


@pytest.mark.cargo
def test_the_search_goes_on_above_an_exclusion(tmp_path: Path) -> None:
    """A crate that the nearer workspace excludes may belong to the one above."""
    write(tmp_path, {"Cargo.toml": '[workspace]\nmembers = ["mid/x"]\nexclude = ["mid"]\n'})
    write(tmp_path / "mid", {"Cargo.toml": '[workspace]\nexclude = ["x"]\n'})
    write(tmp_path / "mid/x", {"Cargo.toml": manifest("x"), "src/lib.rs": LIB})

    assert tmp_path == find_root(tmp_path / "mid/x") == cargo_root(tmp_path / "mid/x")


@pytest.mark.cargo
def test_a_pointer_above_is_followed(tmp_path: Path) -> None:
    """Cargo follows `package.workspace` of a manifest above, too."""
    write(tmp_path / "ws", {"Cargo.toml": '[workspace]\nresolver = "2"\nmembers = ["../out", "../out/in"]\n'})
    write(tmp_path / "out", {"Cargo.toml": manifest("out", 'workspace = "../ws"\n'), "src/lib.rs": LIB})
    write(tmp_path / "out/in", {"Cargo.toml": manifest("in"), "src/lib.rs": LIB})

    assert tmp_path / "ws" == find_root(tmp_path / "out/in") == cargo_root(tmp_path / "out/in")


def test_the_search_ends_at_cargos_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crate that was fetched into a home inside of a workspace is none of its members."""
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "home"))
    members(tmp_path, {"a": ""})
    package(tmp_path / "home/registry/src/x")

    assert tmp_path / "home/registry/src/x" == find_root(tmp_path / "home/registry/src/x")


@pytest.mark.parametrize("text", ["package = 5\n", "[workspace]\nmembers = 5\n", "[workspace]\nexclude = 5\n"])
def test_values_of_another_type_are_cargos_to_refuse(tmp_path: Path, text: str) -> None:
    """A manifest that Cargo will refuse ends in no traceback before that."""
    write(tmp_path, {"Cargo.toml": text})

    assert find_root(package(tmp_path / "in")) in {tmp_path, tmp_path / "in"}
    assert tmp_path == find_root(tmp_path)


def test_a_pointer_to_nowhere_is_told(tmp_path: Path) -> None:
    """`package.workspace` that leads to no manifest names both places."""
    package(tmp_path / "in", more='workspace = "../nowhere"\n')

    with pytest.raises(BadManifest, match=r"in/Cargo\.toml: package\.workspace = '\.\./nowhere': no Cargo\.toml in .*"):
        find_root(tmp_path / "in")


def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    """A start that cannot be resolved is no workspace."""
    (tmp_path / "a").symlink_to("a")

    with pytest.raises(NoWorkspace):
        find_root(tmp_path / "a")
