"""The account of a repair: what was found, tried, made and left, per incident."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ferrule.edits.changes import Change
from ferrule.edits.text import diff
from ferrule.facts.finding import Finding
from ferrule.facts.fix import Attempt, EditedFile, FixRequest, Incident, IncidentStatus
from ferrule.facts.workspace import Workspace
from ferrule.repair.classes import class_of
from ferrule.repair.identity import fingerprint, identity
from ferrule.repair.level1 import Repaired
from ferrule.repair.search.state import Step


@dataclass(frozen=True, slots=True)
class Account:
    """The parts of the report that tell of the repair itself."""

    incidents: tuple[Incident, ...]
    edits: tuple[EditedFile, ...]
    uncovered: int


def wanted_by(request: FixRequest, workspace: Workspace) -> Callable[[Finding], bool]:
    """Give whether an error is one that the user asked to have repaired."""
    files = {path.resolve() for path in request.files}

    def wanted(error: Finding) -> bool:
        place = (workspace.root / error.path).resolve() if error.path else None
        return (
            (not files or place in files)
            and (not request.codes or error.rule in request.codes)
            and (not request.selection.packages or error.package in request.selection.packages)
        )

    return wanted


def account(
    repaired: Repaired, after: Iterable[Finding], made: tuple[Change, ...], root: Path, most: int, *, kept: bool
) -> Account:
    """Give the incidents in the order of first sight, each with its attempts, and the diffs.

    `after` are the errors that Cargo reports of the repaired tree, `most` is the limit of attempts, and `kept` says
    whether the repair stands.
    """
    left = Counter(identity(error) for error in after)
    seen: dict[str, Finding] = {}
    for error in (*repaired.before, *repaired.later):
        seen.setdefault(fingerprint(error, root, {}), error)
    known = {identity(error) for error in repaired.before}
    incidents = tuple(_incident(mark, error, repaired, left, most, kept=kept) for mark, error in seen.items())
    edits = tuple(
        EditedFile(name, diff(name, change.before, change.after))
        for change in made
        for name in [change.path.relative_to(root).as_posix()]
    )
    new = {fingerprint(error, root, {}) for error in repaired.later if identity(error) not in known}
    return Account(incidents, edits, len(new))


def _incident(mark: str, error: Finding, repaired: Repaired, left: Counter[str], most: int, *, kept: bool) -> Incident:
    name = identity(error)
    resolved = kept and not left[name]
    steps = [step for step in repaired.steps if identity(step.error) == name]
    attempts = tuple(
        _attempt(number, error, steps, repaired, resolved=resolved)
        for number in range(1, min(most, max(1, repaired.tried.get(name, 0))) + 1)
    )
    status = IncidentStatus.RESOLVED if resolved else IncidentStatus.OPEN
    return Incident(f"I-{mark[:8]}", mark, error, class_of(error), 1, status, attempts)


def _attempt(number: int, error: Finding, steps: list[Step], repaired: Repaired, *, resolved: bool) -> Attempt:
    tried = [candidate.message for one, candidate, _ in repaired.trace.refused if identity(one) == identity(error)]
    action = "; ".join(dict.fromkeys(step.candidate.message for step in steps))
    offered = len(error.suggestions)
    return Attempt(
        n=number,
        level=1,
        move=steps[0].candidate.move if steps else "",
        error=f"{error.rule or 'syntax'}: {error.message}",
        attempted=f"{offered} of the compiler's suggestions, {len(tried)} refused by the guard",
        action=action or "none",
        result="compiles" if resolved else _why_not(offered, len(tried)),
        errors_before=len(repaired.before),
        errors_after=len(repaired.left),
        seconds=0.0,
        rolled_back=not resolved,
    )


def _why_not(offered: int, refused: int) -> str:
    if not offered:
        return "left: the compiler suggests nothing"
    return "left: the guard refuses what is suggested" if refused >= offered else "left: no suggestion compiles"
