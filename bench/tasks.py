"""What a task adds to the gates that it runs, and how long it takes to be asked where it stands."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from bench.results import Section, table
from bench.startup import FERRULE

_ROUNDS = 7
_LIB = """//! A library.

/// Adds.
pub fn add(a: u64, b: u64) -> u64 {
    a + b
}
"""
_MORE = _LIB + "\n/// Doubles.\npub fn double(a: u64) -> u64 {\n    a + a\n}\n"
_TEST = "//! Doubling.\n\n#[test]\nfn doubles() {\n    assert_eq!(demo::double(4), 8);\n}\n"
_GATES = ("fmt", "check", "clippy", "test")


def measure() -> Section:
    """Time begin, status and finish on a small crate, and the same gates without a task on the same state."""
    begins, states, finishes, gates = [], [], [], []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            pattern = _crate(Path(folder) / "pattern")
            _ferrule(pattern, "check", "--trust", "--quiet")  # builds what does not change
            root = shutil.copytree(pattern, Path(folder) / "task", symlinks=True)
            begins.append(_took_s(partial(_ferrule, root, "task", "begin", "--trust", "add a function")))
            _work(root)
            states.append(_took_s(partial(_ferrule, root, "task", "status")))
            finishes.append(_took_s(partial(_ferrule, root, "task", "finish", "--trust", "-m", "feat: add double")))
            plain = shutil.copytree(pattern, Path(folder) / "plain", symlinks=True)
            _work(plain)
            gates.append(_took_s(partial(_climbed, plain)))
    added = [whole - alone for whole, alone in zip(finishes, gates, strict=True)]
    rows = [
        ("`ferrule task status`", f"{median(states):.2f} s", "0.2 s"),
        ("`ferrule task begin`", f"{median(begins):.2f} s", "1 s"),
        ("`ferrule task finish`", f"{median(finishes):.2f} s", ""),
        ("the same gates, lint first, by `ferrule check`", f"{median(gates):.2f} s", ""),
        ("added by `finish`", f"{median(added):.2f} s", "1 s"),
    ]
    return Section(
        "Tasks (goals: status 0.2 s, begin and finish add 1 s)", table(("what", f"median of {_ROUNDS}", "goal"), rows)
    )


def _climbed(root: Path) -> None:
    _ferrule(root, "check", "--trust", "--quiet", "--only", "fmt", "--only", "clippy", "--only", "unused-deps")
    _ferrule(root, "check", "--trust", "--quiet", *(word for gate in _GATES for word in ("--only", gate)))


def _work(root: Path) -> None:
    (root / "src/lib.rs").write_text(_MORE)
    (root / "tests").mkdir()
    (root / "tests/double.rs").write_text(_TEST)


def _crate(root: Path) -> Path:
    (root / "src").mkdir(parents=True)
    (root / "Cargo.toml").write_text('[package]\nname = "demo"\nversion = "0.1.0"\nedition = "2021"\n')
    (root / "src/lib.rs").write_text(_LIB)
    (root / "ferrule.toml").write_text(f'profile = "quick"\n[profiles]\nquick = {list(_GATES)!r}\n'.replace("'", '"'))
    (root / ".gitignore").write_text("/target\n")
    for words in (("cargo", "generate-lockfile", "--quiet"), ("git", "init", "-q"), ("git", "add", "-A")):
        subprocess.run(words, cwd=root, check=True)
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    subprocess.run(("git", *who, "commit", "-qm", "first"), cwd=root, check=True)
    for name, value in (("user.name", "A"), ("user.email", "a@b.example")):
        subprocess.run(("git", "config", name, value), cwd=root, check=True)
    return root


def _ferrule(root: Path, *words: str) -> None:
    """Run one command; 3 is the exit code of boxes that are still open, and of gates that are not due here."""
    done = subprocess.run((FERRULE, *words), cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 3}, f"{words}: {done.stdout}{done.stderr}"


def _took_s(deed: Callable[[], None]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began
