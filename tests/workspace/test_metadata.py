"""What Cargo tells of a workspace, and what it says when it cannot."""

from pathlib import Path

import pytest

from ferrule.errors import BadManifest, ToolMissing
from ferrule.workspace.graph import chosen, dependents
from ferrule.workspace.metadata import read_toolchain, read_workspace
from ferrule.workspace.reading import read_both
from workspaces import manifest, members, package, program, write

pytestmark = pytest.mark.cargo

_KINDS = {
    "src/main.rs": "fn main() {}\n",
    "src/bin/second.rs": "fn main() {}\n",
    "tests/it.rs": "",
    "benches/speed.rs": "",
    "examples/show.rs": "fn main() {}\n",
    "build.rs": "fn main() {}\n",
}


def test_targets_and_their_kinds(tmp_path: Path) -> None:
    """Each kind of target is there with its kind, and whether it is tested."""
    package(tmp_path, _KINDS, 'rust-version = "1.70"\n\n[features]\nfast = []\n')

    workspace = read_workspace(tmp_path)

    [demo] = workspace.packages
    assert {
        ("demo", "lib", True, True),
        ("demo", "bin", True, False),
        ("second", "bin", True, False),
        ("it", "test", True, False),
        ("speed", "bench", False, False),
        ("show", "example", False, False),
        ("build-script-build", "custom-build", False, False),
    } == {(t.name, t.kinds[0], t.tested, t.doctested) for t in demo.targets}
    assert {"demo"} == {t.name for t in demo.targets if t.is_library}
    assert ("0.1.0", "2021", "1.70", ("fast",)) == (demo.version, demo.edition, demo.rust_version, demo.features)
    assert (tmp_path, tmp_path / "target", False) == (workspace.root, workspace.target_folder, workspace.is_virtual)


@pytest.mark.parametrize(
    ("line", "registries"),
    [("", None), ("publish = true\n", None), ("publish = false\n", ()), ('publish = ["own"]\n', ("own",))],
)
def test_where_a_package_may_be_published(tmp_path: Path, line: str, registries: tuple[str, ...] | None) -> None:
    """Anywhere unless the manifest says otherwise, nowhere, or in the registries that it names."""
    [demo] = read_workspace(package(tmp_path, more=line)).packages

    assert registries == demo.publish


def test_reverse_dependencies_of_members(tmp_path: Path) -> None:
    """Path dependencies of every kind and the members that lean on them, directly or not."""
    needs_a = '\n[dependencies]\na = { path = "../a" }\n'
    needs_b = '\n[dev-dependencies]\nb = { path = "../b" }\n'
    workspace = read_workspace(members(tmp_path, {"a": "", "b": needs_a, "c": needs_b, "d": ""}))

    assert workspace.is_virtual
    assert {"a", "b", "c"} == dependents(workspace, ["a"])
    assert {"d"} == dependents(workspace, ["d"])
    assert ("b",) == tuple(p.name for p in chosen(workspace, ["b"]))
    assert tmp_path / "c" == workspace.packages[2].folder


def test_the_toolchain_is_named() -> None:
    """The compiler says its name, release and host."""
    toolchain = read_toolchain(Path("/"))

    assert toolchain.rustc.startswith(f"rustc {toolchain.release}")
    assert "-" in toolchain.host


def test_a_manifest_that_cargo_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    """A manifest that is TOML and no package is Cargo's to explain."""
    write(tmp_path, {"Cargo.toml": manifest("demo", 'rust-version = "x"\n'), "src/lib.rs": ""})

    with pytest.raises(BadManifest, match="rust-version"):
        read_both(tmp_path)


def test_no_cargo_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a toolchain the error says what to install."""
    package(tmp_path)
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setenv("CARGO_HOME", str(tmp_path / "empty"))

    with pytest.raises(ToolMissing, match="cargo: not found on PATH"):
        read_workspace(tmp_path)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("echo \"error: toolchain 'nightly-1999' is not installed\" >&2; exit 1", "toolchain 'nightly-1999'"),
        ("kill -KILL $$", "ended by signal 9"),
    ],
)
def test_a_cargo_that_does_not_work_is_the_environments_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    """A missing toolchain behind rustup's `cargo`, or one that crashes, is not the manifest's fault."""
    package(tmp_path)
    program(tmp_path / "bin", "cargo", script)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    with pytest.raises(ToolMissing, match=said):
        read_workspace(tmp_path)
