"""The tree as far as it is repaired, from which the next level starts."""

from dataclasses import dataclass, replace

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.flow.linking import Linked
from ferrule.flow.rounds import Rounds
from ferrule.repair.bench import Repaired
from ferrule.repair.compile.unit import Rechecked


@dataclass(frozen=True, slots=True)
class Standing:
    """Sources with every repair that stood, what Cargo says of them, and the errors that are left."""

    changes: Changes
    """Against what was first read. They are in the user's tree already, unless nothing is to be written."""
    checked: Rechecked | None
    """The last whole check with these changes; None where there are none."""
    left: tuple[Finding, ...]
    lints: tuple[Finding, ...] = ()
    """All lints of this tree, where they were looked for; those that are worked on stand in `left`, too."""

    def with_lints(self, lints: tuple[Finding, ...], left: tuple[Finding, ...]) -> "Standing":
        """Give the same tree with lints, and those of them that are to be worked on."""
        return replace(self, left=left, lints=lints)

    def start(self) -> Linked | None:
        """Give where a search goes on from; None for the tree as it was recorded."""
        return (Repaired(dict(self.changes)), self.checked) if self.checked is not None else None


def standing_after(before: Standing, made: Rounds) -> Standing:
    """Give the tree with what a search made of it; `before` where that did not stand."""
    verified = made.last.verified
    if not verified.kept:
        return before
    return Standing(verified.changes, made.last.searched.checked, verified.left)
