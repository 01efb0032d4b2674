"""What happens while the ladder is climbed, for whoever shows it."""

from dataclasses import dataclass

from ferrule.facts.gate import GateResult


@dataclass(frozen=True, slots=True)
class Started:
    """A gate began."""

    gate: str
    command: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A line that a gate's tool said just now; secrets masked."""

    gate: str
    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A gate has its row."""

    result: GateResult


Progress = Started | Activity | Finished
