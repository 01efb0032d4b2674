"""The readers of the release gates take any text: none raises, none is green on a piece of output."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import pytest

from diagnostics.captured import FOLDER, ROOT
from diagnostics.test_foreign_text import mutations
from ferrule.diagnostics.cargo_hack import read_cargo_hack
from ferrule.diagnostics.cargo_lockfile import read_lockfile
from ferrule.diagnostics.cargo_package import read_cargo_package
from ferrule.diagnostics.cargo_rust_version import read_rust_version
from ferrule.diagnostics.mutants import read_mutants
from ferrule.diagnostics.semver_checks import read_semver_checks

READERS: Final[dict[str, Callable[[str], object]]] = {
    "hack": partial(read_cargo_hack, root=ROOT, members=frozenset()),
    "package": partial(read_cargo_package, folders={"one-zzz": "one"}),
    "semver": partial(read_semver_checks, root=ROOT, target=Path("/ws/target"), expected=("demo",)),
    "mutants": partial(read_mutants, talk="", tolerated=0),
    "talk": partial(read_mutants, None, tolerated=0),
    "lockfile": partial(read_lockfile, ""),
    "rust-version": partial(read_rust_version, declared="1.70", manifest="Cargo.toml"),
}
CAPTURED: Final = sorted(path for room in ("hack", "package", "semver", "mutants") for path in FOLDER.glob(f"{room}/*"))
PIECES: Final = [
    "x",
    " ",
    "{",
    "`",
    "info: running `cargo ",
    "error: ",
    "error: rustc 1.95.0 is not supported by the following package:\n  ",
    "   Verifying ",
    "--- failure a: ",
    "Failed in:\n  in file ",
    "    Checking a v1 -> v2\n     Checked [",
    " --> a:1:1:",
    '{"outcomes":[',
]
LARGE = 2_000_000
SEEDS_A_FILE = 6


@pytest.mark.parametrize("path", CAPTURED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_mutations_of_real_output(path: Path) -> None:
    """Real output, mutilated in many ways, is read by every one of them without an error."""
    random = Random(path.name)  # noqa: S311 - seeded, so that a failure comes again
    for _ in range(SEEDS_A_FILE):
        for mutated in mutations(path.read_text("utf-8"), random):
            for read in READERS.values():
                read(mutated)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("reader", READERS)
def test_huge_lines(reader: str, piece: str) -> None:
    """Two million characters are read to their end, whatever they repeat: nothing here takes quadratic time."""
    for head in ("", "    Checking demo v1 -> v2\n", "   Verifying demo v1\n"):
        READERS[reader](head + piece * (LARGE // len(piece)))
