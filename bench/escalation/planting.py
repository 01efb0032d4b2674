"""Faults into copies of published crates: the good state is compiled, tested and committed, then it is broken."""

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.escalation.faults.fault import Fault, Splice
from bench.repair.crates import Crate, unpack
from bench.repair.oracle import TIMEOUT_S, Ran, checked, run_tests

_GIT: Final = ("git", "-c", "user.name=bench", "-c", "user.email=bench@localhost")


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault in a copy of its own."""

    fault: Fault
    root: Path
    good: Ran
    """The tests of the good state, all of which hold."""
    codes: tuple[str, ...]
    """Of the errors of the broken state."""


def spliced(root: Path, splices: Iterable[Splice]) -> None:
    """Make replacements by text.

    Raises:
        ValueError: for an old text that does not stand exactly once, or a new file that is there already.
    """
    for one in splices:
        file = root / one.path
        text = file.read_text() if file.exists() else ""
        if text.count(one.old) != 1 if one.old else text:
            raise ValueError(f"{one.path}: {one.old!r} stands {text.count(one.old)} times")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace(one.old, one.new, 1) if one.old else one.new)


def built(crate: Crate, folder: Path) -> Path:
    """Give a copy of a crate with its dependencies built, made once; faults are planted in copies of it."""
    root = folder / crate.id
    if not root.exists():
        unpack(crate, root)
        assert run_tests(root, TIMEOUT_S).ok, f"the tests of {crate.id} do not pass here"
    return root


def planted(fault: Fault, first: Path, root: Path) -> Planted:
    """Plant a fault in a copy of a built crate.

    Raises:
        AssertionError: when the good state fails, or the broken one compiles.
    """
    shutil.copytree(first, root)
    spliced(root, fault.added)
    good = run_tests(root, TIMEOUT_S)
    assert good.ok, f"{fault.id}: the good state fails"
    _commit(root)
    spliced(root, fault.broken)
    plain = checked(root)
    assert not plain.ok, f"{fault.id}: the fault compiles"
    return Planted(fault, root, good, plain.codes)


def _commit(root: Path) -> None:
    subprocess.run((*_GIT, "init", "-q"), cwd=root, check=True)
    (root / ".git/info/exclude").write_text("/target\n/.ferrule\n")
    subprocess.run((*_GIT, "add", "-A", "-f", ":!target"), cwd=root, check=True)
    subprocess.run((*_GIT, "commit", "-q", "-m", "good"), cwd=root, check=True)
