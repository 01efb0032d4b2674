"""What a user asked for."""

from dataclasses import dataclass, field
from pathlib import Path

from ferrule.facts.gate import Reason
from ferrule.facts.workspace import Selection


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """One call of `ferrule check`."""

    start: Path
    """A folder in the workspace, or its Cargo.toml."""
    profile: str = "standard"
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)
    jobs: int | None = None
    timeout_s: float | None = None
    """For each gate; None leaves it at the default."""
    accepted: frozenset[Reason] = frozenset()
    """Reasons for which an undecided row shall not count (`--allow-skip`)."""
    fail_fast: bool = False
    trusted: bool = False
    """The user vouches for this workspace, for this once (`--trust`)."""
    sandboxed: bool = False
    command: str = "check"
    """The words the user typed, for the history."""
