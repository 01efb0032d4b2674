"""The states that a search walks through, and what it is handed to judge them with."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

from ferrule.facts.finding import Finding, Phase
from ferrule.facts.repair import Candidate, Changes, Cost, Refusal
from ferrule.repair.search.reach import NEAR, Reach
from ferrule.repair.search.score import CRASHED, PHASES, Score, errors_of, score_of


class Compiled(Protocol):
    """What the compiler says of one state."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All it said, warnings too."""

    @property
    def crashed(self) -> bool:
        """It gave no answer: a crash, a time-out, a cancelled run."""


Compile: TypeAlias = Callable[[Sequence[Changes]], Sequence[Compiled]]
"""Judges several states at once; one answer for each, in their order."""


@dataclass(frozen=True, slots=True)
class Step:
    """One candidate that was taken, the error it answers and what it costs."""

    error: Finding
    candidate: Candidate
    costs: tuple[Cost, ...] = ()
    attempt: int = 1
    """The number of the attempt that found it."""


@dataclass(frozen=True, slots=True)
class State:
    """Sources as they would be, and the errors that are left in them."""

    changes: Changes
    errors: tuple[Finding, ...]
    score: Score
    steps: tuple[Step, ...] = ()

    @property
    def cost(self) -> int:
        """How much was paid to get here."""
        return sum(len(step.costs) for step in self.steps)


class Admit(Protocol):
    """The guard."""

    def __call__(self, before: Changes, after: Changes, /, *errors: Finding) -> Refusal | tuple[Cost, ...]:
        """Judge the step from one state to another, which answers these errors."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the search needs of the world."""

    root: Path
    compile: Compile
    admit: Admit
    identity: Callable[[Finding], str]
    """What makes two errors the same, wherever they stand."""
    spent: Callable[[], bool]
    """Whether the time or the number of compiles is used up."""
    wanted: Callable[[Finding], bool] = lambda _: True
    """Whether an error is to be repaired; the others count all the same, so that none is made worse."""

    allowed: Callable[[Finding, Candidate], bool] = lambda _, __: True
    """Whether a candidate may be tried for an error at all."""
    own: Callable[[Finding, State], tuple[Candidate, ...]] = lambda _, __: ()
    """What ferrule itself would do about an error, beside what the compiler suggests."""
    shift: Callable[[Finding, Candidate], int] = lambda _, __: 0
    """What was learned of a candidate: ranks to add, fewer than none for what was often right."""
    reach: Reach = NEAR
    """How far the search goes."""
    until_clean: Compile | None = None
    """As `compile`, and the last answer is that of the first state without errors: what comes after it is left out."""

    def due(self, errors: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Give those errors that are to be repaired, syntax errors first: others may only be their echo."""
        wanted = (error for error in errors if self.wanted(error))
        return tuple(sorted(wanted, key=lambda error: error.phase is not Phase.PARSE))


@dataclass(slots=True)
class Trace:
    """What a search did, for the account of it."""

    refused: list[tuple[Finding, Candidate, Refusal]] = field(default_factory=list)
    """Each once, however often it was looked at."""
    rejected: dict[tuple[str, Candidate], str] = field(default_factory=dict)
    """Identity of the error and candidate that the compiler did not like, each once and in order; the error's code."""
    proposed: dict[tuple[str, str], set[object]] = field(default_factory=dict)
    """What was admitted to be tried, by error code and move."""
    attempt: int = 1
    """The number of the attempt that is being made."""
    seconds: dict[tuple[str, int], float] = field(default_factory=dict)
    """Time by the identity of the error and the number of the attempt; errors that are tried at once share it."""

    _known: set[object] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    """Bugs of ours that cost no more than a candidate; each once."""

    @contextmanager
    def clock(self, names: Iterable[str]) -> Iterator[None]:
        """Add the time inside to the attempts at the errors of these identities."""
        began, shared = time.monotonic(), list(names)
        try:
            yield
        finally:
            for name in shared:
                place = (name, self.attempt)
                self.seconds[place] = self.seconds.get(place, 0.0) + (time.monotonic() - began) / len(shared)

    def fault(self, words: str) -> None:
        """Note a bug of ours."""
        if words not in self.faults:
            self.faults.append(words)

    def reject(self, name: str, error: Finding, candidate: Candidate) -> None:
        """Note a candidate that helped nothing, for the error of this identity."""
        self.rejected[name, candidate] = error.rule or "syntax"

    def propose(self, error: Finding, candidate: Candidate) -> None:
        """Note a candidate that may be tried."""
        mark = (error.key, tuple(edit.replacement for edit in candidate.edits))
        self.proposed.setdefault((error.rule or "syntax", candidate.move), set()).add(mark)

    def refuse(self, error: Finding, candidate: Candidate, refusal: Refusal) -> None:
        """Note a candidate that the guard did not admit."""
        mark = (error.key, candidate)
        if mark not in self._known:
            self._known.add(mark)
            self.refused.append((error, candidate, refusal))


def state_of(changes: Changes, compiled: Compiled, steps: tuple[Step, ...] = ()) -> State:
    """Give the state that the compiler described."""
    if compiled.crashed:
        return State(changes, (), CRASHED, steps)
    errors = errors_of(compiled.findings)
    return State(changes, errors, score_of(errors), steps)


def uncovered(before: State, after: State, doors: Doors) -> bool:
    """Give whether there are new errors that the old ones cannot have hidden: of the same phase, or an earlier one."""
    known = {doors.identity(error) for error in before.errors}
    first = min((_rank(error) for error in before.errors), default=0)
    return any(doors.identity(error) not in known and _rank(error) <= first for error in after.errors)


def _rank(error: Finding) -> int:
    return PHASES.index(error.phase or Phase.TYPE)


def vanished(before: State, after: State, doors: Doors) -> Counter[str]:
    """Give the identities of errors of which there are fewer after than before."""
    old, new = (Counter(doors.identity(error) for error in state.errors) for state in (before, after))
    return old - new
