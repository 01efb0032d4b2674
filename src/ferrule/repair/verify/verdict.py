"""Whether a repair stands by its tests; what the last good revision fails too is not held against it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ferrule.facts.repair import Changes
from ferrule.repair.verify.choice import suspects
from ferrule.repair.verify.ground import Ground
from ferrule.repair.verify.tested import Tested, tested

_LISTED: Final = 5
_FAR_BELOW: Final = 0.5
"""The part of the time limit within which an earlier revision must end, so that the machine cannot be the reason."""
_LINE = re.compile(r" \(line [0-9]+\)$")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A revision that is known or believed to be good."""

    title: str
    """What to call it: `the last commit`."""
    changes: Changes | None
    """What its files are, where they differ from those on disk; None where there is no such revision."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the tests say of a repair."""

    stands: bool
    tested: Tested
    seconds: float
    notes: tuple[str, ...] = ()


def judged(ground: Ground, changes: Changes, packages: tuple[str, ...], earlier: Callable[[], Earlier]) -> Judged:
    """Run the tests of the repaired tree, and those of an earlier revision only where something went wrong.

    A failure blocks the repair unless the earlier revision fails alike, or nothing could be built at all.
    """
    now = tested(ground, changes, packages)
    if not (now.unbuilt or now.failed or now.tally.timed_out):
        empty = [] if now.tally.run else ["the packages that were tested have no tests"]
        return Judged(stands=True, tested=now, seconds=now.seconds, notes=tuple(empty))
    good = earlier()
    before, why = _before(ground, good, suspects(ground.workspace, packages, now.failed))
    seconds = now.seconds + (before.seconds if before else 0.0)
    stands, notes = _compared(now, before, ground.terms.timeout_s, good.title)
    return Judged(stands, now, seconds, (*notes, *([why] if why else [])))


def _before(ground: Ground, good: Earlier, packages: tuple[str, ...]) -> tuple[Tested | None, str]:
    """Give how the tests of the earlier revision go, or why that says nothing."""
    if good.changes is None:
        return None, "git knows no earlier revision of the sources to compare the tests with"
    if why := ground.covers(good.changes):
        return None, f"the tests cannot be compared with {good.title}: {why}"
    before = tested(ground, good.changes, packages)
    if before.unbuilt:
        return None, f"the tests of {good.title} cannot be built either, so there is nothing to compare with"
    return before, ""


def _compared(now: Tested, before: Tested | None, limit_s: float, title: str) -> tuple[bool, tuple[str, ...]]:
    if now.unbuilt:
        if before is None or now.tally.timed_out:  # the earlier one is built after it, from what it left behind
            return True, (f"no test was run, since they could not be built: {now.unbuilt}",)
        return False, (f"the tests can be built at {title} and no longer, so it is not applied: {now.unbuilt}",)
    new, known = _told_apart(now.failed, before.failed if before else ())
    notes = [f"{_tests(len(known))} at {title} too, so this does not block: {_listed(known)}"] if known else []
    if new:
        return False, (f"the repair compiles and fails tests, so it is not applied: {_listed(new)}", *notes)
    if now.tally.timed_out and before is not None and _ended_early(before, limit_s):
        words = f"the tests did not end within {limit_s:g} s, those of {title} did in {before.running:.1f} s"
        return False, (f"{words}: it is not applied", *notes)
    if now.tally.timed_out:
        notes.insert(0, f"the tests were ended at their time limit of {limit_s:g} s: they prove nothing")
    return True, tuple(notes)


def _told_apart(failed: Sequence[str], before: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give what fails only now, and what failed before; a documentation test is the same one on another line."""
    left = Counter(_LINE.sub("", name) for name in before)
    new: list[str] = []
    known: list[str] = []
    for name in failed:
        mark = _LINE.sub("", name)
        (known if left[mark] else new).append(name)
        left[mark] -= bool(left[mark])
    return new, known


def _ended_early(before: Tested, limit_s: float) -> bool:
    return not before.tally.timed_out and before.running < limit_s * _FAR_BELOW


def _tests(count: int) -> str:
    return "1 test fails" if count == 1 else f"{count} tests fail"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
