"""Who is asked: from the level, the class of the error and the trigger to a name (P25, P34)."""

from collections.abc import Iterable, Mapping
from typing import Final

from ferrule.config.fault import nearest
from ferrule.errors import WrongUse
from ferrule.escalation.roles import ROLES

USER: Final = "user"
"""Who is asked at level 4."""
_COORDINATOR: Final = "backend-coordinator"
_LEAD: Final = "tech-lead-orchestrator"
_PERFORMANCE: Final = "performance-architect"
_SYSTEMS: Final = "systems-architect"
_COORDINATING: Final = {"performance": _PERFORMANCE}
_DECIDING: Final = {
    "security": "security-architect",
    "performance": _PERFORMANCE,
    "ownership": _SYSTEMS,
    "concurrency": _SYSTEMS,
    "types": _SYSTEMS,
}
NAMES: Final = tuple(one.name for one in ROLES)


def route(level: int, kind: str, trigger: str = "", overrides: Mapping[str, str] | None = None) -> str:
    """Give who is asked.

    Args:
        level: 2 or 3; anything above is the user's.
        kind: class of the error, or `performance`.
        trigger: name of the trigger; empty for none.
        overrides: who is asked in the place of whom, as `checked` gave it.
    """
    if level > 3:
        return USER
    table, other = (_DECIDING, _LEAD) if level == 3 else (_COORDINATING, _COORDINATOR)
    name = table.get(trigger) or table.get(kind, other)
    return (overrides or {}).get(name, name)


def checked(overrides: Mapping[str, str], defined: Iterable[str] = ()) -> Mapping[str, str]:
    """Give the overrides as they came, all of them known.

    Args:
        overrides: who is asked in the place of whom.
        defined: names besides the shipped ones.

    Raises:
        WrongUse: for a name that nobody bears, with the nearest one.
    """
    known = (*NAMES, *defined)
    wrong = [f"no route {name!r}{nearest(name, NAMES)}" for name in overrides if name not in NAMES]
    wrong += [
        f"route {name!r}: nobody is called {to!r}{nearest(to, known)}"
        for name, to in overrides.items()
        if to not in known
    ]
    if wrong:
        raise WrongUse("; ".join(wrong))
    return overrides
