"""The search of `ferrule fix` through a workspace: layer by layer, and the warnings last."""

import math
import threading
import time
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from ferrule.facts.fix import FixRequest
from ferrule.facts.repair import Changes
from ferrule.flow.guess import Guess
from ferrule.flow.linking import Linked
from ferrule.flow.verified import Here
from ferrule.flow.whole import Whole
from ferrule.repair.bench import Bench, Limits, Mark, Repaired
from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.libraries import Libraries
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.compile.unit import Rechecked, Recording, Unit
from ferrule.repair.identity import identity
from ferrule.repair.level1 import repair
from ferrule.repair.lints import as_errors, due, told_apart


@dataclass(frozen=True, slots=True)
class Search:
    """What every search of a run starts from."""

    request: FixRequest
    here: Here
    recording: Recording
    bench: Bench
    until: float
    """On the monotonic clock, in seconds."""
    linked: Linked | None = None
    """Manifests that were completed before, and what Cargo says then; every round starts from there."""

    @property
    def options(self) -> CheckOptions:
        """How Cargo is called, the same each time."""
        return CheckOptions(self.request.selection, self.here.jobs, kept=self.here.place.folder)


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search made, and what Cargo says of it."""

    repaired: Repaired
    checked: Rechecked | None
    """The last whole check of the repaired tree; None when nothing was repaired."""
    check_seconds: float = 0.0
    """Of all whole checks of repaired trees."""


def search_layers(search: Search, banned: frozenset[Mark] = frozenset()) -> Searched:
    """Repair layer by layer: dependents of a broken package reach rustc only after it is repaired (P13)."""
    repaired, checked, spent, layer = Repaired(), None, 0.0, search.recording.broken
    known = {report.unit.key: report.unit for report in search.recording.reports}
    libraries = Libraries(search.here.workspace, lambda: _units(search, repaired.changes), known)
    bench = replace(search.bench, banned=banned, links=libraries.links)
    limits = Limits(search.here.limits.attempts, search.until)
    if search.linked is not None:
        repaired, checked = search.linked[0].fork(), search.linked[1]
        layer = checked.broken
        bench = _above(bench, repaired.changes, checked)
    with Guess(partial(_checked, search), search.here.scratch) as guess:
        bench = replace(bench, guess=lambda changes: guess.drop() if changes is None else guess.start(changes))
        bench = replace(bench, whole=Whole(guess, partial(_checked, search), search.recording.seconds, search.until))
        for number in count():
            made = repaired.changes
            repair(layer, bench, limits, repaired)
            if repaired.changes == made:
                break
            began = time.monotonic()
            folder = search.here.scratch / f"layer{number}"
            checked = guess.answer(repaired.changes) or _checked(search, repaired.changes, folder)
            spent += guess.held_s + time.monotonic() - began
            bench = _above(bench, repaired.changes, checked)
            layer = tuple(report for report in checked.broken if report.unit.key not in repaired.searched)
            if not layer or repaired.out_of_time:
                break
    return Searched(repaired, checked, spent)


def _above(bench: Bench, changes: Changes, checked: Rechecked) -> Bench:
    """Give a bench for what stands above the units that a check of these changes has built."""
    built = changes if checked.target is not None else {}
    return replace(bench, terms=replace(bench.terms, target=checked.target, built=built))


def _units(search: Search, changes: Changes) -> list[Unit]:
    """Give every unit of the workspace, the fresh ones too; none without namespaces, or once the time is up."""
    folder, left = search.here.scratch / "libraries", search.until - time.monotonic()
    if left <= 0:
        return []
    options = replace(search.options, anew=True, cancel=search.bench.terms.cancel)
    options = replace(options, timeout_s=min(options.timeout_s, left))
    return [report.unit for report in recheck(search.here.workspace, changes, folder, options).reports]


def _checked(
    search: Search, changes: Changes, folder: Path, cancel: threading.Event | None = None, most_s: float = math.inf
) -> Rechecked:
    """Give what Cargo says of the whole tree with these changes."""
    options = search.options
    options = replace(options, cancel=cancel, timeout_s=min(options.timeout_s, most_s))
    return recheck(search.here.workspace, changes, folder, options)


def search_warnings(search: Search, searched: Searched) -> Searched:
    """Take up the warnings of a tree that compiles, rustc's and clippy's; what was searched before stays as it is.

    Gives `searched` itself where there is nothing to do, or where what was made does not compile with all targets.
    """
    began, options = time.monotonic(), replace(search.options, lints=True)
    found = recheck(search.here.workspace, searched.repaired.changes, search.here.scratch / "lints", options)
    looked = time.monotonic() - began
    repaired = searched.repaired.fork()
    terms = replace(search.bench.terms, target=found.target)
    reports, names = due(told_apart(found.reports, repaired.changes, search.bench.slots, terms))
    if found.note or not found.ok or not reports:
        reason = found.note or ("" if found.ok else "the tree does not compile")
        repaired.notes += [f"warnings were not taken up: {reason}"] if reason else []
        return replace(searched, repaired=repaired)
    bench = replace(
        search.bench,
        terms=terms,
        wanted=lambda finding: search.bench.wanted(finding) and identity(finding) in names,
        sure_only=True,
        view=as_errors,
    )
    repair(reports, bench, Limits(1, search.until), repaired)
    if repaired.changes == searched.repaired.changes:
        return replace(searched, repaired=repaired)
    checking = time.monotonic()
    checked = recheck(search.here.workspace, repaired.changes, search.here.scratch / "lints-after", options)
    spent = searched.check_seconds + looked + time.monotonic() - checking
    return Searched(repaired, checked, spent) if checked.ok else replace(searched, check_seconds=spent)
