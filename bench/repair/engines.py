"""Engines on one program: ferrule's search over the compiler's suggestions, and `cargo fix --broken-code`."""

import os
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.repair.corpora import Program
from bench.repair.single import NAME, Single
from ferrule.facts.finding import Finding
from ferrule.facts.ranking import Trial
from ferrule.facts.repair import Candidate, CostKind
from ferrule.repair.admission import admission
from ferrule.repair.identity import identity
from ferrule.repair.moves.case import Crate
from ferrule.repair.moves.catalog import offers
from ferrule.repair.ranking.learned import Ranking
from ferrule.repair.ranking.trials import trials
from ferrule.repair.search.engine import DEPTHS, search
from ferrule.repair.search.state import Doors, State, Trace, state_of

_WORKERS = 1
_MANIFEST = '[package]\nname = "program"\nversion = "0.0.0"\nedition = "{edition}"\n[workspace]\n'
_BIN = f'[[bin]]\nname = "program"\npath = "{NAME}"\n'
_LIB = f'[lib]\npath = "{NAME}"\n'


@dataclass(frozen=True, slots=True)
class Tried:
    """What the search did with one program."""

    codes: tuple[str, ...]
    """Of the errors at the start, sorted, each once; `syntax` for those without one."""
    fixed: bool
    refused: int
    """Candidates that the guard did not admit."""
    runs: int
    ratio: float
    """The time of the search in compiles of the broken program."""
    proposed: Counter[str]
    """Candidates that were admitted to be tried, by move."""
    chosen: tuple[str, ...]
    """Moves of the edits that were kept."""
    copies: int
    """Kept edits that copy a value."""
    trials: tuple[Trial, ...]
    """What the search teaches."""


def by_search(program: Program, folder: Path, ranking: Ranking, *, own: bool) -> Tried | None:
    """Search as level 1 does: first one edit deep, then three; without moves of our own where `own` is false.

    None when the program compiles under this toolchain: it is no case.
    """
    single = Single(folder, program.edition, program.source.encode(), _WORKERS)
    trace = Trace()
    crate = Crate("program", int(program.edition), folder / NAME)
    moves = offers(folder, crate, single.compile, trace.fault) if own else _nothing
    admit, shift = admission(folder), ranking.shift
    doors = Doors(folder, single.compile, admit, identity, single.spent, own=moves, shift=shift)
    began = time.perf_counter()
    [answer] = single.compile([{}])
    plain_s = time.perf_counter() - began
    start = state_of({}, answer)
    if not start.errors:
        return None
    state = start
    for depth in DEPTHS:
        state = search(state, doors, trace, depth)
    assert not trace.faults, trace.faults
    proposed = Counter[str]()
    for (_, move), marks in trace.proposed.items():
        proposed[move] += len(marks)
    fixed = not any(state.score)
    return Tried(
        tuple(sorted({error.rule or "syntax" for error in start.errors})),
        fixed,
        len(trace.refused),
        single.runs,
        (time.perf_counter() - began) / plain_s,
        proposed,
        tuple(step.candidate.move for step in state.steps),
        sum(any(cost.kind is CostKind.CLONE for cost in step.costs) for step in state.steps),
        trials(list(state.steps), trace, stood=fixed),
    )


def _nothing(_error: Finding, _state: State) -> tuple[Candidate, ...]:
    return ()


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
