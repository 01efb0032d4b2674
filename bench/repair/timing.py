"""How long a repair takes in plain checks: on packages of one file and on a large crate, warm and cold."""

import argparse
import math
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.repair.corpora import Program, error_index
from bench.repair.crates import LARGE, Copy, Crate, copied
from bench.repair.engines import package
from bench.repair.faults import Fault, planned
from bench.repair.oracle import checked
from bench.repair.trial import BUDGET_S, LEVEL, spent
from bench.results import Section, table
from ferrule import api
from ferrule.facts.fix import FixReport, FixRequest, FixVerdict, Testing

_ROUNDS, _LIMIT, _GOAL = 3, 3.0, 2.5
_PHASES: Final = ("check", "search", "verify")
_STATES: Final = ("warm", "cold")
_HEAD = (
    "set",
    "state",
    "cases",
    "plain check",
    "check",
    "search",
    "verify",
    "ratio",
    "90 % below",
    "within 3",
    "other",
)


@dataclass(frozen=True, slots=True)
class Timed:
    """One repair and the plain checks beside it, in seconds."""

    state: str
    plain_s: float
    """Median."""
    report: FixReport
    wall_s: float

    @property
    def ratio(self) -> float:
        """Check, search and verification in plain checks."""
        return spent(self.report) / self.plain_s


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this measurement."""
    parser.add_argument("--programs", type=int, default=60, help="fixed programs of the error index to time")
    parser.add_argument("--faults", type=int, default=20, help="fixed faults in the large crate to time")
    parser.add_argument("--most", type=int, default=120, help="faults in the large crate to try at most")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other faults")


def measure(options: argparse.Namespace) -> Section:
    """Time both sets, one repair at a time."""
    small = list(_programs(options.programs))
    copy = copied(LARGE)
    large, tests_s = _large(copy, options)
    name = f"{_name(LARGE)}, {copy.lines} lines"
    rows = [_row("one file", state, small) for state in _STATES] + [_row(name, state, large) for state in _STATES]
    words = (
        f"Median over fixed cases, nothing else at work. Plain check: `cargo check --all-targets` of the broken tree "
        f"with dependencies built, median of {_ROUNDS}. *Warm*: Cargo has checked the tree without the fault before; "
        f"*cold*: the incremental state is removed before each check and each repair. Ratio: check, search and "
        f"verification in plain checks, at most {_LIMIT:g}, goal {_GOAL:g}. *Other*: what else the call takes "
        f"(`cargo metadata`, set-up), not in the ratio; the start of the program is in its own section. "
        f"Tests, not in the ratio either: {tests_s:.1f} s in {_name(LARGE)}."
    )
    return Section(
        f"Repair: time in plain checks (at most {_LIMIT:g}, goal: {_GOAL:g})", f"{words}\n\n{table(_HEAD, rows)}"
    )


def _name(crate: Crate) -> str:
    return f"{crate.name} {crate.version}"


def _row(name: str, state: str, timed: Sequence[Timed]) -> tuple[object, ...]:
    inside = [one for one in timed if one.state == state]
    if not inside:
        return name, state, 0, *[""] * (len(_HEAD) - 3)
    phases = [one.report.phases for one in inside]
    parts = ([one.plain_s for one in inside], *([getattr(p, key) for p in phases] for key in _PHASES))
    ratios = sorted(one.ratio for one in inside)
    high = ratios[math.ceil(0.9 * len(ratios)) - 1]
    within = sum(ratio <= _LIMIT for ratio in ratios)
    other = statistics.median(one.wall_s - spent(one.report) for one in inside)
    shown = [f"{statistics.median(part):.2f} s" for part in parts]
    ratio = f"{statistics.median(ratios):.2f}"
    return name, state, len(inside), *shown, ratio, f"{high:.2f}", f"{within} of {len(inside)}", f"{other:.2f} s"


def _programs(wanted: int) -> Iterator[Timed]:
    """Time the programs of the error index that are fixed, each as a package of its own."""
    found = 0
    for program in error_index():
        if found == wanted:
            return
        with tempfile.TemporaryDirectory() as folder:
            timed = _program(program, Path(folder))
        if timed:
            found += 1
            _tell(program.id, timed)
            yield from timed


def _program(program: Program, root: Path) -> list[Timed]:
    """Give nothing for a program that compiles or is not fixed."""
    file = package(program, root)
    if checked(root).ok or not _fixed(root, dry_run=False):
        return []
    checked(root)
    file.write_text(program.source)
    return [_timed(root, state, file) for state in _STATES]


def _large(copy: Copy, options: argparse.Namespace) -> tuple[list[Timed], float]:
    """Give the times, all warm ones before the cold ones, and the time of the tests after one repair."""
    assert checked(copy.root).ok, f"{copy.crate.id} does not compile here"
    faults: list[Fault] = []
    timed: list[Timed] = []
    for number, fault in enumerate(planned(copy, options.seed)):
        if number == options.most or len(faults) == options.faults:
            break
        copy.put(fault.path, fault.site.splice.put(copy.original[fault.path]))
        if not checked(copy.root).ok and _fixed(copy.root, dry_run=True):
            faults.append(fault)
            timed.append(_timed(copy.root, "warm", fault.path))
            _tell(f"{fault.site.kind} {fault.path.name}:{fault.site.line}", timed[-1:])
        copy.restore()
    tests_s = 0.0
    for fault in faults:
        copy.put(fault.path, fault.site.splice.put(copy.original[fault.path]))
        timed.append(_timed(copy.root, "cold", fault.path))
        _tell(f"{fault.site.kind} {fault.path.name}:{fault.site.line}", timed[-1:])
        tests_s = tests_s or _repaired(copy.root, Testing.AFFECTED, dry_run=True).phases.tests
        copy.restore()
    return timed, tests_s


def _fixed(root: Path, *, dry_run: bool) -> bool:
    return _repaired(root, Testing.NONE, dry_run=dry_run).verdict is FixVerdict.FIXED


def _repaired(root: Path, tests: Testing, *, dry_run: bool) -> FixReport:
    asked = FixRequest(root, trusted=True, tests=tests, dry_run=dry_run, budget_s=BUDGET_S, max_level=LEVEL)
    return api.fix(asked)


def _timed(root: Path, state: str, broken: Path) -> Timed:
    """Time the plain checks and one repair that writes nothing."""
    ready: Callable[[], None] = (lambda: _forget(root)) if state == "cold" else (lambda: None)
    plain = []
    for _ in range(_ROUNDS):
        ready()
        broken.touch()
        plain.append(checked(root).seconds)
    ready()
    began = time.perf_counter()
    report = _repaired(root, Testing.NONE, dry_run=True)
    return Timed(state, statistics.median(plain), report, time.perf_counter() - began)


def _forget(root: Path) -> None:
    """Remove what rustc keeps from one compile to the next."""
    shutil.rmtree(root / "target/debug/incremental", ignore_errors=True)


def _tell(name: str, timed: Sequence[Timed]) -> None:
    ratios = ", ".join(f"{one.state} {one.ratio:.1f}" for one in timed)
    print(f"{name}: {ratios}", file=sys.stderr, flush=True)
