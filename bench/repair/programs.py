"""Sets of single programs: the error index of the toolchain, and JSON-lines files."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.repair.corpora import Program, error_index, json_lines
from bench.repair.engines import Tried, by_cargo_fix, by_search
from bench.repair.programs_tables import Case, tables
from bench.results import Section
from ferrule.repair.ranking.learned import learned
from ferrule.repair.ranking.priors import shipped

_EVERY = 50


@dataclass(frozen=True, slots=True)
class _Task:
    """One program, and whether the opponent tries it too."""

    program: Program
    opponent: bool


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this measurement."""
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="JSON lines: id, edition, source")
    parser.add_argument("--cargo-fix", action="store_true", help="run the opponent too")
    parser.add_argument("--first", type=int, help="only so many programs of each set")
    parser.add_argument("--jobs", type=int, default=2, help="programs at a time")


def measure(options: argparse.Namespace) -> Section:
    """Run ferrule, its search without moves of its own, and the opponent over each set."""
    sets = {"error index": error_index()}
    sets |= {path.stem: json_lines(path) for path in options.corpus}
    first = options.first
    tried = {name: list(_tried(tuple(programs)[:first], name, options)) for name, programs in sets.items()}
    return Section("Repair: single programs, guard on", tables(tried, opponent=options.cargo_fix))


def _tried(programs: tuple[Program, ...], name: str, options: argparse.Namespace) -> Iterator[Case]:
    tasks = [_Task(program, options.cargo_fix) for program in programs]
    with ProcessPoolExecutor(options.jobs) as pool:
        for number, case in enumerate(pool.map(_case, tasks, chunksize=4), 1):
            if number % _EVERY == 0:
                print(f"{name}: {number} of {len(tasks)}", file=sys.stderr, flush=True)
            if case is not None:
                yield case


def _case(task: _Task) -> Case | None:
    """Give what became of one program; None when it compiles, or the compiler gives no answer."""
    ours = _searched(task.program, own=True)
    if ours is None:
        return None
    plain = _searched(task.program, own=False)
    if plain is None:  # rustc came to no end in time: this program says nothing about either
        return None
    with tempfile.TemporaryDirectory() as folder:
        theirs = by_cargo_fix(task.program, Path(folder)) if task.opponent else False
    return Case(task.program.half, ours, plain, theirs)


def _searched(program: Program, *, own: bool) -> Tried | None:
    with tempfile.TemporaryDirectory() as folder:
        return by_search(program, Path(folder), learned(shipped().counts), own=own)
