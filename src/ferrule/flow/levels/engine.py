"""The engine as a responder: one search of a level over all incidents that stand there."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ferrule.edits.changes import against
from ferrule.facts.finding import Finding
from ferrule.facts.fix import Incident
from ferrule.facts.ranking import Trial
from ferrule.facts.repair import Cost
from ferrule.flow.account import At, account
from ferrule.flow.layers import Search
from ferrule.flow.levels.standing import Standing, standing_after
from ferrule.flow.rounds import Rounds, rounds
from ferrule.repair.identity import identity
from ferrule.repair.ranking.trials import trials
from ferrule.repair.verify.tested import Tested


@dataclass(frozen=True, slots=True)
class Worked:
    """What one level made of its incidents."""

    level: int
    standing: Standing
    kept: bool
    """Whether the tree is another one now."""
    incidents: tuple[Incident, ...]
    """As this level accounts for them: its attempts alone."""
    stood: bool = False
    """Whether what was made was verified, be there edits or not."""
    rounds: Rounds | None = None
    """The search behind it; None where somebody else gave the edits."""
    tested: Tested | None = None
    warned: bool = False
    """Whether there were warnings to be taken up."""
    costs: tuple[Cost, ...] = ()
    trials: tuple[Trial, ...] = ()
    uncovered: int = 0
    seconds: float = 0.0
    out_of_time: bool = False
    asked_up: bool = False
    """Who was asked says that it is not theirs."""
    wrong: bool = False
    """An answer came, and its edits did not stand."""
    no_answer: bool = False
    """Nothing that can be used came from who was asked."""
    notes: tuple[str, ...] = ()


def search_level(
    search: Search, standing: Standing, level: int, others: Iterable[str], until: float, number: int
) -> Worked:
    """Search once for the errors that are left, with what a level may do, and verify what was found (P28, P34).

    `others` are identities of errors that are not to be worked on; those that an edit uncovers are. `until` is on the
    monotonic clock.
    """
    began, left_alone = time.monotonic(), frozenset(others)
    scratch = search.here.scratch / f"search{number}"
    scratch.mkdir()
    request = replace(search.request, warnings=False)
    here = replace(search.here, scratch=scratch)

    def wanted(error: Finding) -> bool:
        return search.bench.wanted(error) and identity(error) not in left_alone

    bench = replace(search.bench, level=level, wanted=wanted)
    start = standing.start() or search.linked
    made = rounds(
        replace(search, request=request, here=here, bench=bench, until=until, linked=start), here, list(standing.left)
    )
    return worked(made, search, standing, At(here.limits.attempts, level, standing.changes), time.monotonic() - began)


def worked(made: Rounds, search: Search, standing: Standing, at: At, seconds: float) -> Worked:
    """Give what a search came to, in the form that all responders share."""
    repaired, verified = made.last.searched.repaired, made.last.verified
    edits = against(standing.changes, verified.changes) if verified.kept else ()
    told = account(made, search.here.workspace.root, at)
    return Worked(
        at.level,
        standing_after(standing, made),
        kept=verified.kept and bool(edits),
        incidents=told.incidents,
        stood=verified.kept,
        rounds=made,
        tested=verified.tested,
        warned=bool(repaired.warnings),
        costs=tuple(cost for step in repaired.steps for cost in step.costs) if verified.kept else (),
        trials=trials(repaired.steps, repaired.trace, stood=verified.kept),
        uncovered=told.uncovered,
        seconds=seconds,
        out_of_time=repaired.out_of_time,
        notes=(*dict.fromkeys(repaired.notes), *verified.notes),
    )
