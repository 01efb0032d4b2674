"""The account of a repair: what was found, tried, made and left, per incident."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.fix import Attempt, Incident, IncidentStatus, TriedEdit
from ferrule.facts.repair import Candidate, Changes, Refusal
from ferrule.flow.rounds import Rounds
from ferrule.repair.admission import OUTSIDE
from ferrule.repair.bench import Repaired
from ferrule.repair.classes import LINT, class_of
from ferrule.repair.identity import fingerprint, identity
from ferrule.repair.lints import promoted
from ferrule.repair.search.state import Step, Trace

_SHOWN: Final = 24
"""Candidates of one error that are told of."""


@dataclass(frozen=True, slots=True)
class Account:
    """The parts of the report that tell of the repair itself."""

    incidents: tuple[Incident, ...]
    uncovered: int


@dataclass(frozen=True, slots=True)
class At:
    """Where in a run a search was made."""

    most: int
    """Attempts for each incident, at most."""
    level: int = 1
    tree: Changes = field(default_factory=dict)
    """What the files held then, as far as they differ from what was first read."""


def account(made: Rounds, root: Path, at: At) -> Account:
    """Give the incidents in the order of first sight, each with its attempts (P22)."""
    repaired, verified = made.last.searched.repaired, made.last.verified
    seen: dict[str, Finding] = {}
    for error in (*repaired.before, *repaired.later, *repaired.warnings):
        seen.setdefault(fingerprint(error, root, at.tree), error)
    known = {identity(error) for error in repaired.before}
    steps: defaultdict[str, list[Step]] = defaultdict(list)
    for step in repaired.steps:
        steps[identity(step.error)].append(step)
    told = _Told(made, Counter(map(identity, _left(made))), at, verified.kept, steps, *_looked_at(repaired.trace))
    incidents = tuple(_incident(mark, error, told) for mark, error in seen.items())
    new = {fingerprint(error, root, at.tree) for error in repaired.later if identity(error) not in known}
    return Account(incidents, len(new))


@dataclass(frozen=True, slots=True)
class _Told:
    """What the account of every incident is made from."""

    made: Rounds
    left: Counter[str]
    at: At
    kept: bool
    steps: Mapping[str, list[Step]]
    """What was taken, by the identity of the error."""
    rejected: Mapping[str, list[Candidate]]
    """What did not help, by the identity of the error."""
    refused: Mapping[str, list[tuple[Candidate, Refusal]]]
    """What the guard kept out, by the identity of the error."""

    @property
    def repaired(self) -> Repaired:
        return self.made.last.searched.repaired


def _looked_at(trace: Trace) -> tuple[dict[str, list[Candidate]], dict[str, list[tuple[Candidate, Refusal]]]]:
    rejected: defaultdict[str, list[Candidate]] = defaultdict(list)
    for name, candidate in trace.rejected:
        rejected[name].append(candidate)
    refused: defaultdict[str, list[tuple[Candidate, Refusal]]] = defaultdict(list)
    for error, candidate, why in trace.refused:
        refused[identity(error)].append((candidate, why))
    return rejected, refused


def _left(made: Rounds) -> Iterable[Finding]:
    """Give what is left after the repair: errors, and the warnings that could have been taken up."""
    searched = made.last.searched
    warnings = searched.checked.reading.findings if searched.checked and searched.repaired.warnings else ()
    return (*made.last.verified.left, *promoted(warnings))


def _incident(mark: str, error: Finding, told: _Told) -> Incident:
    name = identity(error)
    resolved = told.kept and not told.left[name]
    tried = list(_doubted(error, told))
    steps = told.steps.get(name, [])
    worked_on = {number for one, number in told.repaired.trace.seconds if one == name}
    numbers = sorted(worked_on | {step.attempt for step in steps}) or [1]
    last = max((step.attempt for step in steps), default=numbers[-1])
    for number in [number for number in numbers if number <= last][: told.at.most - len(tried)]:
        solved = [step for step in steps if step.attempt == number]
        tried.append(_attempt(number, error, solved, told, resolved=resolved and number == last))
    attempts = tuple(replace(attempt, n=number) for number, attempt in enumerate(tried, 1))
    looked_at = tuple(_tried(name, steps, told))[:_SHOWN]
    status = IncidentStatus.RESOLVED if resolved else IncidentStatus.OPEN
    kind = LINT if error in told.repaired.warnings else class_of(error)
    return Incident(f"I-{mark[:8]}", mark, error, kind, told.at.level, status, attempts, looked_at)


def _tried(name: str, steps: list[Step], told: _Told) -> Iterator[TriedEdit]:
    """Yield what was looked at for an error: what was taken, what did not help, what the guard refused."""
    taken = {step.candidate for step in steps}
    for step in steps:
        yield TriedEdit(step.candidate.move, step.candidate.message, "taken")
    for candidate in told.rejected.get(name, ()):
        if candidate not in taken:
            yield TriedEdit(candidate.move, candidate.message, "did not help")
    for candidate, why in told.refused.get(name, ()):
        yield TriedEdit(candidate.move, candidate.message, f"refused by the guard ({why.rule}): {why.note}")


def _doubted(error: Finding, told: _Told) -> Iterator[Attempt]:
    """Yield the attempt that compiled and failed tests, where another answer was found then."""
    doubt = told.made.doubt
    if doubt is not None and identity(doubt.step.error) == identity(error):
        attempt = _attempt(1, error, [doubt.step], told, resolved=False)
        yield replace(attempt, result=f"compiles and fails tests: {', '.join(doubt.failed[:3])}")


def _attempt(number: int, error: Finding, steps: list[Step], told: _Told, *, resolved: bool) -> Attempt:
    repaired = told.repaired
    name = identity(error)
    refused = [why for _, why in told.refused.get(name, ())]
    tried = len(told.rejected.get(name, ())) + len(steps)
    offered = tried + len(refused)
    return Attempt(
        n=number,
        level=told.at.level,
        move=steps[0].candidate.move if steps else "",
        error=f"{error.rule or 'syntax'}: {error.message}",
        attempted=f"{_counted(tried, 'edit')} tried, {len(refused)} refused by the guard",
        refused=len(refused),
        action="; ".join(dict.fromkeys(step.candidate.message for step in steps)) or _no_action(resolved=resolved),
        result=_held(told) if resolved else _why_not(steps, offered, refused, told),
        errors_before=len(repaired.before),
        errors_after=len(repaired.left),
        seconds=round(repaired.trace.seconds.get((identity(error), number), 0.0), 3),
        rolled_back=not resolved,
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _no_action(*, resolved: bool) -> str:
    return "none of its own: the edit for another error answers it too" if resolved else "none"


def _held(told: _Told) -> str:
    tested = told.made.last.verified.tested
    if tested is None and told.made.last.verified.left:
        return "answered; other errors are left, and no tests were run"
    if tested is None:
        return "compiles; no tests were run"
    late = "; the others were ended at their time limit" if tested.tally.timed_out else ""
    return f"compiles; {tested.tally.passed} tests pass{late}"


def _why_not(steps: list[Step], offered: int, refused: list[Refusal], told: _Told) -> str:
    if steps and not told.kept:
        return "taken back: the repair as a whole did not stand"
    if told.repaired.out_of_time:
        return "left: the time was used up"
    if not offered:
        return "left: neither the compiler nor ferrule knows an edit for it"
    if outside := next((why.note for why in refused if why.rule == OUTSIDE), ""):
        return f"left: {outside}"
    rules = ", ".join(dict.fromkeys(why.rule for why in refused))
    return f"left: the guard refuses it ({rules})" if len(refused) >= offered else "left: no edit makes it compile"
