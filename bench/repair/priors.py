"""Fit the counts that ferrule ships: every candidate that the search tries on the programs of its development.

Only programs of the half `look` are used, and the documentation's: those of the half `measure` stay unseen.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import msgspec

from bench.repair.corpora import Program, documentation, error_index, json_lines
from bench.repair.engines import by_search
from bench.results import made_on
from ferrule.facts.ranking import Priors, Trial
from ferrule.repair.ranking import priors
from ferrule.repair.ranking.learned import NEUTRAL

_EVERY = 100
_FILE = Path(priors.__file__).with_name("priors.json")


def main() -> None:
    """Write the data file."""
    parser = argparse.ArgumentParser(prog="python -m bench.repair.priors", description=__doc__)
    parser.add_argument("--corpus", type=Path, action="append", default=[], help="JSON lines: id, edition, source")
    parser.add_argument("--jobs", type=int, default=2, help="programs at a time")
    options = parser.parse_args()
    made = fit(tuple(_programs(options.corpus)), options.jobs, [path.name for path in options.corpus])
    lines = b",\n".join(msgspec.json.encode(one) for one in made.counts)
    head = msgspec.json.encode(replace(made, counts=())).removesuffix(b"[]}")
    _FILE.write_bytes(b"%s[\n%s\n]}\n" % (head, lines))
    print(f"{made.programs} programs, {len(made.counts)} counts")


def fit(programs: tuple[Program, ...], jobs: int, corpora: list[str]) -> Priors:
    """Search all programs without any ranking, and add up what each move was worth."""
    found = {program.source: program for program in programs}
    tried, right = Counter[tuple[str, str, int]](), Counter[tuple[str, str, int]]()
    broken = 0
    with ProcessPoolExecutor(jobs) as pool:
        for number, trials in enumerate(pool.map(_trials, found.values(), chunksize=4), 1):
            if number % _EVERY == 0:
                print(f"{number} of {len(found)}", file=sys.stderr, flush=True)
            broken += trials is not None
            for one in trials or ():
                tried[one.code, one.move, one.rank] += one.tried
                right[one.code, one.move, one.rank] += one.right
    counts = tuple(Trial(*key, count, right[key]) for key, count in sorted(tried.items()))
    words = " ".join(("python -m bench.repair.priors", *(f"--corpus {name}" for name in corpora)))
    return Priors(f"{made_on()}; `{words}`", broken, counts)


def _programs(corpora: list[Path]) -> Iterator[Program]:
    yield from (program for program in error_index() if program.half == "look")
    for path in corpora:
        yield from (program for program in json_lines(path) if program.half == "look")
    yield from documentation()


def _trials(program: Program) -> tuple[Trial, ...] | None:
    with tempfile.TemporaryDirectory() as folder:
        tried = by_search(program, Path(folder), NEUTRAL, own=True)
    return tried.trials if tried is not None else None


if __name__ == "__main__":
    main()
