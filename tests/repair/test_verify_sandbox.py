"""What the tests of a repaired tree can reach: themselves, the toolchain, and loopback."""

import os
import socket
import time
from pathlib import Path

import pytest

from repair.judging import cases, judge, needs_sandbox
from workspaces import LIB, manifest, package, write

pytestmark = [pytest.mark.cargo, pytest.mark.sandbox, needs_sandbox]


def test_there_is_no_network_but_a_loopback_of_its_own(tmp_path: Path) -> None:
    """A listener of the test is reached; one of the machine and other addresses are not."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        bodies = {
            "own": 'let l = std::net::TcpListener::bind("127.0.0.1:0").unwrap();\n'
            "    std::net::TcpStream::connect(l.local_addr().unwrap()).unwrap();",
            "of_the_machine": f'assert!(std::net::TcpStream::connect("127.0.0.1:{port}").is_err());',
            "far": 'let e = std::net::TcpStream::connect("192.0.2.1:80").unwrap_err();\n'
            "    assert_eq!(e.kind(), std::io::ErrorKind::NetworkUnreachable);",
        }
        root = package(tmp_path / "demo", {"tests/it.rs": cases(bodies)})

        result = judge(root, {"src/lib.rs": LIB})

    assert (True, 5, ()) == (result.stands, result.tested.tally.passed, result.notes)


def test_nothing_of_the_user_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Home and temporary folder are empty and gone afterwards, sources read-only, secrets not there."""
    home, kept = tmp_path / "home", tmp_path / "kept"
    write(home, {"secret": "s"})
    write(kept, {"file": "s"})
    monkeypatch.setenv("RUSTUP_HOME", os.environ.get("RUSTUP_HOME") or str(Path.home() / ".rustup"))
    monkeypatch.setenv("CARGO_HOME", os.environ.get("CARGO_HOME") or str(Path.home() / ".cargo"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("MY_TOKEN", "hunter2")
    bodies = {
        "home": f'assert!(!std::path::Path::new("{home}/secret").exists());\n'
        f'    std::fs::write("{home}/made", "").unwrap();',
        "elsewhere": f'assert!(std::fs::read("{kept}/file").is_err());',
        "sources": 'assert!(std::fs::write("src/lib.rs", "").is_err());',
        "secrets": 'assert!(std::env::var("MY_TOKEN").is_err());',
    }
    root = package(home / "demo", {"tests/it.rs": cases(bodies)})

    result = judge(root, {"src/lib.rs": LIB})

    assert (True, 6, ()) == (result.stands, result.tested.tally.passed, result.notes)
    assert {"secret", "demo"} == {path.name for path in home.iterdir()}


def test_a_process_that_left_does_not_survive(tmp_path: Path) -> None:
    """What a test started apart, without a parent or a mark to find it by, is gone when the tests are ended."""
    loop = "while :; do date > $PLACE; sleep 0.1; done"
    body = f"""std::process::Command::new("setsid").args(["-f", "sh", "-c", "{loop}"])
        .env_clear().env("PLACE", concat!(env!("CARGO_TARGET_TMPDIR"), "/beat")).spawn().unwrap();
    loop {{}}"""
    root = package(tmp_path / "demo", {"tests/it.rs": cases({"leaves": body})})

    result = judge(root, {"src/lib.rs": LIB}, 3.0)

    beat = root / ".ferrule/tests/target/tmp/beat"
    last = beat.stat().st_mtime_ns
    time.sleep(0.5)
    assert result.tested.tally.timed_out
    assert last == beat.stat().st_mtime_ns


def test_dependencies_beside_the_workspace_are_there(tmp_path: Path) -> None:
    """A `path` dependency outside of the root is shown, so that its user can be built."""
    write(tmp_path / "beside", {"Cargo.toml": manifest("beside"), "src/lib.rs": "pub fn one() -> u64 { 1 }"})
    root = package(tmp_path / "demo", more='[dependencies]\nbeside = { path = "../beside" }\n')

    result = judge(root, {"src/lib.rs": LIB.replace("a + b", "a + b + beside::one() - 1")})

    assert (True, 2) == (result.stands, result.tested.tally.passed)


def test_a_workspace_that_the_sandbox_cannot_show_is_tested_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the workspace is the home folder itself, tests run all the same."""
    for name, folder in (("RUSTUP_HOME", ".rustup"), ("CARGO_HOME", ".cargo")):
        monkeypatch.setenv(name, os.environ.get(name) or str(Path.home() / folder))
    monkeypatch.setenv("HOME", str(tmp_path))
    root = package(tmp_path)

    assert (True, 2) == ((result := judge(root, {"src/lib.rs": LIB})).stands, result.tested.tally.passed)
    assert (root / ".ferrule/tests/tree").is_dir()
