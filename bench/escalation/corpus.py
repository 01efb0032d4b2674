"""Programs of a corpus: those that level 1 leaves go on through levels 2, 3 and 4."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.escalation.run import Went, fixed
from bench.escalation.streams import STATE, Stream, middle, seconds_at, stream, together
from bench.escalation.tables import levels_table, options_said, share_of
from bench.repair.corpora import Program, json_lines
from bench.repair.engines import package
from bench.repair.oracle import checked
from bench.results import Section, table

_HIGHEST: Final = 3
_WORDS = """Each program is a package of its own, broken as it was found, and goes through the whole of `ferrule fix
--tests none` with levels 1 to 4; nobody answers but the engine, and the user says nothing. All counts come from the
event streams, added up in one store; a program counts as resolved when Cargo checks it without an error afterwards,
at the highest level at which one of its errors was resolved. Programs have no tests: what compiles may still be wrong.

{programs}

{levels}

{options} Programs in which not all ended at one of these: {odd}."""


@dataclass(frozen=True, slots=True)
class Case:
    """What became of one program that does not compile."""

    program: Program
    went: Went
    compiles: bool
    stream: Stream | None
    """None where no incident was kept."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this measurement."""
    parser.add_argument("--corpus", type=Path, required=True, help="JSON lines: id, edition, source")
    parser.add_argument("--half", choices=("look", "both"), default="both", help="`look`: what is developed on")
    parser.add_argument("--most", type=int, help="only so many programs")
    parser.add_argument("--jobs", type=int, default=2, help="programs at a time")


def measure(options: argparse.Namespace) -> Section:
    """Take each program through all levels."""
    programs = [one for one in json_lines(options.corpus) if options.half == "both" or one.half == "look"]
    programs = programs[: options.most]
    with tempfile.TemporaryDirectory() as folder:
        cases = list(_cases(programs, Path(folder), options.jobs))
        return Section("Escalation: programs that go up", told(cases, Path(folder) / "all"))


def _cases(programs: list[Program], folder: Path, jobs: int) -> Iterator[Case]:
    (folder / "config").mkdir()
    with ThreadPoolExecutor(jobs) as pool:
        tasks = ((number, program) for number, program in enumerate(programs))
        for case in pool.map(lambda task: _case(task[1], folder / f"p{task[0]}", folder / "config"), tasks):
            if case is not None:
                tell(case)
                yield case


def _case(program: Program, root: Path, config: Path) -> Case | None:
    """Give what became of one program; None when it compiles."""
    root.mkdir()
    package(program, root)
    if checked(root).ok:
        return None
    went = fixed(root, config, "none")
    kept = stream(root, program.id) if (root / STATE).exists() else None
    return Case(program, went, checked(root).ok, kept)


def tell(case: Case) -> None:
    """Say on standard error how one program ended."""
    went = case.went
    ways = "; ".join(f"{one.resolving} of {one.options} resolve: {' / '.join(one.summaries)}" for one in went.questions)
    print(
        f"{case.program.id}: {went.verdict}, level {went.level}, compiles {case.compiles}, {went.seconds:.0f} s, "
        f"{','.join(went.moves)} {ways} {went.note}",
        file=sys.stderr,
        flush=True,
    )
    if went.level > 1 and went.diff:
        print(went.diff, file=sys.stderr, flush=True)


def told(cases: list[Case], folder: Path) -> str:
    """Give the tables with their words; the streams are put together in a new folder.

    Raises:
        AssertionError: when an incident is counted twice, or not at all.
    """
    streams = {case.program.id: case.stream for case in cases if case.stream is not None}
    folder.mkdir()
    found = together(streams, folder)
    had = seconds_at(event for one in streams.values() for event in one.events)
    questions = [one for case in cases for one in case.went.questions]
    odd = [case.program.id for case in cases if case.stream is None or _is_odd(case)]
    return _WORDS.format(
        programs=_programs(cases),
        levels=levels_table(found, had),
        options=options_said(questions),
        odd=", ".join(odd) or "none",
    )


def _is_odd(case: Case) -> bool:
    """Say whether the verdict and Cargo disagree, or neither a repair nor a question came of it."""
    return case.compiles != (case.went.verdict == "fixed") or case.went.verdict not in ("fixed", "waiting")


def _programs(cases: list[Case]) -> str:
    """Give a row for each level at which programs were resolved; each one counts once."""
    rows: list[tuple[object, ...]] = []
    entered = len(cases)
    for level in range(1, _HIGHEST + 1):
        done = [case for case in cases if case.compiles and case.went.level == level]
        times = middle(case.went.seconds for case in done)
        rows.append((level, entered, len(done), share_of(len(done), entered), times))
        entered -= len(done)
    rows.append(("left", entered, "", "", middle(case.went.seconds for case in cases if not case.compiles)))
    return table(("level", "programs", "compile after it", "share", "median of the whole run"), rows)
