"""What manifests and file names tell of a workspace, without a program."""

from pathlib import Path

from ferrule.definitions.routing.ground import ground


def put(root: Path, path: str, text: str = "") -> None:
    """Write a file and the folders above it."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def test_a_workspace(tmp_path: Path) -> None:
    """Dependencies of all members, by the names of the packages, and files that tell of a surface."""
    put(tmp_path, "Cargo.toml", '[workspace]\nmembers = ["a"]\n[workspace.dependencies]\nserde = "1"\n')
    put(tmp_path, "a/Cargo.toml", '[dependencies]\nweb = { package = "axum", version = "0.8" }\n')
    put(tmp_path, "a/src-tauri/tauri.conf.json", "{}")
    put(tmp_path, "b/Cargo.toml", "[target.'cfg(unix)'.dev-dependencies]\nratatui = \"0.30\"\n")
    put(tmp_path, "target/x/Cargo.toml", '[dependencies]\nclap = "4"\n')
    found = ground(tmp_path)

    assert found.is_rust
    assert {"serde", "axum", "ratatui"} == found.crates
    assert {"tauri.conf.json", "a/src-tauri/tauri.conf.json"} <= found.files


def test_nothing_of_rust(tmp_path: Path) -> None:
    """A folder without a manifest is no ground for Rust, and neither is one that is not there."""
    put(tmp_path, "package.json", "{}")

    assert not ground(tmp_path).is_rust
    assert not ground(tmp_path / "missing").is_rust


def test_manifests_that_cannot_be_read(tmp_path: Path) -> None:
    """A broken manifest still says that this is Rust."""
    put(tmp_path, "Cargo.toml", "[dependencies\n")
    put(tmp_path, "a/Cargo.toml", "dependencies = 3\ntarget = 4\n")
    (tmp_path / "b").mkdir()
    (tmp_path / "b/Cargo.toml").write_bytes(b"\xff\xfe")
    found = ground(tmp_path)

    assert found.is_rust
    assert frozenset() == found.crates
