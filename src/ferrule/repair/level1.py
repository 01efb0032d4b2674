"""Level 1: the units that do not compile, one after the other, each searched twice at most (P14)."""

import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from ferrule.diagnostics.phase import ICE
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Candidate, Changes, ClonePolicy
from ferrule.facts.workspace import Workspace
from ferrule.repair.admission import admission
from ferrule.repair.answers import counting
from ferrule.repair.compile.judge import judge_all
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.unit import Links, Replayed, Unit, UnitReport
from ferrule.repair.compile.warm import warm
from ferrule.repair.identity import identity
from ferrule.repair.moves.crate import crate_of
from ferrule.repair.order import in_order
from ferrule.repair.passes import attempted, attempts_of, certain
from ferrule.repair.ranking.learned import NEUTRAL, Ranking
from ferrule.repair.search.candidates import SURE
from ferrule.repair.search.minimise import minimised
from ferrule.repair.search.reach import reach
from ferrule.repair.search.retreat import retreated
from ferrule.repair.search.score import errors_of
from ferrule.repair.search.state import Doors, State, Step, Trace, state_of

Mark = tuple[str, tuple[str, ...]]
"""A candidate, wherever its lines have moved: the error's identity and the new texts."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use up."""

    attempts: int
    until: float
    """On the monotonic clock, in seconds."""
    compiles: int = 0
    """Runs of the compiler; 0 for as many as the level has."""


@dataclass(slots=True)
class Repaired:
    """What level 1 made of a workspace, in memory."""

    changes: Changes = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)
    before: list[Finding] = field(default_factory=list)
    """Errors of the units that Cargo could see at first."""
    later: list[Finding] = field(default_factory=list)
    """Errors of dependents, which Cargo compiled only after what they need was repaired."""
    searched: set[str] = field(default_factory=set)
    """Keys of the units that were worked on."""
    tried: dict[str, int] = field(default_factory=dict)
    """Attempts by the identity of the error."""
    trace: Trace = field(default_factory=Trace)
    runs: int = 0
    out_of_time: bool = False
    notes: list[str] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)
    """Warnings that were taken up; not among `before` and `later`."""

    def fork(self) -> "Repaired":
        """Give a copy that can be worked on while this one stays."""
        return deepcopy(self)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where candidates are compiled."""

    workspace: Workspace
    slots: tuple[Path, ...]
    terms: Terms
    wanted: Callable[[Finding], bool]
    banned: frozenset[Mark] = frozenset()
    """Candidates that compile and are known to be wrong."""
    sure_only: bool = False
    """Try only what the compiler itself is sure of: for warnings, where compiling proves nothing."""
    unwritten: bool = False
    """Nothing will be written, so that files may be read-only."""
    published: tuple[Path, ...] = ()
    """Folders of crates whose public signatures may not change."""
    clone: ClonePolicy = ClonePolicy.RECORD
    ranking: Ranking = NEUTRAL
    recalled: Callable[[Finding, State], tuple[Candidate, ...]] = lambda _, __: ()
    """What is known to have worked for an error: tried before all else, and judged like all else."""
    level: int = 1
    """Which moves are made, and how far the search goes: see `search/reach.py`."""
    view: Callable[[Replayed], Replayed] = lambda replayed: replayed
    """What of the compiler's answer counts."""
    guess: Callable[[Changes | None], None] = lambda _: None
    """Hears what the search is likely to end with, as soon as it is thought of; None takes that back."""
    links: Callable[[Unit, Changes, Terms], Links] = lambda _, __, ___: Links()
    """Which libraries are compiled anew before a unit is judged with these changes."""


def mark(error: Finding, candidate: Candidate) -> Mark:
    """Give what a candidate is known by in another search of the same tree."""
    return identity(error), tuple(edit.replacement for edit in candidate.edits)


def repair(reports: Sequence[UnitReport], bench: Bench, limits: Limits, result: Repaired) -> None:
    """Work on one layer of broken units; what could be repaired is added to `result`, the user's tree stays."""
    first, told = not result.searched, result.changes
    answered: set[str] = set()
    for report in in_order(reports, bench.workspace):
        if _is_answered(report, answered):  # the next whole check tells, and brings it back where it is not
            continue
        result.searched.add(report.unit.key)
        known = _known(report, bench) if result.changes is told else None
        errors = _repair_unit(report.unit, known, bench, limits, result)
        found = result.warnings if bench.sure_only else result.before if first else result.later
        found.extend(errors)
        left = {identity(error) for error in result.left}
        answered |= {identity(error) for error in errors} - left


def _is_answered(report: UnitReport, answered: set[str]) -> bool:
    """Give whether all errors of a unit were those of another copy of its target, and are answered there."""
    errors = [identity(error) for error in errors_of(report.findings)]
    return bool(errors) and report.sure and answered.issuperset(errors)


def _known(report: UnitReport, bench: Bench) -> Replayed | None:
    """Give what Cargo's own check said of a unit, which saves a compile; None when that was no verdict."""
    said = bench.view(Replayed(report.findings))
    is_verdict = report.sure and errors_of(said.findings) and all(finding.rule != ICE for finding in said.findings)
    return said if is_verdict else None


def _compiler(unit: Unit, bench: Bench, result: Repaired) -> Callable[[Sequence[Changes]], Sequence[Replayed]]:
    warmed = False

    def compile_all(states: Sequence[Changes]) -> Sequence[Replayed]:
        nonlocal warmed
        result.runs += len(states)
        links = [bench.links(unit, state, bench.terms) for state in states]
        answers = judge_all(unit, states, bench.slots, bench.terms, links=links)
        slowest = max(answers, key=lambda answer: answer.seconds, default=None)
        if slowest is not None and slowest.judged and not warmed:
            warmed = True
            made = warm(unit, slowest, bench.slots, bench.terms)
            if made is not None:
                result.notes.append(f"{unit.package} ({unit.target}): {made.note or 'warmed by the last commit'}")
        pairs = zip(states, answers, strict=True)
        counted = [bench.view(counting(answer, state, bench.workspace.root)) for state, answer in pairs]
        result.notes += [f"rustc gave no verdict: {answer.note}" for answer in counted if answer.note]
        return counted

    return compile_all


def _guessing(
    compile_all: Callable[[Sequence[Changes]], Sequence[Replayed]], bench: Bench
) -> Callable[[Sequence[Changes]], Sequence[Replayed]]:
    """Give a compiler that tells what the search may end with: its first candidate, then what compiles."""
    is_first = True

    def judge(states: Sequence[Changes]) -> Sequence[Replayed]:
        nonlocal is_first
        if is_first and states:
            bench.guess(states[0])
        answers = compile_all(states)
        pairs = zip(states, answers, strict=True)
        good = next((state for state, one in pairs if one.judged and not errors_of(one.findings)), None)
        if is_first or good is not None:
            bench.guess(good)
        is_first = False
        return answers

    return judge


def _repair_unit(unit: Unit, known: Replayed | None, bench: Bench, limits: Limits, result: Repaired) -> list[Finding]:
    """Give the errors that the unit had at the start."""
    compile_all, how_far = _compiler(unit, bench, result), reach(bench.level)

    def spent() -> bool:
        result.out_of_time = result.out_of_time or time.monotonic() > limits.until
        cancelled = bench.terms.cancel is not None and bench.terms.cancel.is_set()
        return result.out_of_time or cancelled or result.runs > (limits.compiles or how_far.compiles)

    def wanted(error: Finding) -> bool:
        return bench.wanted(error) and result.tried.get(identity(error), 0) <= limits.attempts

    from ferrule.repair.moves.catalog import offers  # a hundred modules, read while Cargo checks: see `get_ready`

    root, target, published = bench.workspace.root, bench.workspace.target_folder, bench.published

    def linked(changes: Changes) -> frozenset[Path]:
        return bench.links(unit, changes, bench.terms).files

    admit = admission(root, target, unwritten=bench.unwritten, published=published, clone=bench.clone, linked=linked)
    moves = offers(root, crate_of(unit), compile_all, result.trace.fault, bench.level)

    def own(error: Finding, state: State) -> tuple[Candidate, ...]:
        return (*bench.recalled(error, state), *moves(error, state))

    judge = _guessing(compile_all, bench)
    doors = Doors(root, judge, admit, identity, spent, wanted, _allowed(bench), own, bench.ranking.shift, how_far)
    start = state_of(result.changes, known or compile_all([result.changes])[0])
    found = start
    for number, passes in enumerate(attempts_of(bench.level)[: limits.attempts], 1):
        result.trace.attempt = number
        for name in {identity(error) for error in found.errors}:
            result.tried[name] = result.tried.get(name, 0) + 1
        found = attempted(start, found, doors, result.trace, passes)
        if not doors.due(found.errors) or spent():
            break
    found = certain(start, found, doors)
    best = retreated(start, minimised(result.changes, found, doors), doors) if found.score < start.score else start
    result.changes = best.changes
    result.steps += [step for step in best.steps if step not in result.steps]
    result.left += best.errors
    result.notes += [words for words in result.trace.faults if words not in result.notes]
    _uncovered(start.errors, best, bench, result)
    return [error for error in start.errors if bench.wanted(error)]


def _uncovered(first: Sequence[Finding], best: State, bench: Bench, result: Repaired) -> None:
    """Add the errors that were hidden behind those of the start: answered since, or left."""
    known = {identity(error) for error in first}
    met = (*(step.error for step in best.steps), *best.errors)
    new = (error for error in met if identity(error) not in known and bench.wanted(error))
    found = result.warnings if bench.sure_only else result.later
    found.extend(error for error in new if error not in found)


def _allowed(bench: Bench) -> Callable[[Finding, Candidate], bool]:
    def allowed(error: Finding, candidate: Candidate) -> bool:
        sure = candidate.applicability == SURE or not bench.sure_only
        return sure and mark(error, candidate) not in bench.banned

    return allowed
