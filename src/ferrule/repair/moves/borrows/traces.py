"""What a piece of code does to places, and when two pieces may change theirs (P16)."""

from dataclasses import dataclass

from ferrule.repair.moves.borrows.places import Place, touches


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a piece of code may do."""

    reads: frozenset[Place] = frozenset()
    writes: frozenset[Place] = frozenset()
    acts: bool = False
    """It does what can be seen from outside: prints, locks, calls what is not known."""
    leaves: bool = False
    looks_shared: bool = False
    """It looks at what others may change meanwhile: a cell, a lock, a counter."""

    @property
    def is_quiet(self) -> bool:
        """Say whether it only looks: it can be left out or done twice without a difference."""
        return not (self.writes or self.acts or self.leaves)


def independent(one: Footprint, other: Footprint) -> bool:
    """Say whether two pieces of code may change places."""
    if (one.leaves and (other.acts or other.leaves or other.writes)) or (other.leaves and (one.acts or one.writes)):
        return False
    if (one.acts and (other.acts or other.looks_shared)) or (other.acts and one.looks_shared):
        return False
    return not touches(one.writes, other.reads | other.writes) and not touches(other.writes, one.reads)
