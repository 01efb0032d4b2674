"""Failing tests whose output is a fact for an architect, such as a data race: they go to level 3 at once (P36)."""

from dataclasses import replace

from ferrule.escalation.limits import ENGINE
from ferrule.escalation.packets.build import Material, build
from ferrule.escalation.packets.refusals import refusals
from ferrule.escalation.triggers.catalog import detect
from ferrule.escalation.triggers.scene import Scene
from ferrule.facts.escalation import Stage
from ferrule.facts.fix import FixRequest, Incident
from ferrule.flow.levels.jumps import Around, jump
from ferrule.flow.levels.settling import HIGHEST
from ferrule.flow.levels.tracking import Incidents, tracked
from ferrule.flow.verified import Here
from ferrule.repair.classes import TEST
from ferrule.workspace.git import branch


def raced(
    request: FixRequest, here: Here, told: tuple[Incident, ...], *, whole: bool
) -> tuple[tuple[Incident, ...], tuple[str, ...]]:
    """Give the incidents, those whose output tells such a fact at level 3, and notes that name the facts.

    Nothing is edited and nobody is asked; the packet is kept for whoever wants it. With a highest level below 3 nothing
    is moved. `whole` says that every test was run: then an incident that is not met is over.
    """
    if (here.limits.max_level or HIGHEST) < HIGHEST:
        return told, ()
    facts = [one for one in told if detect(Scene(one.finding, here.workspace, output=one.finding.rendered))]
    with tracked(request, here) as incidents:
        incidents.meet([one.finding for one in facts], {})
        keys = {incidents.ids[one.fingerprint]: one for one in facts}
        outputs = {key: one.finding.rendered for key, one in keys.items()}
        jump(incidents, Around(here.workspace, outputs=outputs), here.tell)
        for key in incidents.triggers:
            _keep_packet(incidents, here, key, keys[key])
        for one in incidents.machine.incidents() if whole else ():
            if one.sighting.kind == TEST:
                incidents.over(one, "the test passes, or its output no longer tells it")
        raised = {one.fingerprint: key for key, one in keys.items() if incidents.known[key].stage is Stage.LEVEL3}
        notes = tuple(f"{key} is at level 3: {incidents.known[key].trigger}" for key in raised.values())
    higher = (replace(one, level=HIGHEST) if one.fingerprint in raised else one for one in told)
    return tuple(higher), (*incidents.notes, *notes)


def _keep_packet(incidents: Incidents, here: Here, key: str, one: Incident) -> None:
    """Keep what an architect would be asked; one in which something is missing is not kept."""
    material = Material(
        incident=key,
        error=one.finding,
        kind=TEST,
        root=here.workspace.root,
        toolchain=here.toolchain,
        attempts=one.attempts,
        branch=branch(here.workspace.root),
        trigger=incidents.triggers[key],
    )
    packet = build(material, HIGHEST)
    if not refusals(packet):
        incidents.begin(key, HIGHEST)
        incidents.machine.asked(key, packet, ENGINE)
