"""What a user asked for."""

from dataclasses import dataclass, field
from pathlib import Path

from ferrule.facts.status import Reason
from ferrule.facts.workspace import Selection


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """One call of `ferrule check`."""

    start: Path
    """A folder in the workspace, or its Cargo.toml."""
    profile: str | None = None
    """None leaves it to the settings; so do the other values of settings."""
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)
    jobs: int | None = None
    timeout_s: float | None = None
    """For each gate."""
    accepted: frozenset[Reason] | None = None
    """Reasons for which an undecided row shall not count (`--allow-skip`)."""
    fail_fast: bool = False
    trusted: bool = False
    """The user vouches for this workspace, for this once (`--trust`)."""
    sandboxed: bool = False
    apart: bool = False
    """Build in a folder outside of the workspace, where nothing that writes in it can have put another program."""
    use_cache: bool = True
    """Take verdicts of earlier runs that still hold, and keep those of this one."""
    changed: str | None = None
    """Only members touched since the merge base with this revision (empty: the default branch); None: all."""
    budget_s: float | None = None
    """For the whole climb."""
    command: str = "check"
    """The words the user typed, for the history."""
