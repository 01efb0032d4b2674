"""The packet in which an incident goes to a level, and the tree that an answer to it is about (P26)."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ferrule.escalation.answers.named import named
from ferrule.escalation.answers.tree import Tree
from ferrule.escalation.packets.build import Material, build, named_toolchain
from ferrule.escalation.routing import NAMES
from ferrule.facts.escalation import EventKind, Trigger
from ferrule.facts.fix import Attempt
from ferrule.facts.packet import Escalation
from ferrule.repair.classes import class_of
from ferrule.workspace.git import branch

if TYPE_CHECKING:
    from ferrule.flow.levels.climb import Climb

_TRIGGER: Final = re.compile(r"(?P<name>\w+) \((?P<row>P\d+)\): (?P<evidence>.+)", re.DOTALL)
"""As a jump writes it down."""


def packet_for(climb: "Climb", level: int, key: str) -> Escalation:
    """Give the packet in which an incident goes to a level, with what was tried for it in this run."""
    incidents, here = climb.incidents, climb.search.here
    error, root = incidents.errors[key], here.workspace.root
    attempts = (*earlier_attempts(climb, key), *attempts_of(climb, key))
    material = Material(
        incident=key,
        error=error,
        kind=class_of(error),
        root=root,
        toolchain=here.toolchain,
        changes=climb.standing.changes,
        attempts=attempts,
        edited=tuple(str(path.relative_to(root)) for path in climb.standing.changes if path.is_relative_to(root)),
        branch=branch(root),
        guidance=climb.desk.guidance.get(key, ()),
        trigger=incidents.triggers.get(key) or _kept_trigger(incidents.known[key].trigger),
        routes=climb.desk.settings.routes,
    )
    return build(material, level)


def _kept_trigger(words: str) -> Trigger | None:
    """Give the trigger for which an earlier run let the incident skip levels; None where none did."""
    found = _TRIGGER.fullmatch(words)
    return Trigger(found["name"], 3, found["row"], found["evidence"]) if found else None


def attempts_of(climb: "Climb", key: str) -> tuple[Attempt, ...]:
    """Give what this run has tried for an incident."""
    return tuple(attempt for turn in climb.turns for one in turn.incidents if one.id == key for attempt in one.attempts)


def earlier_attempts(climb: "Climb", key: str) -> tuple[Attempt, ...]:
    """Give what earlier runs have tried for an incident since it was opened, as far as its events tell."""
    one, error = climb.incidents.known[key], climb.incidents.errors[key]
    words = f"{error.rule or 'syntax'}: {error.message}"
    tried = [
        event
        for event in climb.incidents.machine.events(key)
        if event.kind is EventKind.ATTEMPTED
        and event.episode == one.episode
        and event.run_id != climb.search.here.run_id
    ]
    return tuple(
        Attempt(
            n=number,
            level=event.level,
            move=event.move,
            error=words,
            attempted=f"by {event.responder}",
            action=event.move or "none",
            result=event.evidence,
            errors_before=0,
            errors_after=0,
            seconds=event.seconds,
            rolled_back=not event.right,
        )
        for number, event in enumerate(tried, 1)
    )


def tree_for(climb: "Climb", key: str, scratch: Path) -> Tree:
    """Give the sources as an incident sees them; `scratch` lies outside of the workspace."""
    return Tree(
        climb.search.here.workspace,
        scratch,
        dict(climb.standing.changes),
        named_toolchain(climb.search.here.toolchain),
        named(climb.incidents.errors[key]),
        NAMES,
    )
