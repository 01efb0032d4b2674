"""One step of the demonstration."""

from dataclasses import dataclass

from ferrule.facts.gate import CheckReport


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that was put into the workspace."""

    id: str
    path: str
    note: str


@dataclass(frozen=True, slots=True)
class DemoStep:
    """A climb of the ladder, and what had been done to the workspace before."""

    title: str
    folder: str
    planted: tuple[Planted, ...]
    expected_to_fail: tuple[str, ...]
    """Ids of the gates that the planted faults must turn red; all others must not fail."""
    report: CheckReport

    @property
    def as_expected(self) -> bool:
        """Whether exactly the expected gates failed, and every other one passed or had nothing to run with."""
        failed = tuple(row.id for row in self.report.gates if row.status.value == "failed")
        undecided = [row for row in self.report.gates if row.status.value == "inconclusive"]
        return set(failed) == set(self.expected_to_fail) and not undecided
