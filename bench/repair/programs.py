"""Sets of single programs: the error index of the toolchain, and JSON-lines files."""

import argparse
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from bench.repair.corpora import Program, error_index, json_lines
from bench.repair.engines import Tried, by_cargo_fix, by_search
from bench.results import Section, table

_CODES_SHOWN = 12
_COUNTS = ("cases", "fixed", "share", "refused", "left", "compiles a case", "ratio", "`cargo fix`")
_EVERY = 25
_T = TypeVar("_T")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this measurement."""
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="JSON lines: id, edition, source")
    parser.add_argument("--cargo-fix", action="store_true", help="run the opponent too")
    parser.add_argument("--first", type=int, help="only so many programs of each set")


def measure(options: argparse.Namespace) -> Section:
    """Run the engines over each set."""
    sets = {"error index": list(error_index())}
    sets |= {path.stem: list(json_lines(path)) for path in options.corpus}
    both = options.cargo_fix
    tried = {name: _tried_all(name, programs[: options.first], opponent=both) for name, programs in sets.items()}
    rows, codes = [], []
    for name, cases in tried.items():
        halves = {half: [case for case in cases if case.half == half] for half in ("look", "measure")}
        rows += [(name, half, *_row(inside, opponent=both)) for half, inside in halves.items()]
        codes += [(name, code, *_row(inside, opponent=both)) for code, inside in _by_code(cases)[:_CODES_SHOWN]]
    words = (
        "*Refused*: not fixed, and the guard kept a suggestion from being tried. *Ratio*: the whole search in compiles "
        "of the broken program, median over fixed cases."
    )
    parts = [words, table(("set", "half", *_COUNTS), rows), f"By set and error code, the {_CODES_SHOWN} most frequent:"]
    return Section("Repair: single programs, guard on", "\n\n".join([*parts, table(("set", "code", *_COUNTS), codes)]))


def _tried_all(name: str, programs: Sequence[Program], *, opponent: bool) -> list[Tried]:
    cases: list[Tried] = []
    for number, program in enumerate(programs, 1):
        if number % _EVERY == 0:
            print(f"{name}: {number} of {len(programs)}", file=sys.stderr, flush=True)
        tried = _alone(program, by_search)
        if tried.broken:
            cases.append(replace(tried, by_cargo=opponent and _alone(program, by_cargo_fix)))
    return cases


def _alone(program: Program, engine: Callable[[Program, Path], _T]) -> _T:
    with tempfile.TemporaryDirectory() as folder:
        return engine(program, Path(folder))


def _by_code(cases: Sequence[Tried]) -> list[tuple[str, list[Tried]]]:
    found: defaultdict[str, list[Tried]] = defaultdict(list)
    for case in cases:
        for code in case.codes:
            found[code].append(case)
    return sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))


def _row(cases: Sequence[Tried], *, opponent: bool) -> tuple[object, ...]:
    fixed = [case for case in cases if case.fixed]
    refused = sum(bool(case.refused) for case in cases if not case.fixed)
    runs = sum(case.runs for case in cases) / max(1, len(cases))
    ratio = f"{statistics.median(case.ratio for case in fixed):.1f}" if fixed else ""
    theirs = _share(sum(case.by_cargo for case in cases), cases) if opponent else "not run"
    left = len(cases) - len(fixed) - refused
    return len(cases), len(fixed), _share(len(fixed), cases), refused, left, f"{runs:.1f}", ratio, theirs


def _share(number: int, cases: Sequence[Tried]) -> str:
    return f"{100 * number / max(1, len(cases)):.1f} %"
