"""One failing test looked at: alone, again, with the others, and at earlier revisions."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from ferrule.facts.failing import Cause, Ending, FailingTest, Looking, Probe
from ferrule.process.redact import mask
from ferrule.repair.failing.bisect import FAILS, Search, last_good
from ferrule.repair.failing.case import Case, Scope, alone, owner, quoted, together
from ferrule.repair.failing.changed import cause_of, changed_since
from ferrule.repair.failing.ending import probe
from ferrule.repair.failing.past import SHORT, Past
from ferrule.repair.verify.ground import Ground, Runner

_TAIL: Final = 4000
"""Characters of a test's output that are kept."""
_TELLS: Final = FAILS | {Ending.PASSED}
"""Endings that say something about a test; one that is not there, or not built, does not."""
_OUT_OF_TIME: Final = "the time was used up (`--budget`)"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the looking at every test of a run is bound to."""

    looking: Looking
    until: float
    """On the monotonic clock, in seconds."""
    tell: Callable[[str], None]

    @property
    def left_s(self) -> float:
        """What is left of the time."""
        return self.until - time.monotonic()


def unlooked(case: Case, scope: Scope, why: str) -> FailingTest:
    """Give a failing test of which nothing is known but that it failed."""
    package = owner(case, scope.packages)
    return FailingTest(
        package=package.name if package else "",
        target=case.target,
        name=case.name,
        output=_said(case.finding.rendered),
        alone=None,
        runs=0,
        failures=0,
        flaky=False,
        needs_others=False,
        cause=Cause.UNKNOWN,
        why=why,
        good=None,
        bad=None,
        changed=(),
        reproduce=quoted(alone(case, scope)),
        evidence=(),
    )


def _said(output: str) -> str:
    """Give the end of what a test printed, without the stack: that is the harness's own for the most part."""
    return mask(output.partition("\nstack backtrace:")[0])[-_TAIL:]


def reproduced(case: Case, scope: Scope, where: tuple[Ground, Runner], terms: Terms) -> FailingTest:
    """Run a test alone, then again, and with the others of its program where it passes alone each time."""
    plain = unlooked(case, scope, _OUT_OF_TIME)
    words, made = alone(case, scope), list[Probe]()
    for number in range(1 + terms.looking.reruns):
        if terms.left_s <= 0:
            break
        made.append(probe("again" if number else "alone", words, case, scope, where))
    if not made:
        return plain
    telling = [one for one in made if one.outcome in _TELLS]
    if not telling:
        return replace(plain, evidence=tuple(made), why=f"it cannot be run alone: {made[0].outcome.value}")
    failures = sum(one.outcome in FAILS for one in telling)
    test = replace(plain, alone=telling[0].outcome, runs=len(telling), failures=failures, evidence=tuple(made), why="")
    if failures:
        return replace(test, flaky=failures < len(telling))
    if not case.name:
        return replace(test, flaky=True)
    if terms.left_s <= 0:
        return replace(test, why=_OUT_OF_TIME)
    words = together(case, scope)
    beside = probe("together", words, case, scope, where)
    test = replace(test, evidence=(*made, beside), reproduce=quoted(words))
    if beside.outcome not in _TELLS:
        return replace(test, why=f"it cannot be run with the others: {beside.outcome.value}")
    fails = beside.outcome in FAILS
    return replace(test, needs_others=fails, flaky=not fails)


def steady_words(test: FailingTest, case: Case, scope: Scope) -> tuple[str, ...]:
    """Give the command line under which a test fails each time."""
    return together(case, scope) if test.needs_others else alone(case, scope)


def traced(test: FailingTest, case: Case, scope: Scope, past: Past | str, terms: Terms) -> FailingTest:
    """Look for the last revision at which a test passed, and tell what changed since."""
    if test.alone is None or not (test.failures or test.needs_others or test.flaky):
        return test
    if test.flaky:
        return replace(test, why="it passes now and then, so no revision can be told to be good")
    if isinstance(past, str):
        return replace(test, why=past)
    words, made = steady_words(test, case, scope), list[Probe]()

    def ask(at: int) -> Ending | None:
        if terms.left_s <= 0:
            return None
        terms.tell(f"{test.name or test.target}: at {past.revisions[at][:SHORT]}, {at} before HEAD")
        made.append(past.ask(at, words, case, scope, terms.left_s))
        return made[-1].outcome

    search = last_good(len(past.revisions), ask)
    test = replace(test, evidence=(*test.evidence, *made))
    if search.good is None:
        return replace(test, why=_why_none(search, past))
    good = past.revisions[search.good]
    bad = None if search.bad is None else past.revisions[search.bad]
    changed = changed_since(good, past.now, replace(case, name="") if test.needs_others else case, past.top)
    cause = cause_of(changed)
    return replace(test, cause=cause, why=_why(search, cause, past), good=good, bad=bad, changed=changed)


def _why(search: Search, cause: Cause, past: Past) -> str:
    good = past.revisions[search.good or 0][:SHORT]
    since = f"it passes at {good} in a fresh checkout" if search.bad is None else f"it passes at {good}"
    if search.bad is None:
        fails = "what is not committed makes it fail"
    else:
        fails = f"and fails from {past.revisions[search.bad][:SHORT]} on"
        between = (search.good or 0) - search.bad - 1
        fails += f" ({between} between them say nothing)" if between else ""
    if cause is Cause.NEITHER:
        fails = "and no file that git knows and the test depends on is another one now: environment, time or toolchain"
    return f"{since}, {fails}" + (f"; {_OUT_OF_TIME}" if search.cut else "")


def _why_none(search: Search, past: Past) -> str:
    if search.cut:
        return f"no good revision was found: {_OUT_OF_TIME}"
    endings = list(search.endings.values())
    fails = sum(one in {Ending.FAILED, Ending.TIMED_OUT} for one in endings)
    absent, unbuilt = endings.count(Ending.ABSENT), endings.count(Ending.NOT_BUILT)
    parts = [f"fails at {fails}"] if fails else []
    parts += [f"is not there at {absent}"] if absent else []
    parts += [f"cannot be built at {unbuilt}"] if unbuilt else []
    reached = f"commits before HEAD within reach: {len(past.revisions) - 1}"
    return f"no good revision was found: of {len(endings)} looked at, it {', '.join(parts)}; {reached}"
