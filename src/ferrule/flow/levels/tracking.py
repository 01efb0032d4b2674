"""The incidents of one run: met, moved and counted in the store, or in one that is thrown away."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content, located
from ferrule.errors import FerruleError, SourceChanged
from ferrule.escalation.machine import Machine
from ferrule.facts.escalation import Cause, Sighting, Stage, Tracked, Trigger
from ferrule.facts.finding import Finding
from ferrule.facts.fix import FixRequest
from ferrule.facts.packet import Question
from ferrule.facts.repair import Changes
from ferrule.flow.levels.recalling import Recall
from ferrule.flow.verified import Here
from ferrule.process.redact import mask
from ferrule.repair.classes import LINT, NOT_COMPILED, class_of
from ferrule.repair.identity import fingerprint, identity

STAGE: Final = {1: Stage.LEVEL1, 2: Stage.LEVEL2, 3: Stage.LEVEL3, 4: Stage.WAITING}
LEVEL: Final = {Stage.OPEN: 1, Stage.LEVEL1: 1, Stage.LEVEL2: 2, Stage.LEVEL3: 3, Stage.WAITING: 4}
_LONGEST: Final = 400


@dataclass(slots=True)
class Incidents:
    """What is known of the errors of a run. Several errors may be one incident; several incidents may read the same."""

    machine: Machine
    recall: Recall
    root: Path
    asked: str
    """What of the request decides whether the same text deserves another try."""
    ids: dict[str, str] = field(default_factory=dict)
    """By fingerprint."""
    errors: dict[str, Finding] = field(default_factory=dict)
    """By id: the error as it was last seen."""
    known: dict[str, Tracked] = field(default_factory=dict)
    worked: set[tuple[str, int]] = field(default_factory=set)
    """Ids with the levels at which this run has worked on them."""
    busy: set[str] = field(default_factory=set)
    """Ids on which another process works."""
    triggers: dict[str, Trigger] = field(default_factory=dict)
    """Why some of them skipped levels."""
    notes: tuple[str, ...] = ()

    def meet(self, errors: Iterable[Finding], tree: Changes, read: Iterable[str] = ()) -> None:
        """Open an incident for each error that is none yet, and lease all of them.

        `read` names files besides those of the error whose text decides whether it deserves another try.
        """
        besides = tuple(read)
        fresh: dict[str, Finding] = {}
        for error in errors:
            mark = fingerprint(error, self.root, tree)
            if mark not in self.ids:
                self.ids[mark] = self.machine.met(self._sighting(error, mark, tree, besides)).id
                fresh[self.ids[mark]] = error
            self.errors[self.ids[mark]] = error
        self.busy |= fresh.keys() - self.machine.take_all(fresh)
        for key, error in fresh.items():
            self.known[key] = self.machine.get(key)
            self.recall.look_up(error, self.known[key])

    def gone(self) -> None:
        """Close what an earlier run left open and the compiler no longer reports: somebody else mended it."""
        for one in self.machine.incidents():
            if one.sighting.kind not in NOT_COMPILED:
                self.over(one, "the compiler no longer reports it")

    def over(self, one: Tracked, words: str) -> None:
        """Close an incident that is open and was not met in this run, and of which no edit of ours disposed."""
        is_open = one.stage not in (Stage.RESOLVED, Stage.ABANDONED)
        if is_open and one.id not in self.known and self.machine.take(one.id):
            self.machine.move(one.id, Stage.RESOLVED, Cause.GONE, mask(words)[:_LONGEST])
            self.machine.release(one.id)

    def at(self, level: int) -> list[str]:
        """Give the ids that stand at a level and that this run has not worked on there."""
        return [
            key
            for key, one in self.known.items()
            if LEVEL.get(one.stage) == level and (key, level) not in self.worked and key not in self.busy
        ]

    def move(self, key: str, after: Stage, cause: Cause, evidence: str = "", responder: str = "") -> None:
        """Move an incident, durably."""
        self.known[key] = self.machine.move(key, after, cause, mask(evidence)[:_LONGEST], responder)

    def begin(self, key: str, level: int) -> None:
        """Note that a level works on an incident now."""
        self.worked.add((key, level))
        if self.known[key].stage is Stage.OPEN:
            self.move(key, Stage.LEVEL1, Cause.MET)

    def at_user(self) -> list[str]:
        """Give the ids of those met in this run that wait for the user."""
        return [key for key, one in self.known.items() if one.stage is Stage.WAITING]

    def questions(self) -> Iterator[Question]:
        """Yield what the user is asked, for those met in this run."""
        for key in self.at_user():
            question = self.machine.open_question(key)
            if question is not None:
                yield question

    def mark(self, key: str) -> str:
        """Give what tells whether the error of an incident is among others; see `marks`."""
        error, sighting = self.errors[key], self.known[key].sighting
        return sighting.fingerprint if class_of(error) == LINT else identity(error)

    def marks(self, errors: Iterable[Finding], tree: Changes) -> set[str]:
        """Give the marks of errors in a tree: equal lints of one file are told apart by the items they stand in."""
        return {fingerprint(one, self.root, tree) if class_of(one) == LINT else identity(one) for one in errors}

    def names(self, ids: Iterable[str]) -> frozenset[str]:
        """Give the identities of these incidents' errors, by which a search knows them."""
        return frozenset(identity(self.errors[key]) for key in ids if key in self.errors)

    def others(self, ids: Iterable[str]) -> frozenset[str]:
        """Give the identities of all other incidents: a search for these leaves them alone."""
        mine = set(ids)
        return self.names(key for key in self.known if key not in mine) - self.names(mine)

    def _sighting(self, error: Finding, mark: str, tree: Changes, read: tuple[str, ...]) -> Sighting:
        known = hashlib.sha256(self.asked.encode())
        for path in sorted({error.path or "", *read, *(spot.path for spot in error.spots)} - {""}):
            with contextlib.suppress(SourceChanged):
                known.update(path.encode() + b"\0" + content(located(self.root, path), tree))
        message = mask(error.message)[:_LONGEST]
        place = error.path or ""
        return Sighting(mark, error.rule, class_of(error), place, error.line, message, known.hexdigest())


@contextlib.contextmanager
def tracked(request: FixRequest, here: Here) -> Iterator[Incidents]:
    """Give the incidents of a run; those that it holds are let go at its end, however it ends.

    A dry run writes no source, so nothing of it counts: its incidents live in a store of its own. So do those of a
    workspace whose store cannot be used, which is told.
    """
    from ferrule.store.database import open_database

    own = here.scratch
    notes: tuple[str, ...] = ()
    with contextlib.ExitStack() as stack:
        try:
            database = stack.enter_context(open_database(own if request.dry_run else here.place.folder))
        except (FerruleError, OSError) as fault:
            notes = (f"the incidents of this run are not kept: {fault}",)
            database = stack.enter_context(open_database(own))
        machine = Machine(database, here.run_id)
        root = here.workspace.root
        incidents = Incidents(machine, Recall(database, root), root, _asked(request, here), notes=notes)
        try:
            yield incidents
        finally:
            for key in incidents.known:
                machine.release(key)


def _asked(request: FixRequest, here: Here) -> str:
    limits = here.limits
    return "|".join(
        (
            request.tests.value,
            limits.clone.value,
            ",".join(limits.published),
            f"{limits.attempts}",
            f"{limits.budget_s}",
        )
    )
