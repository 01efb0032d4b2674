"""Times that are to be reached: measured once the tree compiles; one that is missed goes up as an error does (P37)."""

from dataclasses import dataclass, replace
from typing import Final

from ferrule.escalation.options.draft import Draft
from ferrule.facts.escalation import MissedTarget
from ferrule.facts.fix import IncidentStatus
from ferrule.facts.repair import Changes
from ferrule.facts.target import Measured, Target, claimed
from ferrule.flow.levels.asking import ask_others
from ferrule.flow.levels.climb import Climb
from ferrule.flow.levels.engine import Worked
from ferrule.flow.levels.jumps import Around, jump
from ferrule.flow.levels.settling import HIGHEST
from ferrule.flow.levels.stated import finding_of, read_by
from ferrule.flow.levels.upwards import Look, Upwards
from ferrule.repair.admission import OUTSIDE
from ferrule.repair.classes import PERFORMANCE
from ferrule.repair.identity import fingerprint, identity
from ferrule.repair.verify.ground import Terms, ground
from ferrule.repair.verify.measured import measured

_ACTION: Final = "none: ferrule itself knows no edit that is about time"
_RANK: Final = 6
"""Of an edit that saves time and not enough: behind those that only a person may apply."""


@dataclass(slots=True)
class Reach:
    """One run on its way to the stated times."""

    climb: Climb
    found: dict[Target, Measured]
    """On the tree as it stands."""
    of: dict[str, Target]
    """The missed ones, by incident."""
    times: int
    """How often was measured."""

    def work(self) -> None:
        """Ask for each missed time, level by level."""
        Upwards(self.climb, self.of, PERFORMANCE, self._look, "the same sources miss the same time", self._asked).work()

    def _look(self, key: str) -> Look:
        """Give the engine's turn: it measured, and proposes nothing."""
        return Look("measure", "measured twice", _ACTION, self.found[self.of[key]].words)

    def _asked(self, climb: Climb, name: str, level: int, key: str) -> Worked:
        """Give a responder's turn: edits that compile and hold the tests stand only when the time is reached."""
        made, target = ask_others(climb, name, level, key), self.of[key]
        for words, one in climb.desk.refused.pop(key, ()):
            if not one.refusal.startswith(OUTSIDE):
                self._offer(key, one.changes, self._measure(one.changes, target), words, one.refusal)
        if not made.kept:
            return made
        found = self._measure(made.standing.changes, target)
        [incident] = made.incidents
        [attempt] = incident.attempts
        if found.figure is not None and not found.is_missed:
            self.found[target] = found
            mine = identity(climb.incidents.errors[key])
            others = tuple(error for error in climb.standing.left if identity(error) != mine)
            standing = replace(made.standing, left=(*made.standing.left, *others))
            told = replace(attempt, result=f"{attempt.result}; {found.words}")
            return replace(made, standing=standing, incidents=(replace(incident, attempts=(told,)),))
        self._offer(key, made.standing.changes, found, attempt.action)
        told = replace(attempt, result=f"left: {attempt.result}; {found.words}", rolled_back=True)
        incident = replace(incident, status=IncidentStatus.OPEN, attempts=(told,))
        return replace(made, standing=climb.standing, kept=False, stood=False, wrong=True, incidents=(incident,))

    def _measure(self, tree: Changes, target: Target) -> Measured:
        self.times += 1
        return measure(self.climb, tree, target, self.times)

    def _offer(self, key: str, changes: Changes, found: Measured, words: str, refusal: str = "") -> None:
        """Leave edits that save time to the user: those that save too little, and those that the guard refuses."""
        before, after, target = self.found[found.target].figure, found.figure, found.target
        if before is None or after is None or after.high_s >= before.high_s:
            return
        tree = self.climb.standing.changes
        new = {path: text for path, text in changes.items() if tree.get(path) != text}
        saved = f"{target.shown(after.high_s)} instead of {target.shown(before.high_s)}"
        risk = f"the guard does not admit it: {refusal}" if refusal else ""
        risk = risk or f"the time is still missed: {target.most} at most were asked for"
        draft = Draft(f"{words}: takes {saved}", new, risk, resolves=not found.is_missed, rank=_RANK)
        self.climb.desk.closed.setdefault(key, []).append(draft)


def reach(climb: Climb, targets: tuple[Target, ...]) -> tuple[Measured, ...]:
    """Measure each target on the tree as it stands; one that is missed is an incident, and goes up.

    A tree that does not compile is not measured, and that is said. Incidents of targets that are reached now are over.
    """
    is_as_recorded = climb.standing.checked is None
    if climb.standing.left or (is_as_recorded and not climb.search.recording.compiles):
        return unmeasured(targets)
    tree, incidents = climb.standing.changes, climb.incidents
    found = {target: measure(climb, tree, target, number) for number, target in enumerate(dict.fromkeys(targets))}
    workspace = climb.search.here.workspace
    errors = {target: finding_of(one, workspace) for target, one in found.items() if one.is_missed}
    climb.standing = replace(climb.standing, left=tuple(errors.values()))
    incidents.meet(errors.values(), tree, read_by(workspace, tree))
    of = {incidents.ids[fingerprint(error, workspace.root, tree)]: target for target, error in errors.items()}
    _close(climb, found)
    if climb.top >= HIGHEST:
        missed = {key: _as_fact(found[target], edited=bool(tree)) for key, target in of.items()}
        jump(incidents, Around(workspace, tree, missed=missed), climb.tell)
    climb.hear_user(of)
    made = Reach(climb, found, of, len(found))
    made.work()
    climb.tell_rest()
    return tuple(made.found.values())


def unmeasured(targets: tuple[Target, ...]) -> tuple[Measured, ...]:
    """Give what is said of targets where there is nothing to be measured."""
    return tuple(Measured(target, None, why="the tree does not compile") for target in targets)


def measure(climb: Climb, tree: Changes, target: Target, number: int) -> Measured:
    """Measure for one target on changed sources, where tests run and as they do."""
    here = climb.search.here
    climb.tell(f"measuring: {target.command}")
    scratch = here.scratch / f"measured-{number}"
    scratch.mkdir()
    terms = Terms(here.limits.test_timeout_s, climb.search.request.selection, here.jobs)
    with ground(here.workspace, here.place.folder, scratch, terms) as place:
        found = measured(place, tree, target)
    if place.refusal:
        climb.notes.append(f"times were measured without a sandbox, in a copy of the sources: {place.refusal}")
    return found


def _close(climb: Climb, found: dict[Target, Measured]) -> None:
    """Close what earlier runs opened for a command that reaches its time now, or of which another time is asked."""
    words = {target.command: one.words for target, one in found.items() if one.figure is not None}
    for one in climb.incidents.machine.incidents():
        target = claimed(one.sighting.message) if one.sighting.kind == PERFORMANCE else None
        if target is not None and target.command in words:
            climb.incidents.over(one, words[target.command])


def _as_fact(found: Measured, *, edited: bool) -> MissedTarget:
    target, took = found.target, found.figure.high_s if found.figure else 0.0
    after = "the repair of this run, and a second measurement" if edited else "a second measurement"
    return MissedTarget(target.command, target.limit, target.in_unit(took), target.unit, after=after)
