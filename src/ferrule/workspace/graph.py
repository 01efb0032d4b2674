"""Who needs whom among the members of a workspace."""

from collections.abc import Iterable

from ferrule.facts.workspace import Package, Workspace


def dependents(workspace: Workspace, names: Iterable[str]) -> frozenset[str]:
    """Give the members that need any of `names`, directly or not, and those themselves."""
    reached = set(names)
    waiting = list(reached)
    while waiting:
        needed = waiting.pop()
        for package in workspace.packages:
            if needed in package.depends_on and package.name not in reached:
                reached.add(package.name)
                waiting.append(package.name)
    return frozenset(reached)


def chosen(workspace: Workspace, names: Iterable[str]) -> tuple[Package, ...]:
    """Give the members of these names; all of them when no name is given."""
    wanted = set(names)
    return tuple(p for p in workspace.packages if not wanted or p.name in wanted)
