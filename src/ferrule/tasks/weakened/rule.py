"""The shape of a rule over the difference of two trees, and what it is asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from ferrule.facts.difference import Difference
from ferrule.tasks.rust.demands import asserting_names
from ferrule.tasks.rust.subjects import Gone, no_longer_defined
from ferrule.tasks.rust.tests import Pairs, Placed, pair, placed


@dataclass(frozen=True, slots=True)
class Weakened:
    """One thing that makes a task look better than it is, or may do so."""

    rule: str
    path: str
    line: int
    """In the file as it is; of what is gone, as it was. 0: the whole file."""
    words: str
    is_note: bool = False
    """It is told and stands in nobody's way."""

    @property
    def key(self) -> str:
        """The name of the answer by which it is accepted, such as `accept:removed-test:src/lib.rs`."""
        return f"accept:{self.rule}:{self.path}"


@dataclass(frozen=True, slots=True)
class Scene:
    """All that the rules ask about: both trees, as far as they differ, and their Rust files as items."""

    difference: Difference
    before: tuple[Placed, ...]
    after: tuple[Placed, ...]
    tests: Pairs
    asserting: frozenset[str]
    """Functions and macros that assert, in either tree."""
    gone: Gone
    """What is no longer defined outside of tests."""


class Says(StrEnum):
    """What a rule says to an example."""

    REFUSED = "refused"
    NOTED = "noted"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Example:
    """Two trees and what a rule says to what became of the first."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    says: Says
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Files that could not be read, with why."""


class Rule(Protocol):
    """One thing that a task may not have done. A module is a rule when it has these names."""

    @property
    def ID(self) -> str:
        """Its name, as in `accept:ID:PATH`."""
        ...

    @property
    def EXAMPLES(self) -> tuple[Example, ...]:
        """What it refuses, notes and lets pass: its own tests."""
        ...

    def judge(self, scene: Scene, /) -> Iterable[Weakened]:
        """Give what it finds."""
        ...


def draw(difference: Difference) -> Scene:
    """Read both trees."""
    before, after = placed(difference.before), placed(difference.after)
    for_tests = (one.piece for one in (*before, *after) if one.is_for_tests)
    gone = no_longer_defined(before, after)
    return Scene(difference, before, after, pair(before, after), asserting_names(for_tests), gone)


def refused(before: Mapping[str, str] | str, after: Mapping[str, str] | str) -> Example:
    """Give an example that is refused; a text alone is that of src/lib.rs."""
    return Example(_files(before), _files(after), Says.REFUSED)


def noted(before: Mapping[str, str] | str, after: Mapping[str, str] | str) -> Example:
    """Give an example that is told and does no harm."""
    return Example(_files(before), _files(after), Says.NOTED)


def fine(before: Mapping[str, str] | str, after: Mapping[str, str] | str) -> Example:
    """Give an example to which the rule has nothing to say."""
    return Example(_files(before), _files(after), Says.NOTHING)


def _files(texts: Mapping[str, str] | str) -> Mapping[str, str]:
    return {"src/lib.rs": texts} if isinstance(texts, str) else texts
