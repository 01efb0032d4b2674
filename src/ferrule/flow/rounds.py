"""Attempts with their verification: what fails the tests is taken back, and another answer is tried (P14)."""

import time
from dataclasses import dataclass, replace

from ferrule.facts.finding import Finding
from ferrule.flow.layers import Search, Searched, search_layers, search_warnings
from ferrule.flow.verified import Here, Verified, verified_repair
from ferrule.repair.bench import Mark, mark
from ferrule.repair.manifests.propose import MOVE as LINKING
from ferrule.repair.search.candidates import SURE
from ferrule.repair.search.state import Step

_MOST = 4
"""Repairs that are tested in one run; the time limit holds besides."""


@dataclass(frozen=True, slots=True)
class Round:
    """One search with its verification."""

    searched: Searched
    verified: Verified
    seconds: float
    """For the search alone."""

    @property
    def fails(self) -> bool:
        """Whether it compiles and fails tests that held before."""
        return not self.verified.kept and self.verified.tested is not None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A step that another search did without, after a repair with it had failed tests."""

    step: Step
    failed: tuple[str, ...]
    """The tests, a few of them."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """All rounds of a run, and the one that counts."""

    last: Round
    seconds: tuple[float, float, float]
    """Of all rounds: for searching, for whole checks, for tests."""
    doubt: Doubt | None = None
    """What made the round that counts different from the first one; None where that is the first."""


def rounds(search: Search, here: Here, errors: list[Finding]) -> Rounds:
    """Search and verify; when tests fail, do without the most doubtful step, one at a time.

    Another round counts only when all its tests ran and held: a repair that leaves the error open again
    would hide what failed.
    """
    first = _round(search, _apart(here, 1), errors, frozenset())
    made = [first]
    if first.fails and search.here.limits.attempts > 1:
        for step in _doubtful(first.searched)[: _MOST - 1]:
            if time.monotonic() > search.until:
                break
            here.tell(f"the tests fail: trying another answer to {step.error.rule or 'syntax'} in {step.error.path}")
            other = _round(search, _apart(here, 1 + len(made)), errors, frozenset({mark(step.error, step.candidate)}))
            made.append(other)
            if _holds(other):
                doubt = Doubt(step, first.verified.tested.failed if first.verified.tested else ())
                return Rounds(other, _seconds(search, made), doubt)
    return Rounds(first, _seconds(search, made))


def _apart(here: Here, number: int) -> Here:
    """Give each round folders of its own: what was built with an edit that is gone would look fresh."""
    scratch = here.scratch / f"round{number}"
    scratch.mkdir()
    return replace(here, scratch=scratch)


def _round(search: Search, here: Here, errors: list[Finding], banned: frozenset[Mark]) -> Round:
    began = time.monotonic()
    searched = search_layers(search, banned)
    compiles = searched.checked.ok if searched.checked else search.recording.compiles
    plain = searched
    if search.request.warnings and compiles:
        here.tell("searching: warnings of rustc and clippy")
        searched = search_warnings(search, searched)
    seconds = time.monotonic() - began - searched.check_seconds
    here.tell("verifying: the tests of what was changed")
    made = Round(searched, _verified(search, here, searched, errors), seconds)
    if made.fails and searched is not plain:  # the warnings may have done it, and they are worth less
        return Round(plain, _verified(search, _apart(here, 0), plain, errors), seconds)
    return made


def _verified(search: Search, here: Here, searched: Searched, errors: list[Finding]) -> Verified:
    return verified_repair(search.request, here, searched.repaired, searched.checked, errors, search.bench.wanted)


def _doubtful(searched: Searched) -> list[Step]:
    """Give the steps that may be wrong although they compile, the likeliest first: those that the compiler doubts.

    A completed manifest is none of them: without it nothing compiles, and no round searches for another one.
    """
    steps = [step for step in searched.repaired.steps if step.candidate.move != LINKING]
    return sorted(steps, key=lambda step: (step.candidate.applicability == SURE, -len(step.costs)))


def _holds(made: Round) -> bool:
    tested = made.verified.tested
    return made.verified.kept and not made.verified.left and tested is not None and not tested.tally.timed_out


def _seconds(search: Search, made: list[Round]) -> tuple[float, float, float]:
    searching = sum(one.seconds for one in made)
    checks = sum(one.searched.check_seconds for one in made) + (search.linked[1].seconds if search.linked else 0.0)
    return searching, checks, sum(one.verified.test_seconds for one in made)
