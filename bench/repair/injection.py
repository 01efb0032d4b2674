"""Faults made in real crates, whose original is the reference and whose tests are the oracle."""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.repair.crates import CRATES, PLACE, Copy, Crate, copied
from bench.repair.faults import planned
from bench.repair.injection_tables import Measured, injection_section
from bench.repair.mutations.catalog import KINDS
from bench.repair.oracle import TIMEOUT_S, checked, run_tests
from bench.repair.trial import Case, tried
from bench.results import Section

_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Share:
    """The faults of one crate."""

    crate: Crate
    faults: int
    seed: int
    first: int
    """The kind to begin with, so that all crates together go through all kinds."""
    kinds: tuple[str, ...] = ()
    """Only faults of these kinds; all where none is named."""
    resumed: bool = False
    """Cases in the log of an earlier run count, and only the others are tried."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this measurement."""
    parser.add_argument("--faults", type=int, default=300, help="faults over all crates")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other faults")
    parser.add_argument("--crate", action="append", default=[], help="only this crate")
    kinds = [one.kind for one in KINDS]
    parser.add_argument("--kind", action="append", default=[], choices=kinds, help="only faults of this kind")
    parser.add_argument("--resume", action="store_true", help="go on where a run with the same options was stopped")


def measure(options: argparse.Namespace) -> Section:
    """Repair the faults of all crates, two crates at a time."""
    chosen = [crate for crate in CRATES if not options.crate or crate.name in options.crate]
    copies = [copied(crate) for crate in chosen]
    began = time.monotonic()
    with ProcessPoolExecutor(_WORKERS, multiprocessing.get_context("spawn")) as pool:
        measured = list(pool.map(_crate, _shares(chosen, options)))
    lines = {copy.crate.id: copy.lines for copy in copies}
    return injection_section(measured, lines, time.monotonic() - began)


def _shares(crates: Sequence[Crate], options: argparse.Namespace) -> Iterable[Share]:
    first = 0
    for number, crate in enumerate(crates):
        share = options.faults // len(crates) + (number < options.faults % len(crates))
        yield Share(crate, share, options.seed, first, tuple(options.kind), options.resume)
        first += share


def _crate(share: Share) -> Measured:
    """Make the faults of one crate, one after the other."""
    copy = copied(share.crate)
    built, baseline = checked(copy.root), run_tests(copy.root, TIMEOUT_S)
    assert built.ok, f"{share.crate.id} does not compile here"
    assert baseline.ok, f"{share.crate.id} fails its own tests here"
    cases: list[Case] = []
    harmless = 0
    known = _known(share)
    with _log(share).open("a" if known else "w") as log:
        for fault in planned(copy, share.seed, share.first, share.kinds):
            if len(cases) == share.faults:
                break
            if (case := known.get((fault.site.kind, fault.site.splice.said(copy.original[fault.path])))) is not None:
                cases.append(case)
                continue
            if (case := tried(copy, baseline, fault)) is None:
                harmless += 1
                continue
            cases.append(case)
            log.write(case.line_of_json())
            log.flush()
            _tell(copy, len(cases), share.faults, case)
    return Measured(share.crate.id, sum(baseline.passed.values()), tuple(cases), harmless)


def _known(share: Share) -> dict[tuple[str, str], Case]:
    """Give the cases that an earlier run wrote down; a last line that it was writing as it was stopped is left out."""
    log = _log(share)
    if not share.resumed or not log.exists():
        return {}
    whole = log.read_text("utf-8").rpartition("\n")[0]
    log.write_text(f"{whole}\n" if whole else "", "utf-8")
    return {case.mark: case for case in (msgspec.json.decode(line, type=Case) for line in whole.splitlines())}


def _log(share: Share) -> Path:
    """Give the file with all cases of a crate, their diffs among them."""
    return PLACE / f"injection-{share.crate.id}.jsonl"


def _tell(copy: Copy, number: int, of: int, case: Case) -> None:
    place = f"{case.path}:{case.line}"
    print(f"{copy.crate.id} {number}/{of} {case.kind} {place} {case.codes} {case.outcome}", file=sys.stderr, flush=True)
