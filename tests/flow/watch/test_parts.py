"""The parts of the watch one by one: what is stale, in which order, what is ignored, which mounts are silent."""

import subprocess
from pathlib import Path

import pytest

from ferrule.flow.watch import mounts
from ferrule.flow.watch.ignored import Ignored
from ferrule.flow.watch.looking import Ground, looked
from ferrule.flow.watch.own_writes import OwnWrites
from ferrule.flow.watch.stale import stages, stale
from ferrule.gates.catalog import GATES
from workspaces import write


@pytest.mark.parametrize(
    ("path", "concerned", "not_concerned"),
    [
        ("src/lib.rs", {"fmt", "check", "test"}, {"deny", "lockfile"}),
        ("README.md", {"check", "test"}, {"fmt", "deny"}),
        ("Cargo.lock", {"lockfile", "check", "deny"}, {"fmt"}),
        ("rustfmt.toml", {"fmt"}, {"deny"}),
        (".cargo/config.toml", {"fmt", "check", "deny"}, set()),
        ("/home/somebody/.cargo/config.toml", {"fmt", "deny"}, set()),
    ],
)
def test_what_a_file_makes_stale(path: str, concerned: set[str], not_concerned: set[str]) -> None:
    """Gates that read the file are stale, others are not; settings of Cargo concern all."""
    found = stale(GATES, [path])

    assert concerned <= found
    assert not not_concerned & found


def test_quick_gates_first() -> None:
    """What writes nothing and was quick goes ahead; of the others the quickest, those never timed last."""
    lasted = {"fmt": 0.3, "check": 2.0, "clippy": 1.0, "deny": 20.0}
    gates = tuple(gate for gate in GATES if gate.ID in {"fmt", "check", "clippy", "deny", "doc"})

    assert [["fmt"], ["clippy", "check", "doc", "deny"]] == [[gate.ID for gate in one] for one in stages(gates, lasted)]


def test_ignored_files_and_rules_that_change(tmp_path: Path) -> None:
    """Git's rules decide, also new ones; what editors put beside a file counts nowhere."""
    subprocess.run(("git", "init", "-q"), cwd=tmp_path, check=True)
    write(tmp_path, {".gitignore": "*.log\n", "a b/ü.rs": "", "x.log": ""})
    ignored = Ignored(tmp_path)
    paths = [str(tmp_path / name) for name in ("a b/ü.rs", "x.log", "src/.lib.rs.swp", "4913", "lib.rs~")]

    assert {paths[0]} == ignored.without(paths)
    rules = tmp_path / ".gitignore"
    rules.write_text("")
    assert {paths[0], paths[1], str(rules)} == ignored.without([*paths, str(rules)])


def test_without_git_nothing_is_ignored(tmp_path: Path) -> None:
    """Outside of a repository every file counts."""
    path = str(tmp_path / "x.log")

    assert {path} == Ignored(tmp_path).without([path])


def test_the_ground(tmp_path: Path) -> None:
    """Build products, histories, caches and ferrule's folder are not looked into, and nothing in them counts."""
    tag = "Signature: 8a477f597d28d172789f06886806bc55"
    names = {"src/lib.rs": "", "target/x": "", ".git/x": "", ".ferrule/x": "", "cache/CACHEDIR.TAG": tag, "cache/x": ""}
    write(tmp_path, names)
    ground = Ground((str(tmp_path),), str(tmp_path / "target"))
    look = looked(ground, frozenset)

    assert {str(tmp_path / "src/lib.rs")} == set(look.files)
    assert [True, False, False, False] == [
        ground.holds(str(tmp_path / name)) for name in ("src/lib.rs", "target/x", ".git/x", ".ferrule/x")
    ]
    assert not ground.holds("/etc/passwd")


def test_a_file_that_gates_write_is_found_out() -> None:
    """Three rounds in a row make it; one in between that it is not written in does not; sources never."""
    own = OwnWrites()
    for _ in range(2):
        own.begin()
        assert () == own.hear(["out.txt", "src/lib.rs"])
    own.begin()
    own.begin()
    assert () == own.hear(["out.txt"])
    for _ in range(2):
        own.begin()
        own.hear(["out.txt", "src/lib.rs"])

    assert {"src/lib.rs"} == own.without(["out.txt", "src/lib.rs"])


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/a/w", ""),
        ("/mnt/team files/w", "nfs4"),
        ("/mnt/ssh/w", "fuse.sshfs"),
        ("/mnt/sshx", ""),
        ("/host", "9p"),
    ],
)
def test_silent_mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, kind: str) -> None:
    """The longest mount point above a folder decides; blanks in it are written as numbers."""
    table = tmp_path / "mountinfo"
    table.write_text(
        "1 0 0:1 / / rw - overlay overlay rw\n"
        "2 1 0:2 / /mnt/team\\040files rw - nfs4 server:/ rw\n"
        "3 1 0:3 / /mnt/ssh rw,nosuid shared:1 - fuse.sshfs x rw\n"
        "4 1 0:4 / /host rw - ext4 x rw\n"
        "5 1 0:5 / /host rw - 9p x rw\n"
    )
    monkeypatch.setattr(mounts, "_MOUNTS", table)

    assert kind == mounts.silent(folder)
