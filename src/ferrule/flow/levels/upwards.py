"""The way up of incidents that no search of ferrule's works on: it looks, and others are asked level by level."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ferrule.escalation.limits import ENGINE, used_up
from ferrule.facts.escalation import Cause
from ferrule.facts.fix import Attempt, Incident, IncidentStatus
from ferrule.flow.levels.asking import ask_others
from ferrule.flow.levels.climb import Asking, Climb
from ferrule.flow.levels.deadline import room_for
from ferrule.flow.levels.engine import Worked
from ferrule.flow.levels.settling import HIGHEST, settle, up
from ferrule.flow.levels.tracking import STAGE


@dataclass(frozen=True, slots=True)
class Look:
    """What ferrule itself did about such an incident: it looked, and proposes nothing."""

    move: str
    attempted: str
    action: str
    result: str


@dataclass(frozen=True, slots=True)
class Upwards:
    """One run's way up for incidents of one class."""

    climb: Climb
    keys: Iterable[str]
    kind: str
    look: Callable[[str], Look]
    """Gives what was seen of an incident."""
    same: str
    """Why nobody works on it again when its text is the same."""
    by: Asking = ask_others

    def work(self) -> None:
        """Ask level by level until none has anything to do; a turn settles its incident or moves it up."""
        for level in range(1, min(self.climb.top, HIGHEST) + 1):
            for key in self.keys:
                if key in self.climb.incidents.at(level):
                    self._turn(level, key)

    def _turn(self, level: int, key: str) -> None:
        climb = self.climb
        climb.incidents.begin(key, level)
        if level > 1 and not room_for(level, climb.search.request.deadline):
            climb.skip(level, [key])
            return
        if used_up(climb.incidents.known[key]):
            up(climb, key, level, Cause.NO_PROGRESS, self.same)
            return
        names = climb.desk.order(level)
        for name in names:
            is_last = name == names[-1]
            if climb.incidents.known[key].stage is not STAGE[level]:
                return
            if name == ENGINE:
                if level > 1:
                    climb.packed(level, key)
                settle(climb, self._looked(level, key), [key], is_last=is_last)
            else:
                climb.ask(name, level, key, is_last=is_last, by=self.by)

    def _looked(self, level: int, key: str) -> Worked:
        climb, look = self.climb, self.look(key)
        one, error = climb.incidents.known[key], climb.incidents.errors[key]
        words, result = f"{error.rule or self.kind}: {error.message}", f"left: {look.result}"
        attempt = Attempt(1, level, look.move, words, look.attempted, look.action, result, 0, 0, 0.0, rolled_back=True)
        status, mark = IncidentStatus.OPEN, one.sighting.fingerprint
        incident = Incident(key, mark, error, self.kind, level, status, (attempt,))
        return Worked(level, climb.standing, kept=False, incidents=(incident,))
