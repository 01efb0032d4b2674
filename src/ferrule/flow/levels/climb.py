"""From level to level: the lowest one that has something to do works next, until nothing moves any more (P12)."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from ferrule.escalation.limits import BOX_S, ENGINE, used_up
from ferrule.escalation.packets.refusals import refusals
from ferrule.facts.escalation import Cause, Stage, Tracked, Trigger
from ferrule.facts.finding import Finding
from ferrule.facts.fix import FixRequest, Incident, IncidentStatus
from ferrule.flow.account import At
from ferrule.flow.layers import Search
from ferrule.flow.levels.asking import Desk, ask_others
from ferrule.flow.levels.audits import known_audits
from ferrule.flow.levels.deadline import room_for
from ferrule.flow.levels.engine import Worked, search_level, worked
from ferrule.flow.levels.jumps import Around, jump
from ferrule.flow.levels.packing import packet_for
from ferrule.flow.levels.settling import HIGHEST, settle, up
from ferrule.flow.levels.standing import Standing
from ferrule.flow.levels.tracking import LEVEL, STAGE, Incidents
from ferrule.flow.rounds import rounds
from ferrule.repair.identity import identity

_STATUS: Final = {
    Stage.RESOLVED: IncidentStatus.RESOLVED,
    Stage.WAITING: IncidentStatus.WAITING,
    Stage.ABANDONED: IncidentStatus.ABANDONED,
}
_USED: Final = {Cause.ATTEMPTS: "attempts", Cause.TIMEOUT: "seconds"}
Asking: TypeAlias = Callable[["Climb", str, int, str], Worked]
"""Asks a responder by its name at a level about an incident, and judges what it says."""
_MOST_TURNS: Final = 12
"""Turns of one run: an edit that uncovers errors opens incidents, and those begin at level 1."""


@dataclass(slots=True)
class Climb:
    """One run on its way up."""

    search: Search
    incidents: Incidents
    standing: Standing
    desk: Desk
    """Who answers at levels 2 and 3."""
    top: int
    """The highest level that may be asked."""
    turns: list[Worked] = field(default_factory=list)
    applied: bool = False
    notes: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    """Ids for which nothing is left but the user."""

    @property
    def tell(self) -> Callable[[str], None]:
        """Hears a line for each stage."""
        return self.search.here.tell

    def run(self, errors: list[Finding]) -> None:
        """Work until no level up to the highest has anything to do."""
        first = [error for error in errors if self.search.bench.wanted(error)]
        self.incidents.meet(first, {})
        if is_whole(self.search.request):
            self.incidents.gone()
        self.notes += [f"{key}: another ferrule is at work on it" for key in sorted(self.incidents.busy)]
        if self.top >= HIGHEST:
            jump(self.incidents, self._around(), self.tell)
        self.hear_user(self.incidents.known)
        until = (
            time.monotonic() + self.search.here.limits.budget_s
        )  # the search's own: a thousand incidents take a while
        self.search = replace(self.search, until=until)
        self._level1(errors)
        for _ in range(_MOST_TURNS):
            level = next((n for n in range(1, min(self.top, HIGHEST) + 1) if self.incidents.at(n)), None)
            if level is None:
                break
            self._turn(level)
        self.tell_rest()

    def _around(self) -> Around:
        here = self.search.here
        said, audits = self.search.recording.reading.findings, known_audits(here.workspace.root, here.place.folder)
        return Around(here.workspace, self.standing.changes, said, audits)

    def hear_user(self, ids: Iterable[str]) -> None:
        """Take up what the user said, and ask again what was answered by nobody's deed."""
        for key in ids:
            one = self.incidents.known[key]
            said = self.incidents.machine.answers(key) if one.level > 1 else ()
            self.desk.guidance[key] = tuple(answer.text for _, answer in said if answer.text)
            lost = one.stage is Stage.WAITING and self.incidents.machine.open_question(key) is None
            if lost and self.top > HIGHEST and key not in self.incidents.busy:
                self.due.append(key)

    def _level1(self, errors: list[Finding]) -> None:
        """Search at level 1 with the request as it is: warnings too, and manifests that were completed."""
        ids = self.incidents.at(1)
        for key in ids:
            self.incidents.begin(key, 1)
        began, others = time.monotonic(), self.incidents.others(ids)
        bench = replace(
            self.search.bench, wanted=lambda error: self.search.bench.wanted(error) and identity(error) not in others
        )
        made = rounds(replace(self.search, bench=bench), self.search.here, errors)
        at = At(self.search.here.limits.attempts)
        settle(self, worked(made, self.search, self.standing, at, time.monotonic() - began), ids)

    def _turn(self, level: int) -> None:
        ids = self.incidents.at(level)
        for key in ids:
            self.incidents.begin(key, level)
        if level > 1 and not room_for(level, self.search.request.deadline):
            self.skip(level, ids)
            return
        for key in ids:
            if cause := used_up(self.incidents.known[key]):
                words = f"the same error in the same text, and its {_USED[cause]} are used up"
                up(self, key, level, Cause.NO_PROGRESS, words)
        ids = [key for key in ids if used_up(self.incidents.known[key]) is None]
        for name in self.desk.order(level):
            left = [key for key in ids if self.incidents.known[key].stage is STAGE[level]]
            if not left:
                return
            is_last = name == self.desk.order(level)[-1]
            if name == ENGINE:
                self._search(level, left, is_last=is_last)
            else:
                for key in left:
                    self.ask(name, level, key, is_last=is_last)

    def tell_rest(self) -> None:
        """Add what was met and not worked on: what waits for the user, was given up, or belongs to a higher level."""
        told = {one.id for turn in self.turns for one in turn.incidents}
        rest = [one for key, one in self.incidents.known.items() if key not in told]
        for one in rest:
            if LEVEL.get(one.stage, 0) > self.top and one.id not in self.incidents.busy:
                self.notes.append(
                    f"{one.id} is at level {one.level}, in the same text as before: `--max-level {one.level}` goes on, "
                    f"`ferrule incidents reopen {one.id}` begins anew"
                )
        incidents = tuple(self._untold(one) for one in rest)
        if incidents:
            self.turns.append(Worked(0, self.standing, kept=False, incidents=incidents))

    def _untold(self, one: Tracked) -> Incident:
        error, status = self.incidents.errors[one.id], _STATUS.get(one.stage, IncidentStatus.OPEN)
        return Incident(one.id, one.sighting.fingerprint, error, one.sighting.kind, one.level, status)

    def ask(self, name: str, level: int, key: str, *, is_last: bool, by: Asking = ask_others) -> None:
        """Ask a responder; an answer that does not stand costs it one more try, with what came of the first."""
        for is_second in (False, True):
            made = by(self, name, level, key)
            left = self.incidents.machine.box_left(self.incidents.known[key])
            again = made.wrong and not is_second and left > 0
            settle(self, made, [key], responder=name, is_last=is_last and not again)
            if not again:
                return

    def skip(self, level: int, ids: list[str]) -> None:
        """Let incidents pass by a level for which there is no time left (P45)."""
        words = f"level {level} has a box of {BOX_S[level]:.0f} s, and less is left until the deadline"
        self.notes.append(f"{', '.join(ids)}: skipped, {words}")
        for key in ids:
            self.incidents.triggers.setdefault(key, Trigger("deadline", level + 1, "P45", words))
            up(self, key, level, Cause.DEADLINE, words)

    def _search(self, level: int, ids: list[str], *, is_last: bool) -> None:
        self.tell(f"level {level}: searching for {len(ids)} {'error' if len(ids) == 1 else 'errors'}")
        for key in ids if level > 1 else ():
            self.packed(level, key)
        box = max(self.incidents.machine.box_left(self.incidents.known[key]) for key in ids)
        until = time.monotonic() + box
        others = self.incidents.others(ids)
        made = search_level(self.search, self.standing, level, others, until, len(self.turns))
        settle(self, made, ids, is_last=is_last)

    def packed(self, level: int, key: str) -> None:
        """Keep the packet of a level whoever answers it: it is what a person is shown in the end (P26)."""
        packet = packet_for(self, level, key)
        if missing := refusals(packet):
            self.notes.append(f"{key}: no packet for level {level}: {'; '.join(missing)}")
        else:
            self.incidents.machine.asked(key, packet, ENGINE)


def is_whole(request: FixRequest) -> bool:
    """Give whether a run looks at all errors: only then one that it does not meet is gone."""
    return not (request.files or request.codes or request.selection.packages or request.selection.features)
