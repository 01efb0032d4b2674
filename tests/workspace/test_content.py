"""The content of a workspace: hashed once, told apart by every file that a build may read."""

import os
import time
from pathlib import Path

import pytest

from ferrule.facts.content import Content, differences
from ferrule.facts.workspace import Workspace
from ferrule.workspace.content import read_content
from ferrule.workspace.reading import read_both
from workspaces import manifest, members, package, write

LATER_NS = 10_000_000_000
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Made by a test.\n"


def read(root: Path) -> dict[str, str]:
    """Give the content of a workspace as Cargo sees it."""
    return dict(read_content(read_both(root)[0], {}, time.time_ns()).content.files)


def bare(root: Path) -> Workspace:
    """Give a workspace without members."""
    return Workspace(root, root / "target", (), is_virtual=True)


def test_each_kind_of_change_is_seen(tmp_path: Path) -> None:
    """A new file, one that is gone, one with other bytes of the same length and time."""
    write(tmp_path, {"a.rs": "1", "b.rs": "2", "sub/c.txt": "3"})
    before = read_content(bare(tmp_path), {}, time.time_ns()).content
    times = (tmp_path / "a.rs").stat()
    write(tmp_path, {"a.rs": "9", "new.rs": ""})
    os.utime(tmp_path / "a.rs", ns=(times.st_atime_ns, times.st_mtime_ns))
    (tmp_path / "b.rs").unlink()

    after = read_content(bare(tmp_path), {}, time.time_ns()).content

    assert ("changed: a.rs", "gone: b.rs", "new: new.rs") == differences(before.files, after.files)


def test_what_is_remembered_is_not_read_again(tmp_path: Path) -> None:
    """A file with the size and times of before is taken as it was; a fresh one is never remembered."""
    write(tmp_path, {"a.rs": "1"})
    fresh = read_content(bare(tmp_path), {}, time.time_ns()).known
    settled = read_content(bare(tmp_path), {}, time.time_ns() + LATER_NS).known
    forged = {name: (*mark[:3], "forged") for name, mark in settled.items()}

    assert {} == fresh
    assert ["a.rs"] == list(settled)
    assert {"a.rs": "forged"} == dict(read_content(bare(tmp_path), forged, time.time_ns()).content.files)


def test_a_change_with_a_forged_time_is_seen(tmp_path: Path) -> None:
    """The time of the inode cannot be set: a file put back with its old time of change is read again."""
    write(tmp_path, {"a.rs": "1"})
    times = (tmp_path / "a.rs").stat()
    first = read_content(bare(tmp_path), {}, time.time_ns() + LATER_NS)
    write(tmp_path, {"a.rs": "2"})
    os.utime(tmp_path / "a.rs", ns=(times.st_atime_ns, times.st_mtime_ns))

    assert first.content != read_content(bare(tmp_path), first.known, time.time_ns()).content


def test_products_and_histories_are_left_out(tmp_path: Path) -> None:
    """`target`, marked caches, `.git` and ferrule's own folder are no sources; a folder with a false mark is one."""
    root = package(tmp_path)
    write(root, {"target/debug/x": "", "cache/CACHEDIR.TAG": TAG, "cache/y": "", ".git/z": "", ".ferrule/w": ""})
    write(root, {"false/CACHEDIR.TAG": "", "false/data": ""})

    assert {"Cargo.toml", "src/lib.rs", "false/CACHEDIR.TAG", "false/data"} == read(root).keys() - {"Cargo.lock"}


def test_a_mark_does_not_hide_sources(tmp_path: Path) -> None:
    """A folder that leads to a member, or is its source folder, is looked at whatever mark it bears."""
    root = members(tmp_path, {"in/a": ""})
    write(root, {"in/a/Cargo.toml": manifest("a"), "CACHEDIR.TAG": TAG, "in/CACHEDIR.TAG": TAG})
    write(root, {"in/a/src/CACHEDIR.TAG": TAG})

    assert {"in/a/Cargo.toml", "in/a/src/lib.rs"} <= read(root).keys()


def test_the_right_to_execute_counts(tmp_path: Path) -> None:
    """A script that a test starts is another one after `chmod +x`."""
    write(tmp_path, {"run.sh": "true"})
    before = read_content(bare(tmp_path), {}, time.time_ns() + LATER_NS)
    (tmp_path / "run.sh").chmod(0o755)

    assert before.content != read_content(bare(tmp_path), before.known, time.time_ns()).content


def test_a_write_that_is_taken_back_leaves_its_time(tmp_path: Path) -> None:
    """The content is that of before, and the survey tells all the same that it was another one meanwhile."""
    write(tmp_path, {"a.rs": "1", "b.rs": "1"})
    before = read_content(bare(tmp_path), {}, time.time_ns())
    write(tmp_path, {"a.rs": "2"})
    write(tmp_path, {"a.rs": "1"})
    after = read_content(bare(tmp_path), before.known, time.time_ns())

    assert before.content == after.content
    assert {"a.rs"} == {path for path in after.placed_ns if before.placed_ns[path] != after.placed_ns[path]}


def test_path_dependencies_outside_are_looked_at(tmp_path: Path) -> None:
    """A crate beside the workspace, and the one that this needs, are read by absolute path."""
    package(tmp_path / "far")
    package(tmp_path / "near", more='\n[dependencies]\ndemo = { path = "../far" }\n')
    (tmp_path / "near/Cargo.toml").write_text((tmp_path / "near/Cargo.toml").read_text().replace('"demo"', '"near"', 1))
    root = members(tmp_path / "own", {"a": '\n[dependencies]\nnear = { path = "../../near" }\n'})

    found = read(root)

    assert {str(tmp_path / "near/src/lib.rs"), str(tmp_path / "far/src/lib.rs"), "a/src/lib.rs"} <= found.keys()


def test_patches_in_cargos_settings_are_looked_at(tmp_path: Path) -> None:
    """A crate that stands in for another by `.cargo/config.toml` is part of the build."""
    package(tmp_path / "near")
    root = package(tmp_path / "own")
    write(root, {".cargo/config.toml": '[patch.crates-io]\ndemo = { path = "../near" }\n'})

    assert str(tmp_path / "near/src/lib.rs") in read(root)


def test_a_link_counts_by_where_it_leads_and_by_what_is_there(tmp_path: Path) -> None:
    """The target's bytes count, also where the link is known; one to nothing or in a circle is no trouble."""
    outside = write(tmp_path / "outside", {"x.rs": "1"})
    root = write(tmp_path / "root", {"a.rs": ""})
    (root / "link.rs").symlink_to(outside / "x.rs")
    (root / "circle").symlink_to(root)
    (root / "up").symlink_to(tmp_path)
    (root / "nowhere").symlink_to("nothing")
    before = read_content(bare(root), {}, time.time_ns() + LATER_NS)
    write(outside, {"x.rs": "2"})

    after = read_content(bare(root), before.known, time.time_ns()).content

    assert ("changed: link.rs",) == differences(before.content.files, after.files)


def test_a_linked_folder_outside_is_looked_at(tmp_path: Path) -> None:
    """Sources may lie behind a link; a link in there that leads back is no trouble."""
    outside = write(tmp_path / "outside", {"sub/x.rs": "1"})
    (outside / "back").symlink_to(outside)
    root = write(tmp_path / "root", {"a.rs": ""})
    (root / "src").symlink_to(outside)
    before = read_content(bare(root), {}, time.time_ns()).content
    write(outside, {"sub/x.rs": "2"})

    after = read_content(bare(root), {}, time.time_ns()).content

    assert (f"changed: {outside}/sub/x.rs",) == differences(before.files, after.files)


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("**/*.rs", {"a.rs", "x/b.rs", "x/y/c.rs", "/out/d.rs"}),
        ("deny.toml", {"deny.toml"}),
        ("./deny.toml", {"deny.toml"}),
        ("**/deny.toml", {"deny.toml", "x/deny.toml"}),
        ("x/**/*.rs", {"x/b.rs", "x/y/c.rs"}),
        ("**/y/*.rs", {"x/y/c.rs"}),
        ("x/**", {"x/b.rs", "x/y/c.rs", "x/deny.toml"}),
        ("x/y/", {"x/y/c.rs"}),
        ("x", {"x/b.rs", "x/y/c.rs", "x/deny.toml"}),
        ("?.rs", {"a.rs"}),
        ("[!b].rs", {"a.rs"}),
        ("x/[a-c].rs", {"x/b.rs"}),
        ("no+.(rs|toml)", set()),
    ],
)
def test_patterns_choose_by_name_or_path(pattern: str, named: set[str]) -> None:
    """A name in any folder, a path from the root, a folder, with the usual wild cards."""
    files = ("a.rs", "x/b.rs", "x/y/c.rs", "deny.toml", "x/deny.toml", "/out/d.rs")
    content = Content(dict.fromkeys(files, "1"))

    assert named == content.matching((pattern,)).keys()


def test_several_patterns_add_up() -> None:
    """Everything wins, and none names nothing."""
    content = Content({"a.rs": "1", "deny.toml": "3", "x/deny.toml": "4"})

    assert {"a.rs", "deny.toml"} == content.matching(("**/*.rs", "deny.toml")).keys()
    assert content.files == content.matching(("**/*", "**/*.rs"))
    assert {} == content.matching(())
