"""`--changed`: the climb is limited to what a change can concern, and what was left out is said."""

from dataclasses import dataclass, replace

from ferrule.facts.request import CheckRequest
from ferrule.facts.workspace import Selection, Workspace
from ferrule.gates.gate import EVERYTHING, Gate
from ferrule.workspace.changed import touched


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a climb is limited to."""

    selection: Selection
    nothing: str = ""
    """Why no member is due; empty when some are."""
    notes: tuple[str, ...] = ()


def narrowed(request: CheckRequest, workspace: Workspace) -> Narrowed:
    """Give the members to look at: those chosen, of these those that a change since the revision can concern.

    Raises:
        WrongUse: without git, or for a revision that git does not know.
    """
    if request.changed is None:
        return Narrowed(request.selection)
    found = touched(workspace, request.changed)
    every = {package.name for package in workspace.packages}
    wanted = set(request.selection.packages) or every
    due, left_out = sorted(wanted & found.packages), sorted(wanted - found.packages)
    said = f"{_counted(len(found.files))} changed since {found.since}"
    unseen = tuple(f"{folder} lies outside of the repository: git tells of no change there" for folder in found.unseen)
    if not due:
        nothing = f"nothing of it changed since {found.since}"
        return Narrowed(request.selection, nothing, (f"{said}: no member is touched", *unseen))
    note = f"{said}: {len(due)} of {len(wanted)} members are looked at"
    rest = f"; left out: {', '.join(left_out)}" if left_out else ""
    chosen = tuple(due) if left_out else request.selection.packages
    return Narrowed(replace(request.selection, packages=chosen), notes=(note + rest, *unseen))


def looks_at_sources(gate: Gate) -> bool:
    """Give whether a gate can be limited to members: one that reads manifests alone always looks at all."""
    return gate.READS == EVERYTHING or any(pattern.endswith(".rs") for pattern in gate.READS)


def _counted(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"
