"""Builds that Cargo would wrongly hold for fresh are found, and found again green or red by what is really there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ferrule.workspace.freshness import forget, stale_units
from ferrule.workspace.reading import read_both
from workspaces import LIB, manifest, members, package

pytestmark = [pytest.mark.cargo]
BROKEN = LIB.replace("a + b", "a + 'x'")


def compiles(root: Path) -> bool:
    """Say what a plain `cargo check` says."""
    return subprocess.run(("cargo", "check", "-q"), cwd=root, capture_output=True, check=False).returncode == 0


def swap(path: Path, text: str) -> None:
    """Put a file in place with the times of the one that was there, as an archive or a backup does."""
    times = path.stat()
    other = path.with_suffix(".bak")
    other.write_text(text)
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.rename(path)


def honest(root: Path) -> bool:
    """Check after what Cargo must not reuse is forgotten."""
    forget(stale_units(read_both(root)[0]))
    return compiles(root)


def test_a_build_of_these_very_files_stays(tmp_path: Path) -> None:
    """After a plain build, and after an edit, which Cargo notices by itself, there is nothing to forget."""
    root = package(tmp_path)
    assert compiles(root)
    assert () == stale_units(read_both(root)[0]).notes

    (root / "src/lib.rs").write_text(BROKEN)

    assert () == stale_units(read_both(root)[0]).notes
    assert not compiles(root)


def test_a_file_with_an_old_time(tmp_path: Path) -> None:
    """Cargo calls the broken file fresh; ferrule does not."""
    root = package(tmp_path)
    assert compiles(root)
    swap(root / "src/lib.rs", BROKEN)
    assert compiles(root)  # the lie

    found = stale_units(read_both(root)[0])

    assert ("demo",) == found.packages
    assert "older than the last build" in found.why
    assert not honest(root)


def test_a_copied_checkout(tmp_path: Path) -> None:
    """`cp -a` takes sources and products along; a file that differs in the copy is found out."""
    root = package(tmp_path / "one")
    assert compiles(root)
    copy = tmp_path / "two"
    shutil.copytree(root, copy, copy_function=shutil.copy2)
    swap(copy / "src/lib.rs", BROKEN)

    assert not honest(copy)


def test_a_target_folder_brought_along(tmp_path: Path) -> None:
    """Products of other sources, copied with their times into a checkout that is older than they are."""
    copy = package(tmp_path / "two", {"src/lib.rs": BROKEN})
    old = 1_600_000_000
    for path in (copy / "src/lib.rs", copy / "Cargo.toml"):
        os.utime(path, (old, old))
    root = package(tmp_path / "one")
    assert compiles(root)
    shutil.copytree(root / "target", copy / "target", copy_function=shutil.copy2)
    for stamp in (copy / "target").rglob("invoked.timestamp"):
        os.utime(stamp, (old * 1.01, old * 1.01))

    found = stale_units(read_both(copy)[0])

    assert "brought along from elsewhere" in found.why
    assert not honest(copy)


def test_a_shared_target_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever lies in it is compiled again: another checkout may have built it."""
    monkeypatch.setenv("CARGO_TARGET_DIR", str(tmp_path / "shared"))
    root = package(tmp_path / "one")
    assert compiles(root)

    found = stale_units(read_both(root)[0])

    assert ("demo",) == found.packages
    assert "is shared" in found.why


def test_only_the_member_with_the_file_is_compiled_again(tmp_path: Path) -> None:
    """Another member's units stay."""
    root = members(tmp_path, {"a": "", "b": ""})
    assert compiles(root)
    swap(root / "a/src/lib.rs", BROKEN)

    assert ("a",) == stale_units(read_both(root)[0]).packages


def test_a_folder_that_others_build_in_is_looked_at(tmp_path: Path) -> None:
    """A second target folder has stale units of its own."""
    root = package(tmp_path / "ws")
    lane = tmp_path / "lane"
    subprocess.run(("cargo", "check", "-q", "--target-dir", str(lane)), cwd=root, check=True, capture_output=True)
    swap(root / "src/lib.rs", BROKEN)
    workspace = read_both(root)[0]

    assert () == stale_units(workspace).notes
    found = stale_units(workspace, (workspace.target_folder, lane))
    assert [lane] == list({note.parents[2] for note in found.notes})
    assert "older than the last build" in found.why


def test_a_path_dependency_outside_is_looked_at(tmp_path: Path) -> None:
    """It is no member, and Cargo goes by the times of its files all the same."""
    near = package(tmp_path / "near")
    root = package(tmp_path / "ws", {"src/lib.rs": "pub use demo::add;\n"})
    (root / "Cargo.toml").write_text(manifest("own", '\n[dependencies]\ndemo = { path = "../near" }\n'))
    assert compiles(root)
    swap(near / "src/lib.rs", BROKEN)
    assert compiles(root)  # the lie

    assert ("demo",) == stale_units(read_both(root)[0]).packages
    assert not honest(root)


def test_a_build_script_runs_again_with_its_package(tmp_path: Path) -> None:
    """What it made of the swapped file would stay as it was."""
    script = 'fn main() {\n    let n = std::fs::read_to_string("n.txt").unwrap();\n'
    script += '    println!("cargo::rerun-if-changed=n.txt\\ncargo::rustc-env=N={n}");\n}\n'
    lib = 'const _: () = assert!(env!("N").len() == 1);\n'
    root = package(tmp_path, {"build.rs": script, "n.txt": "1", "src/lib.rs": lib})
    assert compiles(root)
    swap(root / "n.txt", "22")
    assert compiles(root)  # the lie

    assert not honest(root)


def test_a_linked_source_is_looked_at_where_it_lies(tmp_path: Path) -> None:
    """The link stays as it was; the file behind it is another one."""
    root = package(tmp_path / "ws")
    (root / "src/lib.rs").rename(tmp_path / "real.rs")
    (root / "src/lib.rs").symlink_to(tmp_path / "real.rs")
    assert compiles(root)
    swap(tmp_path / "real.rs", BROKEN)
    assert compiles(root)  # the lie

    assert not honest(root)


def test_products_are_no_sources(tmp_path: Path) -> None:
    """A target folder that Cargo did not make bears no mark; what lies in it is looked at by nobody."""
    root = package(tmp_path)
    (root / "target").mkdir()
    assert compiles(root)
    swap(next((root / "target").rglob("*.rmeta")), "")

    assert () == stale_units(read_both(root)[0]).notes
