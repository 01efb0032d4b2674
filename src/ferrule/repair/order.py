"""In which order the broken units are worked on."""

from collections.abc import Sequence

from ferrule.facts.workspace import Workspace
from ferrule.repair.compile.unit import UnitReport


def in_order(reports: Sequence[UnitReport], workspace: Workspace) -> list[UnitReport]:
    """Give libraries before what is built on them: members as they need each other, tests last."""
    needs = {package.name: set(package.depends_on) for package in workspace.packages}

    def depth(name: str, seen: frozenset[str] = frozenset()) -> int:
        inner = [depth(one, seen | {name}) for one in needs.get(name, ()) if one not in seen]
        return 1 + max(inner, default=0)

    return sorted(reports, key=lambda one: (depth(one.unit.package), one.unit.is_test, "lib" not in one.unit.kinds))
