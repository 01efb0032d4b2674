"""The steps of the demonstration: climbs of the ladder, and a repair between them."""

from dataclasses import dataclass
from typing import TypeAlias

from ferrule.facts.fix import FixReport, IncidentStatus
from ferrule.facts.gate import CheckReport


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that was put into the workspace."""

    id: str
    path: str
    note: str
    code: str | None = None
    """What rustc calls it; None when the workspace still compiles with it."""


@dataclass(frozen=True, slots=True)
class Climbed:
    """A climb of the ladder, and what had been done to the workspace before."""

    title: str
    folder: str
    planted: tuple[Planted, ...]
    expected_to_fail: tuple[str, ...]
    """Ids of the gates that the planted faults must turn red; all others must not fail."""
    report: CheckReport
    put_back: tuple[Planted, ...] = ()
    """Faults that the demonstration itself took out again, before it planted those."""

    @property
    def as_expected(self) -> bool:
        """Whether exactly the expected gates failed, and every other one passed or had nothing to run with."""
        failed = tuple(row.id for row in self.report.gates if row.status.value == "failed")
        undecided = [row for row in self.report.gates if row.status.value == "inconclusive"]
        return set(failed) == set(self.expected_to_fail) and not undecided

    @property
    def expectation(self) -> str:
        """What had to happen, in words."""
        return f"gates that had to fail: {', '.join(self.expected_to_fail) or 'none'}"


@dataclass(frozen=True, slots=True)
class Mended:
    """A repair of what had been planted before."""

    title: str
    folder: str
    expected_repairs: tuple[Planted, ...]
    expected_left: tuple[Planted, ...]
    """Faults that must be left, because only their author knows what was meant."""
    report: FixReport

    @property
    def as_expected(self) -> bool:
        """Whether the repair was made, and exactly the expected errors are left."""
        repaired = self._with(IncidentStatus.RESOLVED)
        left = self._with(IncidentStatus.OPEN) | self._with(IncidentStatus.WAITING)  # at level 4 they are questions
        meant = _places(self.expected_left)
        return self.report.applied and left == meant and _places(self.expected_repairs) <= repaired

    @property
    def expectation(self) -> str:
        """What had to happen, in words."""
        left = ", ".join(fault.id for fault in self.expected_left) or "none"
        return f"{len(self.expected_repairs)} errors had to be repaired; had to be left: {left}"

    def _with(self, status: IncidentStatus) -> set[tuple[str | None, str | None]]:
        return {(one.finding.path, one.finding.rule) for one in self.report.incidents if one.status is status}


def _places(faults: tuple[Planted, ...]) -> set[tuple[str | None, str | None]]:
    return {(fault.path, fault.code) for fault in faults}


DemoStep: TypeAlias = Climbed | Mended
