"""Every gate, in the order of the ladder, and which profile climbs which."""

import difflib
from typing import Final

from ferrule.errors import WrongUse
from ferrule.gates import check, clippy, doc, doctest, fmt, nextest, test
from ferrule.gates.gate import Gate

GATES: Final[tuple[Gate, ...]] = (fmt, check, clippy, test, nextest, doctest, doc)
"""Cheap ones first: a reader learns soon what is wrong."""

PROFILES: Final[dict[str, tuple[str, ...]]] = {
    "quick": ("fmt", "check"),
    "standard": ("fmt", "check", "clippy", "test", "nextest", "doctest", "doc"),
    "release": tuple(gate.ID for gate in GATES),
}


def gates_of(profile: str, only: tuple[str, ...], skip: tuple[str, ...]) -> tuple[Gate, ...]:
    """Give the gates that get a row: those of the profile, and those that were named.

    Raises:
        WrongUse: naming an unknown gate or profile and the nearest known one.
    """
    if profile not in PROFILES:
        raise WrongUse(f"no profile {profile!r}{nearest(profile, tuple(PROFILES))}")
    known = tuple(gate.ID for gate in GATES)
    for name in (*only, *skip):
        if name not in known:
            raise WrongUse(f"no gate {name!r}{nearest(name, known)}")
    rows = {*PROFILES[profile], *only}
    return tuple(gate for gate in GATES if gate.ID in rows)


def nearest(name: str, known: tuple[str, ...]) -> str:
    """Give the end of a sentence that helps: the closest known name, else all of them."""
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(known)}"
