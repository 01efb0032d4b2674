"""The tables of the injection: all faults together, by crate, by kind and by error code."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.repair.trial import BUDGET_S, LEVEL, Case, Outcome
from bench.results import Section, table

_CODES_SHOWN = 15
_OURS = ("by default", "fixed + tests", "= original", "wrong", "refused", "left")
_COUNTS = ("faults", *_OURS, "compiles a case", "ratio")
_THEIRS = ("`cargo fix` + tests", "`cargo fix` wrong")


@dataclass(frozen=True, slots=True)
class Measured:
    """The cases of one crate."""

    crate: str
    tests: int
    """How many pass in the original."""
    cases: tuple[Case, ...]
    harmless: int
    """Mutations that compile: no faults, so others were taken."""


def injection_section(measured: Sequence[Measured], lines: Mapping[str, int], seconds: float) -> Section:
    """Give the section for the published results."""
    cases = [case for one in measured for case in one.cases]
    crates = [(one.crate, lines[one.crate], one.tests, *_row(one.cases)) for one in measured]
    kinds = [(kind, *_row(inside)) for kind, inside in _by(cases, lambda case: (case.kind,))]
    codes = [(code, *_row(inside)) for code, inside in _by(cases, lambda case: case.codes)]
    parts = [
        _words(cases, measured, seconds),
        table((*_COUNTS, *_THEIRS), [_row(cases)]),
        "By crate:",
        table(("crate", "lines", "tests", *_COUNTS, *_THEIRS), crates),
        "By kind of fault:",
        table(("kind", *_COUNTS, *_THEIRS), kinds),
        f"By error code, a case with several counted under each (the {_CODES_SHOWN} most frequent):",
        table(("code", *_COUNTS, *_THEIRS), codes[:_CODES_SHOWN]),
    ]
    return Section("Repair: single faults made in real crates, their tests as the oracle", "\n\n".join(parts))


def _words(cases: Sequence[Case], measured: Sequence[Measured], seconds: float) -> str:
    wrong = [case for case in cases if case.outcome is Outcome.WRONG]
    applied = [case for case in wrong if case.by_default is Outcome.WRONG]
    mended = [case for case in wrong if case.by_default is Outcome.TESTED]
    broken = sum(case.outcome is Outcome.FAULTY for case in cases)
    harmless = sum(one.harmless for one in measured)
    return (
        f"{len(cases)} faults of {len({case.kind for case in cases})} kinds in {len(measured)} crates; {harmless} "
        f"mutations that compile were passed over. ferrule runs at level {LEVEL} without tests here (`--max-level "
        f"{LEVEL} --tests none`, budget {BUDGET_S:.0f} s) and the bench runs `cargo test` on what was applied: *wrong* "
        f"compiles and fails a test "
        f"that the original passes. When ferrule runs the tests itself, as it does by default, {len(applied)} of these "
        f"{len(wrong)} are applied all the same, and {len(mended)} are repaired rightly by another answer: "
        f"*by default* counts what is applied then and passes all tests. Engine at fault (raised, or called fixed what "
        f"does not compile): {broken}. "
        f"*Refused*: not fixed, and the guard kept a candidate from being tried. *Ratio*: check, search and "
        f"verification in plain checks, median over fixed cases, two crates at a time on one machine. "
        f"The run took {seconds / 60:.0f} minutes."
    )


def _by(cases: Iterable[Case], keys: Callable[[Case], tuple[str, ...]]) -> list[tuple[str, list[Case]]]:
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for key in keys(case):
            found[key].append(case)
    return sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))


def _row(cases: Sequence[Case]) -> tuple[object, ...]:
    ours = [sum(case.outcome is one for case in cases) for one in Outcome]
    tested, wrong, refused, left, _ = ours
    exact = sum(case.outcome is Outcome.TESTED and case.exact for case in cases)
    runs = sum(case.runs for case in cases) / max(1, len(cases))
    ratios = [case.ratio for case in cases if case.outcome in {Outcome.TESTED, Outcome.WRONG}]
    ratio = f"{statistics.median(ratios):.1f}" if ratios else ""
    theirs = [sum(case.cargo is one for case in cases) for one in (Outcome.TESTED, Outcome.WRONG)]
    usual = sum(case.by_default is Outcome.TESTED for case in cases)
    return len(cases), usual, tested, exact, wrong, refused, left, f"{runs:.1f}", ratio, *theirs
