"""Where the trigger cases of skills were routed, and where they should have gone."""

from dataclasses import dataclass
from typing import Final

from ferrule.facts.definition import Remark

OTHER: Final = "other"
"""In the place of a skill: any other one, or none."""


@dataclass(frozen=True, slots=True)
class Case:
    """One query, and whether it is for the skill that brings it."""

    skill: str
    query: str
    should_trigger: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that went somewhere else."""

    case: Case
    routed: str
    """A skill, or `other` for none."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the cases of one skill went."""

    skill: str
    wanted: int
    """Cases that are for it."""
    wanted_right: int
    unwanted: int
    """Cases that are not."""
    unwanted_right: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many cases of one skill, or of any other one, were routed where."""

    expected: str
    routed: str
    count: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of all cases."""

    tallies: tuple[Tally, ...]
    confusion: tuple[Cell, ...]
    """`expected` is a skill, or `other` for a case that says only where it does not belong."""
    failures: tuple[Failure, ...]
    remarks: tuple[Remark, ...]
    """Files of cases that cannot be read, and cases that are malformed: none is left out in silence."""

    @property
    def total(self) -> int:
        """Give how many cases were run."""
        return sum(cell.count for cell in self.confusion)
