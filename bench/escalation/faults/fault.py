"""One planted fault: what the crate was made to be, and what was broken in it."""

from dataclasses import dataclass
from enum import StrEnum

from bench.repair.crates import CRATES, Crate


class Kind(StrEnum):
    """How far up a fault should have to go, by the judgement of who planted it."""

    SIMPLE = "simple"
    MEDIUM = "medium"
    COMPLEX = "complex"
    DECISION = "decision"
    """Several behaviours are possible, and no test tells which is meant."""


@dataclass(frozen=True, slots=True)
class Splice:
    """One replacement by text; an empty old text makes a new file."""

    path: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in a published crate."""

    id: str
    kind: Kind
    crate: Crate
    words: str
    """What is wrong, for the table."""
    broken: tuple[Splice, ...]
    """Against the good state."""
    added: tuple[Splice, ...] = ()
    """Code on top of the published crate that belongs to the good state: compiled, tested and committed."""


def crate(name: str) -> Crate:
    """Give the crate of a name, at its pinned version."""
    return next(one for one in CRATES if one.name == name)
