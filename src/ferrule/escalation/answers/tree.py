"""The sources that an answer is about: what edits are made on, and where they may land."""

from dataclasses import dataclass, field
from pathlib import Path

from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Tree:
    """The sources of a workspace as one incident sees them."""

    workspace: Workspace
    scratch: Path
    """A folder for copies. It must lie outside of the workspace: Cargo and git look for their files in the folders
    above."""
    changes: Changes = field(default_factory=dict)
    """What files hold that were edited and not yet written."""
    toolchain: str = ""
    named: tuple[str, ...] = ()
    """Values that the diagnostic names: an answer says who owns each of them (P29)."""
    agents: tuple[str, ...] = ()
    """Who can be given a step of a blueprint (P34)."""
