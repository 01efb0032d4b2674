"""Facts that belong to an architect at once: such an incident skips the levels below, and the trace says why (P43)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ferrule.escalation.triggers.catalog import detect
from ferrule.escalation.triggers.scene import Scene
from ferrule.facts.escalation import Cause, MissedTarget, Stage
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Workspace
from ferrule.flow.levels.tracking import Incidents


@dataclass(frozen=True, slots=True)
class Around:
    """What detectors may know besides an error."""

    workspace: Workspace
    changes: Changes = field(default_factory=dict)
    said: tuple[Finding, ...] = ()
    """All that the compiler said in the same check, lints too."""
    audits: tuple[Finding, ...] = ()
    outputs: Mapping[str, str] = field(default_factory=dict)
    """What failing tests printed, by incident."""
    missed: Mapping[str, MissedTarget] = field(default_factory=dict)
    """By incident."""


def jump(incidents: Incidents, around: Around, tell: Callable[[str], None]) -> None:
    """Move what a trigger is found for to level 3, and remember the trigger (P35-P38)."""
    texts: dict[str, bytes | None] = {}
    for key in incidents.at(1):
        if incidents.known[key].attempts[0]:
            continue
        scene = Scene(
            incidents.errors[key],
            around.workspace,
            around.changes,
            around.said,
            output=around.outputs.get(key, ""),
            missed=around.missed.get(key),
            audits=around.audits,
            texts=texts,
        )
        trigger = detect(scene)
        if trigger is None:
            continue
        incidents.triggers[key] = trigger
        words = f"{trigger.name} ({trigger.row}): {trigger.evidence}"
        tell(f"{key} goes to level 3 at once: {words}")
        incidents.move(key, Stage.LEVEL3, Cause.TRIGGER, words)
