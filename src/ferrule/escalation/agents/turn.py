"""What all agents share: they are set to work on a tree, and what came of it is a value whatever happened."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Commission:
    """What an agent is set to do in one round."""

    persona: str
    """The body of its definition, verbatim (E06)."""
    text: str
    """All else that it is told."""
    top: Path
    """Of the clone in which it works; absolute and free of links, as all paths here."""
    root: Path
    """Of the workspace in the clone."""
    built: Path
    """Where it may build."""
    may_write: bool
    """False for a review."""
    timeout_s: float
    locked: tuple[Path, ...] = ()
    """Parts of the clone that are not its own: what git keeps, submodules."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one round."""

    ended: str
    """In words."""
    is_done: bool = False
    """It says that it has done what it was told."""
    said: str = ""
    """Its last words, secrets masked."""
    question: str = ""
    """What it asks the user; empty for nothing."""
    transcript: str = ""
    """All that was said, secrets masked, the middle cut out where it was too much."""
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0
    cost: float = 0.0
    is_hopeless: bool = False
    """It could not be set to work, and another round would go the same way."""
