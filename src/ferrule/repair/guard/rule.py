"""The shape of a rule of the guard, and what it is asked about."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from ferrule.facts.repair import Cost, CostKind, Refusal
from ferrule.repair.guard.asked import Asked
from ferrule.repair.guard.pairing import Pairing
from ferrule.repair.guard.sketch import Sketch

Verdict: TypeAlias = Refusal | tuple[Cost, ...]
"""A refusal, or what the edit costs."""
Found: TypeAlias = tuple[str, int]
"""Something that a rule looks for: what it is, and at which token."""
Finder: TypeAlias = Callable[[Sketch], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Change:
    """Two versions of the part of a file that differs, and why it was edited."""

    before: Sketch
    after: Sketch
    pairing: Pairing
    asked: Asked
    path: Path
    text: bytes
    """The whole new file."""
    excused: frozenset[int]
    """Tokens of the old text whose loss is what the errors ask for."""


@dataclass(frozen=True, slots=True)
class Example:
    """One edit and what a rule says to it."""

    before: str
    after: str
    says: str | None
    """The name of the refusal, the kind of the cost, or None when the rule has no objection."""
    code: str | None = None
    """Of an error on the first line of the old text; None when there is none."""


class Rule(Protocol):
    """One thing that the guard watches. A module is a rule when it has these names."""

    @property
    def EXAMPLES(self) -> tuple[Example, ...]:
        """What it refuses or prices, and what it lets pass: its own tests."""
        ...

    def judge(self, change: Change, /) -> Verdict:
        """Give a refusal or costs; no costs means no objection."""
        ...


def gained(change: Change, find: Finder) -> Iterator[Found]:
    """Give what the new text has more of than the old one, preferring the tokens that were added."""
    surplus = Counter(name for name, _ in find(change.after))
    surplus.subtract(Counter(name for name, _ in find(change.before)))
    places = sorted(find(change.after), key=lambda found: found[1] not in change.pairing.added)
    for name, at in places:
        if surplus[name] > 0:
            surplus[name] -= 1
            yield name, at


def refuse_gain(change: Change, find: Finder, rule: str) -> Verdict:
    """Refuse the first thing that the new text has more of."""
    for name, at in gained(change, find):
        return Refusal(rule, f"adds `{name}`", change.after.words[at].line)
    return ()


def price_gain(change: Change, find: Finder, kind: CostKind, note: str) -> Verdict:
    """Price each thing that the new text has more of; the note has a place for its name."""
    words = change.after.words
    found = sorted(gained(change, find), key=lambda one: one[1])
    return tuple(Cost(kind, change.path, words[at].line, note.format(name)) for name, at in found)
