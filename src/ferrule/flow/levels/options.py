"""Options for the user, each worked out: compiled, tested, priced, ranked; none is chosen beforehand (P40)."""

import hashlib
import string
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from ferrule.edits.changes import against, content
from ferrule.edits.text import diff
from ferrule.escalation.options.draft import Draft
from ferrule.escalation.options.former import former_drafts
from ferrule.escalation.options.leave_out import leaving_out_drafts
from ferrule.escalation.options.lint import lint_drafts
from ferrule.escalation.options.postpone import postponing_drafts
from ferrule.escalation.options.refused import refused_drafts
from ferrule.facts.finding import Finding
from ferrule.facts.packet import Option, Proof
from ferrule.facts.repair import Changes
from ferrule.facts.target import MISSED
from ferrule.flow.layers import Search
from ferrule.flow.levels.engine import Worked
from ferrule.flow.levels.judging import Judged, judged
from ferrule.flow.levels.standing import Standing
from ferrule.flow.verified import errors_in
from ferrule.process.redact import mask
from ferrule.repair.classes import LINT, class_of
from ferrule.repair.compile.warm import last_commit
from ferrule.repair.identity import identity

MOST: Final = 4
_TRIED: Final = 10
"""Drafts that are worked out for one question; each costs a whole check, and tests where it compiles."""
_BOX_S: Final = 120.0
_FAILING: Final = 10
_NOT_RUN: Final = "not compiled: building it would run what was written; it is, when you choose it"


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be decided."""

    incident: str
    error: Finding
    given: tuple[Draft, ...] = ()
    """Answers of responders that only a person may apply."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """An option with what it would write."""

    option: Option
    changes: Changes
    """New contents against the tree as it stands."""


def worked_out(search: Search, standing: Standing, turns: list[Worked], due: Due) -> tuple[WorkedOut, ...]:
    """Give up to four ways out, those that resolve it first; each was compiled, and tested where that was asked for."""
    until = time.monotonic() + _BOX_S
    late = until - _BOX_S / 3
    found: list[tuple[tuple[object, ...], Draft, Judged]] = []
    drafts = sorted(_drafts(search, standing, turns, due), key=lambda one: one.rank)
    tried = count()
    for draft in _once(drafts):
        real = sum(one.resolves and made.answers for _, one, made in found)
        off = any(not one.resolves and made.answers for _, one, made in found)
        if (off and real >= MOST - 1) or time.monotonic() > until:
            break
        if draft.resolves and not off and (real >= MOST - 1 or (real and time.monotonic() > late)):
            continue  # the last place is kept for one that puts the decision off
        if (number := next(tried)) >= _TRIED:
            break
        if draft.closed:
            found.append((_order(draft, _untried(draft)), draft, _untried(draft)))
            continue
        search.here.tell(f"working out an option for {due.incident}: {draft.summary}")
        scratch = search.here.scratch / f"option-{due.incident}-{number}"
        judgement = judged(search, standing, draft.changes, due.error, scratch, relaxed=True)
        if _is_shown(judgement, standing) and not _holds_secret(draft, standing, search.here.workspace.root):
            found.append((_order(draft, judgement), draft, judgement))
    found.sort(key=lambda one: one[0])
    root = search.here.workspace.root
    chosen = _varied(found)
    return tuple(
        WorkedOut(_option(key, draft, judgement, standing, root), draft.changes)
        for key, (_, draft, judgement) in zip(string.ascii_uppercase, chosen, strict=False)
    )


def base_of(changes: Changes, tree: Changes) -> str:
    """Give the hash of the files that options would change, as they are now: an answer is for these alone."""
    known = hashlib.sha256()
    for path in sorted(changes):
        known.update(str(path).encode() + b"\0" + hashlib.sha256(content(path, tree)).digest())
    return known.hexdigest()


def _drafts(search: Search, standing: Standing, turns: list[Worked], due: Due) -> Iterator[Draft]:
    workspace, name = search.here.workspace, identity(due.error)
    root = workspace.root
    yield from due.given
    if due.error.rule == MISSED:  # what is left out or put back was not measured, and would only seem to be quick
        return
    if class_of(due.error) == LINT:
        owner = next((one for one in workspace.packages if one.name == due.error.package), None)
        yield from lint_drafts(due.error, due.incident, standing.changes, root, owner.rust_version if owner else None)
        return
    yield from _that_fail(standing, turns)
    traces = [turn.rounds.last.searched.repaired.trace for turn in reversed(turns) if turn.rounds is not None]
    yield from refused_drafts(traces, name, standing.changes, root)
    yield from former_drafts(due.error, last_commit(root), standing.changes, root)
    yield from leaving_out_drafts(due.error, standing.changes, root)
    yield from postponing_drafts(due.error, due.incident, standing.changes, root)


def _that_fail(standing: Standing, turns: list[Worked]) -> Iterator[Draft]:
    """Yield repairs that compile and fail tests: they are kept, with the tests (P14)."""
    for turn in turns:
        if turn.rounds is None or not turn.rounds.last.fails:
            continue
        repaired, tested = turn.rounds.last.searched.repaired, turn.rounds.last.verified.tested
        new = {path: text for path, text in repaired.changes.items() if standing.changes.get(path) != text}
        words = "; ".join(dict.fromkeys(step.candidate.message for step in repaired.steps))
        failed = ", ".join(tested.failed[:3]) if tested else ""
        if new:
            yield Draft(words, new, f"tests fail with it: {failed}", rank=_FAILING)


def _once(drafts: list[Draft]) -> Iterator[Draft]:
    seen: set[int] = set()
    for draft in drafts:
        mark = hash(tuple(sorted((str(path), text) for path, text in draft.changes.items())))
        if mark not in seen:
            seen.add(mark)
            yield draft


def _order(draft: Draft, judgement: Judged) -> tuple[object, ...]:
    kept = judgement.verified is not None and judgement.verified.kept
    return (not draft.resolves, not kept, bool(judgement.refusal), len(judgement.costs), draft.rank)


def _varied(found: list[tuple[tuple[object, ...], Draft, Judged]]) -> list[tuple[tuple[object, ...], Draft, Judged]]:
    """Give up to four; the last place goes to one that puts the decision off, where there is one."""
    off = [one for one in found if not one[1].resolves]
    real = [one for one in found if one[1].resolves]
    return [*real[: MOST - (1 if off else 0)], *off][:MOST]


def _option(key: str, draft: Draft, judgement: Judged, standing: Standing, root: Path) -> Option:
    tested = judgement.verified.tested if judgement.verified else None
    kept = judgement.verified is not None and judgement.verified.kept
    proof = Proof.FAILS if not kept else Proof.TESTED if tested else Proof.COMPILED
    proof = Proof.NOT_TRIED if draft.closed else proof
    costs = tuple(f"{cost.kind.value} at {cost.path}:{cost.line}: {cost.note}" for cost in judgement.costs)
    text = _diff(draft, standing, root)
    left = len(judgement.verified.left) if judgement.verified else 0
    rest = f"; {left} other {'error is' if left == 1 else 'errors are'} left" if left else ""
    return Option(
        key,
        draft.summary,
        costs,
        draft.risk,
        draft.reversible,
        text,
        proof,
        _NOT_RUN if draft.closed else judgement.words + rest,
        draft.resolves,
    )


def _diff(draft: Draft, standing: Standing, root: Path) -> str:
    edits = against(standing.changes, {**standing.changes, **draft.changes})
    return "".join(diff(str(one.path.relative_to(root)), one.before, one.after) for one in edits)


def _untried(draft: Draft) -> Judged:
    return Judged(draft.changes, refusal="was not compiled: it runs when it is")


def _is_shown(judgement: Judged, standing: Standing) -> bool:
    """Say whether a way out is one: it stands, or compiles and fails tests, which is then said; and no error is new."""
    verified, known = judgement.verified, {identity(error) for error in standing.left}
    if verified is None or not judgement.answers or judgement.checked is None:
        return False
    left = errors_in(judgement.checked.reading.findings)
    return (verified.kept or verified.tested is not None) and all(identity(error) in known for error in left)


def _holds_secret(draft: Draft, standing: Standing, root: Path) -> bool:
    """Say whether a diff cannot be kept: it would be masked, and masked text never goes back into a source."""
    text = _diff(draft, standing, root)
    return mask(text) != text
