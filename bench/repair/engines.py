"""Engines on one program: ferrule's search over the compiler's suggestions, and `cargo fix --broken-code`."""

import os
import subprocess
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bench.repair.corpora import Program
from bench.repair.single import NAME, Single
from ferrule.repair.admission import admission
from ferrule.repair.identity import identity
from ferrule.repair.search.engine import DEPTHS, search
from ferrule.repair.search.state import Doors, Trace, state_of

_WORKERS = 2
_MANIFEST = '[package]\nname = "program"\nversion = "0.0.0"\nedition = "{edition}"\n[workspace]\n'
_BIN = f'[[bin]]\nname = "program"\npath = "{NAME}"\n'
_LIB = f'[lib]\npath = "{NAME}"\n'


@dataclass(frozen=True, slots=True)
class Tried:
    """What an engine did with one program."""

    broken: bool
    """It does not compile under this toolchain; else it is no case."""
    half: str = ""
    fixed: bool = False
    refused: int = 0
    """Suggestions that the guard did not admit."""
    runs: int = 0
    codes: tuple[str, ...] = ()
    rules: Counter[str] = field(default_factory=Counter)
    ratio: float = 0.0
    """The time of the search in compiles of the broken program."""
    by_cargo: bool = False
    """The opponent fixed it."""


def by_search(program: Program, folder: Path) -> Tried:
    """Search as level 1 does: first one edit deep, then three."""
    single = Single(folder, program.edition, program.source.encode(), _WORKERS)
    doors = Doors(folder, single.compile, admission(folder), identity, single.spent)
    began = time.perf_counter()
    [answer] = single.compile([{}])
    plain_s = time.perf_counter() - began
    start = state_of({}, answer)
    if not start.errors:
        return Tried(broken=False)
    trace, state = Trace(), start
    for depth in DEPTHS:
        state = search(state, doors, trace, depth)
    codes = tuple(sorted({error.rule or "syntax" for error in start.errors}))
    rules = Counter(refusal.rule for _, _, refusal in trace.refused)
    fixed = not any(state.score)
    ratio = (time.perf_counter() - began) / plain_s
    return Tried(True, program.half, fixed, len(trace.refused), single.runs, codes, rules, ratio)  # noqa: FBT003


def by_cargo_fix(program: Program, folder: Path) -> bool:
    """Let Cargo apply what is machine-applicable, and give whether the program compiles then."""
    package(program, folder)
    words = ("cargo", "fix", "--broken-code", "--allow-no-vcs", "--quiet", "--offline")
    env = os.environ | {"CARGO_INCREMENTAL": "0"}
    for argv in (words, ("cargo", "check", "--quiet", "--offline")):
        done = subprocess.run(argv, cwd=folder, env=env, capture_output=True, check=False, timeout=60)
    return done.returncode == 0


def package(program: Program, folder: Path) -> Path:
    """Make a package of a program, and give its one source file."""
    target = _BIN if "fn main(" in program.source else _LIB
    (folder / "Cargo.toml").write_text(_MANIFEST.format(edition=program.edition) + target)
    (folder / NAME).write_text(program.source)
    return folder / NAME
