"""What `ferrule doctor` found."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How an item stands."""

    OK = "ok"
    MISSING = "missing"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that gates need or that could spoil their verdicts."""

    id: str
    state: State
    version: str | None
    """None when it has none or is missing."""
    origin: str
    """Where it came from: its path and what put it there; empty when missing."""
    detail: str
    remedy: str
    """The command or deed that mends it; empty when nothing is to be mended."""
    needed_by: tuple[str, ...] = ()
    """Ids of the gates that use it."""
    required: bool = False
    """Without it the standard ladder cannot be decided."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All items, and the workspace they were looked at from."""

    workspace: str | None
    """None when doctor ran outside of any workspace."""
    items: tuple[Item, ...]

    @property
    def exit_code(self) -> int:
        """3 when something that the standard ladder requires is missing, else 0."""
        return 3 if any(item.required and item.state is State.MISSING for item in self.items) else 0
