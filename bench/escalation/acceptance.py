"""Faults planted in real crates: which level repairs them, and what the crates' own tests say of that."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench.escalation.faults.catalog import FAULTS
from bench.escalation.faults.fault import Fault, Kind
from bench.escalation.planting import Planted, built, planted
from bench.escalation.run import Went, fixed
from bench.escalation.streams import Stream, seconds_at, stream, together
from bench.escalation.tables import levels_table, options_said, share_of
from bench.repair.oracle import checked, run_tests
from bench.results import Section, table
from ferrule.facts.funnel import Funnel

_SLOWER, _LEAST_S = 5, 20.0
_HEAD = ("fault", "class", "crate", "codes", "outcome", "level", "resolved at", "moves", "options", "seconds")
_WORDS = """{total} faults, each in a copy of its own of a crate from crates.io: the good state (for the faults of
design and for two others a published crate with a module or a test added) passes its tests and is committed, then it
is broken, and `ferrule fix` runs with all levels and default settings; nobody answers but the engine, and the user
says nothing. *Right*: Cargo checks the result and the whole test suite passes. *Wrong*: something was applied that does
not pass it, or a behaviour was chosen that is the user's to choose. *Waiting*: the user has a question.

{faults}

Right: {right}. Wrong: {wrong}. Waiting: {waiting}. Unhandled: {unhandled}. {options}

The funnel of the errors of all faults, from their event streams alone, added up in one store, which counts what the
single ones count. From first sight to repair: {median} in the median.

{levels}"""


class Outcome(StrEnum):
    """How one fault ended."""

    RIGHT = "right"
    WRONG = "wrong"
    WAITING = "waiting"
    UNHANDLED = "unhandled"
    """Neither repaired nor a question."""


@dataclass(frozen=True, slots=True)
class Case:
    """What became of one fault."""

    fault: Fault
    codes: tuple[str, ...]
    went: Went
    outcome: Outcome
    stream: Stream
    note: str = ""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this measurement."""
    parser.add_argument("--only", action="append", default=[], metavar="FAULT", help="only this one, for a closer look")
    parser.add_argument("--keep", type=Path, help="an empty folder for the copies; without it they are removed")
    parser.add_argument("--jobs", type=int, default=1, help="faults at a time")


def measure(options: argparse.Namespace) -> Section:
    """Plant all faults and repair them.

    Raises:
        AssertionError: when one is neither repaired nor a question, or an incident is counted twice or not at all.
    """
    faults = [one for one in FAULTS if not options.only or one.id in options.only]
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        cases = list(_cases(faults, folder, options.jobs))
        found = together({case.fault.id: case.stream for case in cases}, folder / "all")
    text = told(cases, found)
    lost = [case.fault.id for case in cases if case.outcome is Outcome.UNHANDLED]
    assert not lost, f"{text}\n\nnobody handled {', '.join(lost)}"
    assert found.open == 0, f"{text}\n\n{found.open} incidents are open"
    title = f"Escalation: {len(cases)} planted faults (goal: 70, 80 and 90 % of what comes to levels 1, 2 and 3)"
    return Section(title, text)


def _cases(faults: list[Fault], folder: Path, jobs: int) -> Iterator[Case]:
    """Plant all first, so that a fault that is none ends the run before it has cost much."""
    (folder / "config").mkdir(parents=True)
    firsts = {one.crate: built(one.crate, folder / "crates") for one in faults}
    with ThreadPoolExecutor(jobs) as pool:
        ready = list(pool.map(lambda one: planted(one, firsts[one.crate], folder / one.id), faults))
        for case in pool.map(lambda one: _case(one, folder / "config"), ready):
            print(_line(case), file=sys.stderr, flush=True)
            yield case


def _case(one: Planted, config: Path) -> Case:
    went = fixed(one.root, config)
    outcome, note = judged(one, went)
    return Case(one.fault, one.codes, went, outcome, stream(one.root, one.fault.id), note)


def judged(one: Planted, went: Went) -> tuple[Outcome, str]:
    """Judge a copy by Cargo and its tests, whatever the report says."""
    if not checked(one.root).ok:
        return (Outcome.WAITING if went.questions else Outcome.UNHANDLED), went.note
    now = run_tests(one.root, _LEAST_S + _SLOWER * one.good.seconds)
    if not now.ok or one.good.lost(now):
        return Outcome.WRONG, f"fails: {', '.join(one.good.lost(now)[:5]) or 'the test run itself'}"
    if one.fault.kind is Kind.DECISION:
        return Outcome.WRONG, "chose what is the user's to choose"
    return Outcome.RIGHT, ""


def told(cases: list[Case], found: Funnel) -> str:
    """Give the tables with their words."""
    by = {outcome: [case for case in cases if case.outcome is outcome] for outcome in Outcome}
    events = [event for case in cases for event in case.stream.events]
    return _WORDS.format(
        total=len(cases),
        faults=table(_HEAD, [_row(case) for case in cases]),
        right=share_of(len(by[Outcome.RIGHT]), len(cases)),
        wrong=_listed(by[Outcome.WRONG]),
        waiting=_listed(by[Outcome.WAITING]),
        unhandled=_listed(by[Outcome.UNHANDLED]),
        options=options_said([one for case in cases for one in case.went.questions]),
        median="none" if found.median_seconds is None else f"{found.median_seconds:.1f} s",
        levels=levels_table(found, seconds_at(events)),
    )


def _listed(cases: list[Case]) -> str:
    names = (f"{case.fault.id} ({case.note})" if case.note else case.fault.id for case in cases)
    return f"{len(cases)}, {', '.join(names)}" if cases else "0"


def _row(case: Case) -> tuple[object, ...]:
    went = case.went
    options = "; ".join(f"{one.options}, {one.resolving} resolve" for one in went.questions)
    levels = ", ".join(
        f"{sum(n == level for n in went.levels.values())} at {level}" for level in sorted(set(went.levels.values()))
    )
    crate, codes = case.fault.crate, ", ".join(case.codes)
    name = f"{crate.name} {crate.version}"
    words = f"{case.fault.id}: {case.fault.words}"
    moves = ", ".join(went.moves)
    return words, case.fault.kind, name, codes, case.outcome, went.level, levels, moves, options, f"{went.seconds:.0f}"


def _line(case: Case) -> str:
    rows = " | ".join(str(cell) for cell in _row(case))
    ways = "\n".join(f"  option: {way}" for one in case.went.questions for way in one.summaries)
    return f"{rows} | {case.went.verdict} | {case.note}\n{case.went.diff}{ways}"
