"""Manifests before sources: a crate that is not named, or a feature not asked for, hides all that comes after."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes
from ferrule.flow.verified import Here, errors_in
from ferrule.repair.bench import Repaired
from ferrule.repair.compile.cargo_check import CheckOptions
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.compile.unit import Rechecked, Recording
from ferrule.repair.identity import identity
from ferrule.repair.manifests.known import releases
from ferrule.repair.manifests.needs import Need, needs_of
from ferrule.repair.manifests.propose import linked

_MOST: Final = 6
"""Needs that are tried one by one where they do not go together; each costs a whole check."""
Linked = tuple[Repaired, Rechecked]


def link(here: Here, recording: Recording, wanted: Callable[[Finding], bool], options: CheckOptions) -> Linked | None:
    """Give a repair of the manifests alone and what Cargo says of it, where it answers each error that it is for.

    None when no manifest lacks what the workspace already has, or Cargo does not take it: a cycle of members, a feature
    that needs another crate. Cargo.lock follows where there is one.
    """
    errors = [error for error in errors_in(recording.reading.findings) if wanted(error)]
    needs = needs_of(errors, here.workspace.root)
    together = _tried(needs, errors, here, options, "manifests")
    if together or not 1 < len(needs) <= _MOST:
        return together
    best: Linked | None = None
    kept: tuple[Need, ...] = ()
    for number, need in enumerate(needs):
        found = _tried((*kept, need), errors, here, options, f"manifests{number}")
        if found:
            best, kept = found, (*kept, need)
    return best


def _tried(needs: Sequence[Need], errors: list[Finding], here: Here, options: CheckOptions, name: str) -> Linked | None:
    found = linked(needs, here.workspace)
    if not found.changes:
        return None
    scratch = here.scratch / name
    checked = recheck(here.workspace, found.changes, scratch, options)
    left = {identity(error) for error in errors_in(checked.reading.findings)}
    lock = _lock(here.workspace.root, scratch)
    if checked.note or lock is None or any(identity(step.error) in left for step in found.steps):
        return None
    answered = [error for error in errors if identity(error) not in left]
    return Repaired({**found.changes, **lock}, list(found.steps), before=answered), checked


def _lock(root: Path, scratch: Path) -> Changes | None:
    """Give Cargo.lock as Cargo wrote it for the new manifests; nothing where it stays, or where there is none.

    None where it holds a release that it did not hold before: that is a decision, not a repair.
    """
    lock, made = root / "Cargo.lock", scratch / "Cargo.lock"
    if not lock.is_file() or not made.is_file() or made.read_bytes() == lock.read_bytes():
        return {}
    return {lock: made.read_bytes()} if releases(made) <= releases(lock) else None
